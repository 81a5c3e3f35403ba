import { Button, Segmented } from "antd";
import { Link } from "react-router";

import { type ThemeChoice, usePreferences } from "../../app/preferences";
import { type Dictionary, type Language, useText } from "../../i18n";
import { Facts } from "../../kinds/page/Facts";
import { PageHead } from "../../kinds/page/PageHead";
import { Section } from "../../kinds/page/Section";
import { Stack } from "../../kinds/page/Column";
import { useSession } from "../../session/session";
import styles from "../parts/MePage.module.css";
import { useSignOut } from "../queries";

type RoleName = keyof Dictionary["access"]["roles"];

function roleWord(role: string, text: Dictionary): string {
  return role in text.access.roles ? text.access.roles[role as RoleName] : role;
}

function Preferences() {
  const text = useText();
  const words = text.access.me;
  const { loaded, setLanguage, theme, setTheme } = usePreferences();
  const languages: Language[] = ["zh-CN", "en"];
  const themes: ThemeChoice[] = ["light", "dark", "system"];
  return (
    <Facts
      facts={[
        {
          label: words.language,
          value: (
            <Segmented<Language>
              aria-label={words.language}
              value={loaded.language}
              options={languages.map((value) => ({ value, label: <span lang={value}>{words.languages[value]}</span> }))}
              onChange={setLanguage}
            />
          ),
        },
        {
          label: text.nav.theme,
          value: (
            <Segmented<ThemeChoice>
              aria-label={text.nav.theme}
              value={theme}
              options={themes.map((value) => ({ value, label: text.nav.themes[value] }))}
              onChange={setTheme}
            />
          ),
        },
      ]}
    />
  );
}

export default function MePage() {
  const text = useText();
  const words = text.access.me;
  const { login, name, organisation_name: place, roles } = useSession();
  const signOut = useSignOut();
  return (
    <>
      <PageHead
        title={words.title}
        actions={
          <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {text.nav.signOut}
          </Button>
        }
      />
      <Stack>
        <Section title={words.about}>
          <Facts
            facts={[
              { label: words.person, value: name },
              { label: words.account, value: login },
              { label: words.organisation, value: place || text.common.none },
              { label: words.roles, value: roles.map((role) => roleWord(role, text)).join(text.common.listJoin) },
            ]}
          />
        </Section>
        <Section title={words.security}>
          <ul className={styles["links"]}>
            <li>
              <Link to="/me/password">{text.nav.pages.password}</Link>
            </li>
            <li>
              <Link to="/me/sessions">{text.nav.pages.sessions}</Link>
            </li>
          </ul>
        </Section>
        <Section title={words.preferences}>
          <Preferences />
        </Section>
      </Stack>
    </>
  );
}

import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";

import { useSignOut } from "../../access/queries";
import { useText } from "../../i18n";
import { useSession } from "../../session/session";
import { type ThemeChoice, usePreferences } from "../preferences";
import styles from "./AccountMenu.module.css";

const THEMES: readonly ThemeChoice[] = ["light", "dark", "system"];

export function AccountMenu() {
  const text = useText();
  const { person, account, organisation } = useSession();
  const { theme, setTheme } = usePreferences();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const name = person?.name ?? account.login;

  const items: MenuProps["items"] = [
    { key: "me", label: text.nav.pages.me, onClick: () => void navigate("/me") },
    { key: "sessions", label: text.nav.pages.sessions, onClick: () => void navigate("/me/sessions") },
    {
      key: "theme",
      type: "group",
      label: text.nav.theme,
      children: THEMES.map((choice) => ({ key: choice, label: text.nav.themes[choice], onClick: () => setTheme(choice) })),
    },
    { type: "divider" },
    { key: "out", label: text.nav.signOut, onClick: () => signOut.mutate() },
  ];

  return (
    <Dropdown menu={{ items, selectedKeys: [theme] }} trigger={["click"]} placement="bottomRight">
      <Button type="text" className={styles["button"] ?? ""} icon={<UserOutlined />}>
        <span className={styles["name"]}>{name}</span>
        {organisation === null ? null : <span className={styles["place"]}>{organisation.name}</span>}
        <DownOutlined className={styles["arrow"]} aria-hidden />
      </Button>
    </Dropdown>
  );
}

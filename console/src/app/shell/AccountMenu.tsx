import { DownOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";

import { useSignOut, useSwitchOrganisation } from "../../access/queries";
import { useText } from "../../i18n";
import { useSession } from "../../session/session";
import { type ThemeChoice, usePreferences } from "../preferences";
import styles from "./AccountMenu.module.css";

const THEMES: readonly ThemeChoice[] = ["light", "dark", "system"];

export function AccountMenu() {
  const text = useText();
  const { name, organisation_id: here, organisation_name: place, memberships } = useSession();
  const { theme, setTheme } = usePreferences();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const switchTo = useSwitchOrganisation();
  const places = new Map(memberships.map((post) => [post.organisation_id, post.organisation_name]));
  const posts = Array.from(places, ([id, label]) => ({ key: id, label, onClick: () => switchTo.mutate(id) }));

  const items: MenuProps["items"] = [
    { key: "me", label: text.nav.pages.me, onClick: () => void navigate("/me") },
    { key: "sessions", label: text.nav.pages.sessions, onClick: () => void navigate("/me/sessions") },
    ...(posts.length > 1
      ? [{ key: "posts", type: "group" as const, label: text.nav.currentPost, children: posts }]
      : []),
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
    <Dropdown menu={{ items, selectable: true, selectedKeys: [theme, here ?? ""] }} trigger={["click"]} placement="bottomRight">
      <Button type="text" className={styles["button"] ?? ""} icon={<UserOutlined aria-hidden />}>
        <span className={styles["name"]}>{name}</span>
        <span className={styles["place"]}>{place}</span>
        <DownOutlined className={styles["arrow"]} aria-hidden />
      </Button>
    </Dropdown>
  );
}

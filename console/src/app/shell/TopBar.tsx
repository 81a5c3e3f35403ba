import { BellOutlined, CheckSquareOutlined, MenuOutlined, TranslationOutlined } from "@ant-design/icons";
import { Badge, Button } from "antd";
import { Link } from "react-router";

import { useText } from "../../i18n";
import { useTodoCount, useUnreadCount } from "../../work/queries";
import { usePreferences } from "../preferences";
import { AccountMenu } from "./AccountMenu";
import { SearchBox } from "./SearchBox";
import styles from "./TopBar.module.css";

function Todo() {
  const text = useText();
  const count = useTodoCount();
  return (
    <Link to="/inbox" className={styles["tool"]} title={text.nav.todo(count)}>
      <CheckSquareOutlined className={styles["icon"]} aria-hidden />
      <span className={styles["toolWord"]}>{text.nav.pages.inbox}</span>
      <Badge count={count} size="small" overflowCount={99} />
    </Link>
  );
}

function Notices() {
  const text = useText();
  const count = useUnreadCount();
  const words = text.nav.noticesUnread(count);
  return (
    <Link to="/notices" className={styles["tool"]} aria-label={words} title={words}>
      <BellOutlined className={styles["icon"]} aria-hidden />
      <Badge count={count} size="small" overflowCount={99} />
    </Link>
  );
}

function LanguageSwitch() {
  const text = useText();
  const { loaded, setLanguage } = usePreferences();
  return (
    <Button
      type="text"
      icon={<TranslationOutlined aria-hidden />}
      lang={loaded.language === "en" ? "zh-CN" : "en"}
      title={text.nav.languageLabel}
      onClick={() => setLanguage(loaded.language === "en" ? "zh-CN" : "en")}
    >
      {text.nav.language}
    </Button>
  );
}

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const text = useText();
  return (
    <header className={styles["bar"]}>
      <Button
        type="text"
        className={styles["menu"] ?? ""}
        icon={<MenuOutlined aria-hidden />}
        aria-label={text.nav.menu}
        onClick={onMenu}
      />
      <Link to="/" className={styles["product"]} aria-label={text.common.product}>
        <img src="/favicon.svg" alt="" width="22" height="22" />
        <span>{text.common.product}</span>
      </Link>
      <SearchBox />
      <div className={styles["tools"]}>
        <Todo />
        <Notices />
        <LanguageSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}


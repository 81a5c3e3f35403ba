import type { ReactNode } from "react";

import { usePreferences } from "../../app/preferences";
import { useText } from "../../i18n";
import { usePageTitle } from "../../kinds/page/PageHead";
import styles from "./EntryFrame.module.css";

/** The frame of the pages before the shell: signing in, and the first change of the password. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  const text = useText();
  const { loaded, setLanguage } = usePreferences();
  usePageTitle(title);
  return (
    <div className={styles["frame"]}>
      <header className={styles["product"]}>
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span className={styles["name"]}>{text.common.product}</span>
        <span>{text.common.tagline}</span>
      </header>
      <main className={styles["sheet"]}>
        <h1 className={styles["title"]}>{title}</h1>
        {children}
      </main>
      <footer>
        <button
          type="button"
          className={styles["language"]}
          lang={loaded.language === "en" ? "zh-CN" : "en"}
          onClick={() => setLanguage(loaded.language === "en" ? "zh-CN" : "en")}
        >
          {text.nav.language}
        </button>
      </footer>
    </div>
  );
}

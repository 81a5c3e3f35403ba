import type { ReactNode } from "react";

import { PageHead, type PageHeadProps } from "./PageHead";
import styles from "./PagePanel.module.css";

/** A head, and below it one panel that fills the page and scrolls inside. */
export function PagePanel({ head, children }: { head: PageHeadProps; children: ReactNode }) {
  return (
    <div className={styles["page"]}>
      <PageHead {...head} />
      <div className={styles["panel"]}>{children}</div>
    </div>
  );
}

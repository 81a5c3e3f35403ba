import type { ReactNode } from "react";

import styles from "./states.module.css";

interface NoticeProps {
  title: string;
  body?: ReactNode;
  action?: ReactNode;
  /** Inside a page rather than in place of one. */
  small?: boolean;
}

/** Words in place of content: what happened, and what can be done now. */
export function Notice({ title, body, action, small = false }: NoticeProps) {
  return (
    <section className={small ? styles["noticeSmall"] : styles["notice"]}>
      {small ? <p className={styles["title"]}>{title}</p> : <h1 className={styles["title"]}>{title}</h1>}
      {body === undefined ? null : <div className={styles["body"]}>{body}</div>}
      {action === undefined ? null : <div className={styles["action"]}>{action}</div>}
    </section>
  );
}

import type { ReactNode } from "react";

import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  /** Beside the title: a link to all of it, a count, an action. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page on the page's paper. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={styles["section"]}>
      <div className={styles["head"]}>
        <h2 className={styles["title"]}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

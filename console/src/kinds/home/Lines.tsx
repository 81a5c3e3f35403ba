import type { ReactNode } from "react";
import { Link } from "react-router";

import styles from "./Home.module.css";

export interface Line {
  key: string;
  title: string;
  to: string | null;
  /** Under the title: from whom, of what kind. */
  note?: ReactNode;
  /** At the end: the time left, the state. */
  mark?: ReactNode;
}

/** Things in one line each: what it is, and what of it presses. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className={styles["lines"]}>
      {lines.map((line) => (
        <li key={line.key}>
          <span className={styles["what"]}>
            {line.to === null ? <span>{line.title}</span> : <Link to={line.to}>{line.title}</Link>}
            {line.note === undefined ? null : <span className={styles["note"]}>{line.note}</span>}
          </span>
          {line.mark}
        </li>
      ))}
    </ul>
  );
}

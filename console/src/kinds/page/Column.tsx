import type { ReactNode } from "react";

import styles from "./Column.module.css";

/** One column of reading width: forms, and texts. */
export function Column({ children }: { children: ReactNode }) {
  return <div className={styles["column"]}>{children}</div>;
}

/** The body of a page made of sections, in as many columns as fit. */
export function Stack({ children, columns = 1 }: { children: ReactNode; columns?: 1 | 2 }) {
  return <div className={columns === 2 ? styles["two"] : styles["stack"]}>{children}</div>;
}

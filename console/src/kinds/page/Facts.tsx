import type { ReactNode } from "react";

import styles from "./Facts.module.css";

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole line: long texts. */
  wide?: boolean;
}

/** Pairs of a name and a value, in as many columns as fit. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide ? styles["wide"] : undefined}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

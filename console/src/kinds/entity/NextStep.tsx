import type { ReactNode } from "react";

import { useText } from "../../i18n";
import styles from "./Entity.module.css";

export interface NextStepProps {
  /** What comes next in its life. */
  step: string;
  /** Whose it is. */
  who?: string;
  action?: ReactNode;
}

/** The next step in the life cycle, and whose it is. */
export function NextStep({ step, who, action }: NextStepProps) {
  const words = useText().kinds.entity;
  return (
    <aside className={styles["next"]} aria-label={words.nextStep}>
      <span className={styles["nextLabel"]}>{words.nextStep}</span>
      <span className={styles["nextWords"]}>
        {step}
        {who === undefined ? null : <span className={styles["who"]}>{words.whose(who)}</span>}
      </span>
      {action}
    </aside>
  );
}

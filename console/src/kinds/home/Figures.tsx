import { Tooltip } from "antd";
import { Link } from "react-router";

import styles from "./Home.module.css";

export interface Figure {
  key: string;
  label: string;
  /** Already formatted, with its unit. */
  value: string;
  /** What exactly is counted; shown on hover. */
  definition?: string;
  to?: string;
}

/** A few numbers; each is a link to the rows behind it and has its definition one hover away. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles["figures"]}>
      {figures.map((figure) => (
        <div key={figure.key}>
          <dt>
            <Tooltip title={figure.definition}>
              <span>{figure.label}</span>
            </Tooltip>
          </dt>
          <dd>{figure.to === undefined ? figure.value : <Link to={figure.to}>{figure.value}</Link>}</dd>
        </div>
      ))}
    </dl>
  );
}

import { Skeleton } from "antd";

import { useText } from "../../i18n";
import styles from "./states.module.css";
import { useLate } from "./useLate";

/** What stands in for content that is on its way: nothing at first, a skeleton after 300 ms. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const text = useText();
  const late = useLate();
  return (
    <div className={styles["waiting"]} role="status" aria-label={text.states.loading}>
      {late ? <Skeleton active title paragraph={{ rows }} /> : null}
    </div>
  );
}

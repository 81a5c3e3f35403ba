import { Alert } from "antd";

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import type { SystemPageData } from "../queries";
import styles from "./systems.module.css";

/** That a system is idle in fact, with what speaks for it and what to do. */
export function IdleBanner({ page }: { page: SystemPageData }) {
  const words = useText().systems;
  if (page.idle.length === 0) return null;
  return (
    <Alert
      className={styles["banner"]}
      type="warning"
      showIcon
      title={words.idleTitle(page.idle_days)}
      description={
        <>
          <ul className={styles["signs"]}>
            {page.idle.map((each) => (
              <li key={each.sign}>{words.idleSigns[each.sign](each.last_seen_at === null ? null : formatDate(each.last_seen_at))}</li>
            ))}
          </ul>
          {words.idleNext}
        </>
      }
    />
  );
}

import { formatMoment } from "../../format/dates";
import styles from "./Review.module.css";
import type { HistoryEntry } from "./types";

/** Who did what, when, and with which words; oldest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className={styles["history"]}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
          <span>
            <strong>{entry.what}</strong> {entry.who}
          </span>
          {entry.note ? <p>{entry.note}</p> : null}
        </li>
      ))}
    </ol>
  );
}

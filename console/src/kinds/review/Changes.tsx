import { useText } from "../../i18n";
import styles from "./Review.module.css";

export interface Change {
  key: string;
  label: string;
  before: string | null;
  after: string | null;
}

/** What was and what is asked, side by side; what differs is marked by words, colour and a line. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const text = useText();
  return (
    <table className={styles["changes"]}>
      <thead>
        <tr>
          <td />
          <th scope="col">{text.kinds.review.before}</th>
          <th scope="col">{text.kinds.review.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.key}>
            <th scope="row">{change.label}</th>
            {change.before === change.after ? (
              <td colSpan={2}>{change.after ?? text.common.none}</td>
            ) : (
              <>
                <td>{change.before === null ? text.common.none : <del>{change.before}</del>}</td>
                <td>{change.after === null ? text.common.none : <ins>{change.after}</ins>}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

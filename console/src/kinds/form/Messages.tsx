import { Alert, Button } from "antd";

import { asProblem } from "../../api/problem";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { problemWords } from "../states/Failure";
import styles from "./Form.module.css";

/** Why it was not sent: the platform's words, and how many entries need changing. */
export function Refused({ cause, count, rest }: { cause: Error; count: number; rest: readonly string[] }) {
  const text = useText();
  const problem = asProblem(cause);
  const lines = [...rest, ...(problem.next ? [problem.next] : []), ...(count > 0 ? [text.kinds.form.rejected(count)] : [])];
  return (
    <Alert
      className={styles["message"]}
      type="error"
      role="alert"
      showIcon
      title={problemWords(problem, text)}
      description={lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    />
  );
}

export function DraftFound({ at, drop }: { at: string; drop: () => void }) {
  const words = useText().kinds.form;
  return (
    <Alert
      className={styles["message"]}
      type="info"
      showIcon
      title={words.draftFound(formatMoment(at))}
      action={<Button onClick={drop}>{words.draftDrop}</Button>}
    />
  );
}

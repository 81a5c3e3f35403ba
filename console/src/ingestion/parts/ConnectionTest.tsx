import { Button } from "antd";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { problemWords } from "../../kinds/states/Failure";
import { useCan } from "../../session/session";
import { useConnectionTest } from "../queries";
import styles from "./ingestion.module.css";

/** Asks a source whether it answers, and says so beside the button; what went wrong is said with what to do about it. */
export function ConnectionTest({ code }: { code: string }) {
  const text = useText();
  const words = text.architecture.sources;
  const can = useCan();
  const test = useConnectionTest(code);
  const answer = test.data;
  if (!can("ingestion.run.start")) return null;
  const facts = Object.entries(answer?.facts ?? {});
  return (
    <div className={styles["test"]}>
      <Button loading={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? words.testing : words.test}
      </Button>
      <div role="status" className={styles["outcome"]}>
        {test.error === null ? null : <Chip tone="bad">{problemWords(asProblem(test.error), text)}</Chip>}
        {answer === undefined ? null : <Chip tone={answer.ok ? "good" : "bad"}>{answer.ok ? words.ok : words.failed}</Chip>}
        {answer?.problem ? <span>{answer.problem}</span> : null}
        {answer?.next ? <span className={styles["quiet"]}>{answer.next}</span> : null}
        {facts.length === 0 ? null : (
          <span className={styles["quiet"]}>
            {facts.map(([name, value]) => `${name} ${value}`).join(text.common.listJoin)}
          </span>
        )}
      </div>
    </div>
  );
}

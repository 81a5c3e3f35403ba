import { Button } from "antd";
import type { ReactNode } from "react";

import { asProblem, type Problem, UNREADABLE } from "../../api/problem";
import type { Dictionary } from "../../i18n";
import { useText } from "../../i18n";
import { CopyButton } from "./CopyButton";
import { Denied } from "./Denied";
import { Notice } from "./Notice";
import styles from "./states.module.css";

/** A problem in words: the platform's own, or the console's where the platform could not speak. */
export function problemWords(problem: Problem, text: Dictionary): string {
  if (problem.unreachable) return text.states.error.unreachable;
  if (problem.code === UNREADABLE || problem.message === "") return text.states.error.unreadable;
  return problem.message;
}

/** The error code and request number, to be handed to support. */
export function ProblemCode({ problem }: { problem: Problem }) {
  const text = useText();
  const words = text.states.error;
  const lines = [`${words.code} ${problem.code}`, ...(problem.requestId ? [`${words.request} ${problem.requestId}`] : [])];
  return (
    <>
      <dl className={styles["code"]}>
        <dt>{words.code}</dt>
        <dd>
          <code>{problem.code}</code>
        </dd>
        {problem.requestId ? (
          <>
            <dt>{words.request}</dt>
            <dd>
              <code>{problem.requestId}</code>
            </dd>
          </>
        ) : null}
      </dl>
      <p>{words.copyHint}</p>
      <div>
        <CopyButton value={lines.join("\n")} />
      </div>
    </>
  );
}

interface FailureProps {
  cause: unknown;
  retry?: () => void;
  small?: boolean;
}

/** Why something could not be loaded, what to do next, and the code for support. */
export function Failure({ cause, retry, small = false }: FailureProps) {
  const text = useText();
  const problem = asProblem(cause);
  if (problem.status === 403) {
    return <Denied permission={undefined} message={problem.message} next={problem.next ?? undefined} small={small} />;
  }
  const body: ReactNode = (
    <>
      <p>{problemWords(problem, text)}</p>
      {problem.next ? <p>{problem.next}</p> : null}
      {problem.unreachable ? null : <ProblemCode problem={problem} />}
    </>
  );
  const again =
    retry === undefined ? undefined : (
      <Button type="primary" onClick={retry}>
        {text.common.retry}
      </Button>
    );
  return <Notice small={small} title={text.states.error.title} body={body} action={again} />;
}

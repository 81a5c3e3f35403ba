import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState, type ReactNode } from "react";

import { asProblem } from "../../api/problem";
import { useText } from "../../i18n";
import { useSubmission } from "../form/useSubmission";
import { DecisionDialog } from "../review/DecisionDialog";
import type { Decision, Made } from "../review/types";
import { problemWords } from "../states/Failure";

interface ActionButtonProps<Answer> {
  /** The verb: on the button, in the message and in the log. */
  label: string;
  /** Does it. The key goes out as `Idempotency-Key`; see `idempotent`. */
  run: (made: Made, key: string) => Promise<Answer>;
  /** What is said once it is done; left out where the page itself shows the outcome. */
  done?: string;
  onDone?: (answer: Answer) => void;
  /** The cached things that are different afterwards, by the beginning of their keys. */
  changes?: readonly (readonly string[])[];
  tone?: Decision["tone"];
  /** Asked before it is done: grounds, a reason, a text to read. Left out where a press is enough. */
  ask?: Pick<Decision, "grounds" | "reason" | "content">;
  disabled?: boolean;
  icon?: ReactNode;
}

/** A button that changes something: one sending at a time, its refusal in words, and the page asked anew afterwards. */
export function ActionButton<Answer>(props: ActionButtonProps<Answer>) {
  const { label, run, done, onDone, changes = [], tone = "default", ask, disabled = false, icon } = props;
  const text = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  // What has changed is asked for anew even if the page has left the button behind meanwhile.
  const submission = useSubmission(async (made: Made, key: string) => {
    const answer = await run(made, key);
    for (const queryKey of changes) void queries.invalidateQueries({ queryKey });
    return answer;
  });

  const send = (made: Made) =>
    submission.submit(made, {
      onSuccess: (answer) => {
        setOpen(false);
        if (done !== undefined) void message.success(done);
        onDone?.(answer);
      },
      onError: (cause) => {
        const problem = asProblem(cause);
        const words = [problemWords(problem, text), problem.next ?? ""].filter(Boolean).join(" ");
        if (ask === undefined) void message.error(words, 6);
      },
    });

  const press = () => {
    submission.reset();
    if (ask === undefined) send({ decision: label, ground: null, reason: "" });
    else setOpen(true);
  };

  return (
    <>
      <Button
        type={tone === "primary" ? "primary" : "default"}
        danger={tone === "danger"}
        icon={icon}
        disabled={disabled}
        loading={submission.sending && !open}
        onClick={press}
      >
        {label}
      </Button>
      {open && ask !== undefined ? (
        <DecisionDialog
          decision={{ key: label, label, tone, ...ask }}
          sending={submission.sending}
          error={submission.error}
          onSend={send}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

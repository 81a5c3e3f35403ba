import { useText } from "../../i18n";
import { ActionButton } from "../../kinds/action/ActionButton";
import type { NextStepProps } from "../../kinds/entity/NextStep";
import { useCan } from "../../session/session";

interface LifeProps {
  state: string;
  submit: (key: string) => Promise<unknown>;
  publish: (key: string) => Promise<unknown>;
  changes: readonly (readonly string[])[];
  /** The rights to submit and to publish; those of standards unless said otherwise. */
  may?: { submit: string; publish: string };
}

const STANDARDS = { submit: "policy.standard.edit", publish: "policy.standard.publish" };

/** The one step a standard can take next, for those who may take it. */
export function LifeAction({ state, submit, publish, changes, may = STANDARDS }: LifeProps) {
  const words = useText().policy.actions;
  const can = useCan();
  if (state === "draft" && can(may.submit)) {
    return (
      <ActionButton tone="primary" label={words.submit} run={(_, key) => submit(key)} done={words.submitted} changes={changes} />
    );
  }
  if (state === "in_review" && can(may.publish)) {
    return (
      <ActionButton
        tone="primary"
        label={words.publish}
        run={(_, key) => publish(key)}
        done={words.published}
        changes={changes}
        ask={{ reason: "none", content: <p>{words.publishHint}</p> }}
      />
    );
  }
  return null;
}

/** What a standard waits for, and whose move it is; nothing once it is published or retired. */
export function useLifeStep(state: string): NextStepProps | null {
  const words = useText().policy.next;
  if (state === "draft") return { step: words.draft, who: words.drafter };
  return state === "in_review" ? { step: words.inReview, who: words.publisher } : null;
}

import type { NextStepProps } from "../../kinds/entity/NextStep";
import { useText } from "../../i18n";
import type { Tone } from "../../kinds/chips/tones";
import type { Entry } from "../queries";

type EntryState = Entry["state"];

export const ENTRY_TONES: Record<EntryState, Tone> = {
  draft: "neutral",
  wait_reg_approve: "working",
  reg_reject: "warning",
  registered: "working",
  wait_pub_approve: "working",
  pub_reject: "warning",
  published: "good",
  recalled: "paused",
};

/** What an entry waits for, and whose move it is; nothing once it is published or recalled. */
export function useEntryStep(state: EntryState): NextStepProps | null {
  const { steps, who } = useText().architecture.catalogue;
  switch (state) {
    case "published":
    case "recalled":
      return null;
    case "wait_reg_approve":
      return { step: steps.wait_reg_approve, who: who.head };
    case "wait_pub_approve":
      return { step: steps.wait_pub_approve, who: who.bureau };
    default:
      return { step: steps[state], who: who.compiler };
  }
}

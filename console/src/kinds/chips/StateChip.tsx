import { useText } from "../../i18n";
import { Chip } from "./Chip";
import { stateWord, toneOf } from "./tones";

/** The state of a governed object, a task or a run, as the platform names it ("in_review"). */
export function StateChip({ state }: { state: string }) {
  return <Chip tone={toneOf(state)}>{stateWord(state, useText())}</Chip>;
}

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { Change } from "../queries";

const TONES: Record<Change["state"], Tone> = { pending: "working", approved: "good", rejected: "bad", withdrawn: "paused" };

export function ChangeState({ state }: { state: Change["state"] }) {
  return <Chip tone={TONES[state]}>{useText().system.changes.states[state]}</Chip>;
}

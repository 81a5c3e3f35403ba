import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { Reform } from "../queriesReforms";

const TONES: Record<Reform["state"], Tone> = { held: "working", done: "good", obstructed: "bad", cancelled: "paused" };

export function ReformState({ state }: { state: Reform["state"] }) {
  return <Chip tone={TONES[state]}>{useText().mechanism.reform.states[state]}</Chip>;
}

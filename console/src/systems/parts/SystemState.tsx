import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { SystemLine } from "../queries";

const TONES: Record<SystemLine["state"], Tone> = {
  planned: "working",
  building: "working",
  in_use: "good",
  idle: "warning",
  to_retire: "warning",
  merged: "paused",
  split: "paused",
  retired: "paused",
};

/** Where a system stands, and beside it that it is idle in fact. */
export function SystemState({ state, isIdle }: { state: SystemLine["state"]; isIdle: boolean }) {
  const words = useText().systems;
  return (
    <>
      <Chip tone={TONES[state]}>{words.states[state]}</Chip>
      {isIdle ? <Chip tone="bad">{words.idle}</Chip> : null}
    </>
  );
}

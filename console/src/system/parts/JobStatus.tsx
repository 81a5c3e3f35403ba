import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";

type StatusName = keyof ReturnType<typeof useText>["system"]["jobs"]["statuses"];

const TONES: Record<StatusName, Tone> = {
  todo: "neutral",
  doing: "working",
  succeeded: "good",
  failed: "bad",
  cancelled: "paused",
  aborting: "paused",
  aborted: "paused",
};

export function JobStatus({ status }: { status: string }) {
  const words = useText().system.jobs.statuses;
  const known = status in words ? (status as StatusName) : null;
  return <Chip tone={known === null ? "neutral" : TONES[known]}>{known === null ? status : words[known]}</Chip>;
}

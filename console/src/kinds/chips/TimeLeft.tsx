import { Tooltip } from "antd";

import { remainingWords, urgency, type Urgency } from "../../format/durations";
import { formatMoment } from "../../format/dates";
import { useText } from "../../i18n";
import { Chip } from "./Chip";
import type { Tone } from "./tones";

const TONE: Record<Urgency, Tone> = { calm: "neutral", near: "warning", late: "bad", paused: "paused" };

interface TimeLeftProps {
  workingDays: number | null;
  dueAt: string | null;
  paused?: boolean;
  /** The holidays of the due year are not known yet. */
  estimated?: boolean;
}

/** The time that is left, in words, amber near the limit and red past it; the exact moment on hover. */
export function TimeLeft({ workingDays, dueAt, paused = false, estimated = false }: TimeLeftProps) {
  const text = useText();
  if (workingDays === null) return <>{dueAt === null ? text.common.none : formatMoment(dueAt)}</>;
  const hint = [dueAt === null ? "" : formatMoment(dueAt), estimated ? text.time.estimated : ""].filter(Boolean).join(" · ");
  return (
    <Tooltip title={hint}>
      <span>
        <Chip tone={TONE[urgency(workingDays, paused)]}>{remainingWords(text, workingDays, paused)}</Chip>
      </span>
    </Tooltip>
  );
}

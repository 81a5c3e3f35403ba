import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";

type UrgencyName = keyof ReturnType<typeof useText>["work"]["urgencies"];

const TONES: readonly Tone[] = ["neutral", "warning", "bad"];

/** 普通, 加急 or 紧急, as the platform names them. */
export function UrgencyWord({ urgency }: { urgency: string }) {
  const words = useText().work.urgencies;
  const at = Object.keys(words).indexOf(urgency);
  const word = urgency in words ? words[urgency as UrgencyName] : urgency;
  return <Chip tone={TONES[at] ?? "neutral"}>{word}</Chip>;
}

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { Entry } from "../queries";

const TONES: Record<Entry["share_type"], Tone> = { "1": "good", "2": "working", "3": "bad" };

/** 无条件共享, 有条件共享 or 不予共享. */
export function ShareType({ type }: { type: Entry["share_type"] }) {
  return <Chip tone={TONES[type]}>{useText().architecture.catalogue.shareTypes[type]}</Chip>;
}

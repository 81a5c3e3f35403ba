import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Tone } from "../../kinds/chips/tones";
import type { ServiceItem } from "../queries";

const TONES: Record<ServiceItem["state"], Tone> = { draft: "neutral", in_review: "working", published: "good", retired: "paused" };

export function ServiceState({ state }: { state: ServiceItem["state"] }) {
  return <Chip tone={TONES[state]}>{useText().services.states[state]}</Chip>;
}

import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import type { Entry } from "../queries";
import { ENTRY_TONES } from "./entryWords";

/** The state of a catalogue entry, which has two approvals and so more states than others. */
export function EntryState({ state }: { state: Entry["state"] }) {
  return <Chip tone={ENTRY_TONES[state]}>{useText().architecture.catalogue.states[state]}</Chip>;
}

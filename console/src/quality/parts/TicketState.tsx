import { useText } from "../../i18n";
import { Chip } from "../../kinds/chips/Chip";
import { TICKET_TONES, type TicketState } from "./words";

export function TicketStateChip({ state }: { state: TicketState }) {
  return <Chip tone={TICKET_TONES[state]}>{useText().quality.ticket.states[state]}</Chip>;
}

import { formatDate } from "../../format/dates";
import { useText } from "../../i18n";
import { TimeLeft } from "../../kinds/chips/TimeLeft";
import type { Ticket } from "../queries";

/** How long there is left to mend; a closed ticket has no clock. */
export function TicketDue({ ticket }: { ticket: Ticket }) {
  const text = useText();
  if (ticket.state === "closed") return <>{ticket.due_on === null ? text.common.none : formatDate(ticket.due_on)}</>;
  return <TimeLeft workingDays={ticket.working_days_left ?? null} dueAt={ticket.due_on} />;
}

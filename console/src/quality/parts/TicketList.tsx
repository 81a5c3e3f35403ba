import { AssetName } from "../../admission/parts/AssetName";
import { formatDate, formatMoment } from "../../format/dates";
import { formatNumber } from "../../format/numbers";
import { useText } from "../../i18n";
import type { ListProps } from "../../kinds/list/types";
import { useOrganisationName } from "../../session/organisations";
import { type Ticket, ticketRows } from "../queries";
import { TicketStateChip } from "./TicketState";
import { TicketDue } from "./TicketDue";

/** The list of tickets, of everything or of one data set. */
export function useTicketList(assetCode?: string): ListProps<Ticket> {
  const text = useText();
  const words = text.quality.ticket;
  const place = useOrganisationName();
  const rows: ListProps<Ticket>["rows"] =
    assetCode === undefined
      ? ticketRows
      : (query) => ticketRows({ ...query, filters: { ...query.filters, asset_code: assetCode } });
  return {
    id: assetCode === undefined ? "quality.tickets" : "quality.asset.tickets",
    label: words.title,
    rows,
    rowKey: (ticket) => ticket.id,
    rowName: (ticket) => ticket.number,
    rowLink: (ticket) => `/quality/tickets/${ticket.id}`,
    nameColumn: { title: words.number, sort: "number" },
    searchable: false,
    defaultSort: "-opened_at",
    filters: [
      {
        key: "state",
        kind: "choice",
        label: words.state,
        options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
      },
      ...(assetCode === undefined ? [{ key: "asset_code", kind: "text" as const, label: words.asset }] : []),
    ],
    columns: [
      { key: "state", title: words.state, show: (ticket) => <TicketStateChip state={ticket.state} /> },
      { key: "rule", title: words.rule, show: (ticket) => ticket.rule_title },
      {
        key: "asset",
        title: words.asset,
        show: (ticket) => <AssetName code={ticket.asset_code} to={`/quality/assets/${ticket.asset_code}`} />,
      },
      {
        key: "failed",
        title: words.failed,
        figures: true,
        sort: "failed",
        show: (ticket) => words.share(formatNumber(ticket.failed), formatNumber(ticket.checked)),
      },
      { key: "organisation", title: words.organisation, show: (ticket) => place(ticket.organisation_id) },
      { key: "owner", title: words.owner, show: (ticket) => ticket.owner_name || text.common.none },
      { key: "due", title: words.due, sort: "due_on", show: (ticket) => <TicketDue ticket={ticket} /> },
      { key: "fix", title: words.fix, show: (ticket) => (ticket.fix_on === null ? text.common.none : formatDate(ticket.fix_on)) },
      { key: "opened", title: words.opened, hidden: true, sort: "opened_at", show: (ticket) => formatMoment(ticket.opened_at) },
    ],
    empty: { title: words.none, hint: words.noneHint },
  };
}

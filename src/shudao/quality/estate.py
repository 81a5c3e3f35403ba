"""What of quality belongs to organisations: the tickets still to be answered."""

from shudao.mechanism.ports import Estate
from shudao.quality.tables import TicketRow

ESTATES = (
    Estate("quality.ticket", "整改工单", "quality tickets", TicketRow.organisation_id, TicketRow.state != "closed"),
)

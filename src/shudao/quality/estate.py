"""What of quality belongs to organisations: the tickets still to be answered."""

from shudao.mechanism.ports import Estate, Follow
from shudao.quality.tables import TicketRow

ESTATES = (
    Estate(
        "quality.ticket",
        "整改工单",
        "quality tickets",
        TicketRow.organisation_id,
        TicketRow.state != "closed",
        key=TicketRow.id,
        label=TicketRow.number,
        follows=(Follow("admission.asset", TicketRow.asset_code),),
        subject="quality/ticket/",
    ),
)

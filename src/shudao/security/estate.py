"""What of the grants belongs to organisations: the successor receives what its predecessors were granted."""

from shudao.mechanism.ports import Estate
from shudao.security.tables import GrantRow

ESTATES = (
    Estate(
        "security.grant",
        "获得的授权",
        "grants received",
        GrantRow.organisation_id,
        GrantRow.state == "active",
        key=GrantRow.id,
        label=GrantRow.purpose,
    ),
)

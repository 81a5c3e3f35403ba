"""N14-01: an entry shared with conditions must state them and the use allowed."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import EntryState, ShareType
from shudao.architecture.tables import CatalogueRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry = CatalogueRow
    blank = entry.share_condition.regexp_match(r"^\s*$")
    conditional = (entry.state == EntryState.PUBLISHED, entry.share_type == ShareType.CONDITIONAL)
    return found(entry.code, entry.name, entry.provider_organisation_id).where(*conditional, blank)


CLAUSE = Clause(
    id="N14-01",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="有条件共享的条目必须列明条件和用途。",
    en="An entry shared with conditions must state them and the use allowed.",
    source="政务数据共享条例；1272号编制指南：有条件共享须列明条件。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="补充共享条件和允许的用途。",
    mend_en="Write the conditions and the uses allowed.",
    violations=violations,
)

"""N05-04: A source below the standard of quality must be mended by its day; after it the certification is
reviewed.
"""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.quality.contracts import TicketState
from shudao.quality.tables import TicketRow


def violations(day: date) -> Select[Any]:
    row = TicketRow
    due = func.greatest(row.due_on, row.fix_on)
    late = (row.state != TicketState.CLOSED) & (due < day)
    return found(row.id, row.number, row.organisation_id, None, row.asset_code).where(late)


CLAUSE = Clause(
    id="N05-04",
    principle=Principle.QUALITY_AT_SOURCE,
    severity=Severity.MUST,
    zh="不符合质量标准的数据源必须限期整改，逾期的复核认证。",
    en="A source below the standard of quality must be mended by its day; after it the certification is reviewed.",
    source="白皮书 4.3：对不符合数据质量标准的数据源，必须限期整改。",
    subject="quality.ticket",
    link="/quality/tickets/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="在源系统改正后答复工单；不能按期的，向主管部门说明。",
    mend_en="Mend it at the source and answer the ticket, or tell the bureau why not.",
    violations=violations,
)

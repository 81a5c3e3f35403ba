"""N14-06: delivered data should be acknowledged within two weeks."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.sharing.contracts import State
from shudao.sharing.tables import ApplicationRow


def violations(day: date) -> Select[Any]:
    row = ApplicationRow
    waiting = (row.state == State.AWAITING_RECEIPT, row.updated_at < day - timedelta(days=14))
    return found(row.id, row.number, row.organisation_id).where(*waiting)


CLAUSE = Clause(
    id="N14-06",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.SHOULD,
    zh="交付的数据应当在两周内确认接收。",
    en="Delivered data should be acknowledged within two weeks.",
    source="白皮书 4.7：接收与评价。",
    subject="sharing.application",
    link="/sharing/applications/{subject}",
    route=Role.CONSUMER,
    mend_zh="核对数据后确认接收，或提出异议。",
    mend_en="Check the data and acknowledge them, or object.",
    violations=violations,
)

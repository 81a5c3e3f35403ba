"""N14-05: A request for sharing must be handled within its time limit."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.sharing.tables import ApplicationRow


def violations(day: date) -> Select[Any]:
    row = ApplicationRow
    query = found(row.id, row.number, row.source_organisation_id, None, row.due_on)
    return query.where(row.step.is_not(None), row.due_on < day)


CLAUSE = Clause(
    id="N14-05",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="共享申请必须在时限内办理。",
    en="A request for sharing must be handled within its time limit.",
    source="白皮书 4.7：授权时限规范化。",
    subject="sharing.application",
    link="/sharing/applications/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="办理该申请；确需延期的，说明理由。",
    mend_en="Handle the request, or say why it takes longer.",
    violations=violations,
)

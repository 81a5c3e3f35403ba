"""N03-07: A published code table should name the standard it follows."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.policy.contracts import State
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.policy.tables import CodeTableRow


def violations(day: date) -> Select[Any]:
    row = CodeTableRow
    blank = row.standard.regexp_match(r"^\s*$")
    return found(row.name, row.title, row.organisation_id).where(row.state == State.PUBLISHED, blank)


CLAUSE = Clause(
    id="N03-07",
    principle=Principle.ONE_STANDARD,
    severity=Severity.SHOULD,
    zh="已发布的代码表应当写明所依据的标准。",
    en="A published code table should name the standard it follows.",
    source="白皮书 4.3：数据标准制定要考虑跨业务要求；STANDARDS 7.5。",
    subject="policy.code_table",
    link="/standards/code-tables/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="补充标准号；本地自编的写明依据文件。",
    mend_en="Add the number of the standard, or the local document it rests on.",
    violations=violations,
)

"""N03-05: the code domain of a data element must be a published code table."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.policy.contracts import State
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.policy.tables import CodeTableRow, DataElementRow


def violations(day: date) -> Select[Any]:
    row, table = DataElementRow, CodeTableRow
    there = select(table.id).where(table.name == row.code_table, table.state == State.PUBLISHED).exists()
    query = found(row.code, row.name, row.organisation_id, None, row.code_table)
    return query.where(row.state == State.PUBLISHED, row.code_table.is_not(None), ~there)


CLAUSE = Clause(
    id="N03-05",
    principle=Principle.ONE_STANDARD,
    severity=Severity.MUST,
    zh="数据元的代码值域必须是已发布的代码表。",
    en="The code domain of a data element must be a published code table.",
    source="白皮书 4.3：数据标准被共同遵守；GB/T 19488.1 值域。",
    subject="policy.data_element",
    link="/standards/data-elements/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="发布代码表的新版本，或让数据元引用其他已发布的代码表。",
    mend_en="Publish the code table, or refer to another that is.",
    violations=violations,
)

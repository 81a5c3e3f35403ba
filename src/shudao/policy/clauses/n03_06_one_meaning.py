"""N03-06: no two published data elements may have the same object class, property and representation."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.policy.contracts import State
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.policy.tables import DataElementRow


def violations(day: date) -> Select[Any]:
    row = DataElementRow
    meaning = (row.object_class, row.property, row.representation)
    others = func.count().over(partition_by=meaning).label("others")
    codes = func.string_agg(row.code, "、").over(partition_by=meaning).label("codes")
    every = select(row.code, row.name, row.organisation_id, others, codes).where(row.state == State.PUBLISHED)
    same = every.subquery("same")
    return found(same.c.code, same.c.name, same.c.organisation_id, None, same.c.codes).where(same.c.others > 1)


CLAUSE = Clause(
    id="N03-06",
    principle=Principle.ONE_STANDARD,
    severity=Severity.MUST,
    zh="对象类词、特性词和表示词都相同的数据元不得重复发布。",
    en="No two published data elements may have the same object class, property and representation.",
    source="白皮书 4.3：数据的定义在全域范围内应唯一；GB/T 19488.1 名称规则。",
    subject="policy.data_element",
    link="/standards/data-elements/{subject}",
    route=Role.DATA_BUREAU,
    mend_zh="保留一个数据元，废止另一个并把它的名称作为同义名称。",
    mend_en="Keep one, retire the other and keep its name as a synonym.",
    violations=violations,
)

"""N01-05: A code must be unique over the whole jurisdiction, across kinds and whatever the case of its letters."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union_all

from shudao.architecture.tables import AttributeRow, NodeRow, SourceRow, SystemRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attributes = select(AttributeRow.code, AttributeRow.name, NodeRow.organisation_id).join(
        NodeRow, NodeRow.code == AttributeRow.entity_code
    )
    others = [select(row.code, row.name, row.organisation_id) for row in (NodeRow, SystemRow, SourceRow)]
    every = union_all(attributes, *others).subquery("every")
    code = func.upper(every.c.code)
    query = found(
        code, func.min(every.c.name), func.min(every.c.organisation_id), None, func.string_agg(every.c.name, "、")
    )
    return query.group_by(code).having(func.count() > 1)


CLAUSE = Clause(
    id="N01-05",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="编码在全域范围内必须唯一：不同种类、大小写不同的编码也不得相同。",
    en="A code must be unique over the whole jurisdiction, across kinds and whatever the case of its letters.",
    source="白皮书 4.3：统一编码；SPEC 2.2 编码规范。",
    subject="architecture.code",
    link="/search?q={subject}",
    route=Role.DATA_BUREAU,
    mend_zh="保留登记较早的编码，另一个按编码规则重新编码并保留旧码为别名。",
    mend_en="Keep the older one; give the other a new code and keep the old as an alias.",
    violations=violations,
)

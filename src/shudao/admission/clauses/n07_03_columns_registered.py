"""N07-03: every column of the integration layer must be registered to an attribute."""

from datetime import date
from typing import Any

from sqlalchemy import Select, Text, func, select

from shudao.admission.contracts import Layer
from shudao.admission.tables import AssetRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = AssetRow
    column = func.jsonb_array_elements(row.columns).table_valued("value").render_derived()
    bare = (
        select(row.code, func.string_agg(column.c.value.op("->>", return_type=Text())("name"), "、").label("names"))
        .select_from(row)
        .join(column, column.c.value.op("->>", return_type=Text())("attribute_code").is_(None))
        .where(row.layer == Layer.DWI)
        .group_by(row.code)
        .subquery("bare")
    )
    query = found(row.code, row.title, row.organisation_id, row.owner_person_id, bare.c.names)
    return query.join_from(row, bare, bare.c.code == row.code)


CLAUSE = Clause(
    id="N07-03",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="整合层的每个字段必须登记到属性。",
    en="Every column of the integration layer must be registered to an attribute.",
    source="白皮书 4.3：元数据注册；4.6 入湖标准之六。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在元数据登记中把字段对应到属性；不该入湖的字段排除。",
    mend_en="Register the column to an attribute, or leave it out.",
    violations=violations,
)

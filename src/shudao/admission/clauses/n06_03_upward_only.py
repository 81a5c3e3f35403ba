"""N06-03: data must flow upward: nothing is made from a higher layer, and no report or mart straight from the
source-aligned one.
"""

from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from shudao.admission.contracts import Layer
from shudao.admission.tables import AssetRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row, origin = AssetRow, AssetRow.__table__.alias("origin")
    name = func.jsonb_array_elements_text(row.inputs).table_valued("value").render_derived()
    rank = {layer.value: number for number, layer in enumerate(Layer)}
    too_high = case(rank, value=origin.c.layer) > case(rank, value=row.layer)
    raw = (origin.c.layer == Layer.SDI) & row.layer.in_([Layer.DWR, Layer.DM])
    wrong = (
        select(row.code, func.string_agg(origin.c.code, "、").label("origins"))
        .select_from(row)
        .join(name, name.c.value.is_not(None))
        .join(origin, origin.c.code == name.c.value)
        .where(or_(too_high, raw))
        .group_by(row.code)
        .subquery("wrong")
    )
    query = found(row.code, row.title, row.organisation_id, row.owner_person_id, wrong.c.origins)
    return query.join_from(row, wrong, wrong.c.code == row.code)


CLAUSE = Clause(
    id="N06-03",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="数据必须自下而上加工：不得使用上层数据，报告层和集市层不得直接使用贴源层。",
    en=(
        "Data must flow upward: nothing is made from a higher layer, and no report or mart straight from the "
        "source-aligned one."
    ),
    source="白皮书 4.3：形成数据湖多层管理的结构，更清晰地展示数据治理的过程。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="改用整合层或下层的数据集重新加工。",
    mend_en="Make it from the integration layer or a lower one.",
    violations=violations,
)

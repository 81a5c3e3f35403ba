"""N06-02: the source-aligned layer must come from a registered source, not from other data sets."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_

from shudao.admission.contracts import Layer
from shudao.admission.tables import AssetRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = AssetRow
    wrong = or_(row.source_code.is_(None), func.jsonb_array_length(row.inputs) > 0)
    query = found(row.code, row.title, row.organisation_id, row.owner_person_id)
    return query.where(row.layer == Layer.SDI, wrong)


CLAUSE = Clause(
    id="N06-02",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="贴源层必须来自已登记的数据源，不得由其他数据集加工。",
    en="The source-aligned layer must come from a registered source, not from other data sets.",
    source="白皮书 4.3、4.6：贴源层保持源系统原样。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="登记数据源和物理表；加工得来的，改登记到整合层以上。",
    mend_en="Register the source and table, or move it to a higher layer.",
    violations=violations,
)

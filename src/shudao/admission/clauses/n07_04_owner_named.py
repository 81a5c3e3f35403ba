"""N07-04: A data set of the report or mart layer must name who answers for it."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.admission.contracts import Layer
from shudao.admission.tables import AssetRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = AssetRow
    derived = row.layer.in_([Layer.DWR, Layer.DM])
    return found(row.code, row.title, row.organisation_id).where(derived, row.owner_person_id.is_(None))


CLAUSE = Clause(
    id="N07-04",
    principle=Principle.ONE_OWNER,
    severity=Severity.MUST,
    zh="报告层和集市层的数据集必须指定负责人。",
    en="A data set of the report or mart layer must name who answers for it.",
    source="白皮书 4.3：入湖须明确数据Owner。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEPARTMENT_HEAD,
    mend_zh="由牵头部门指定负责人。",
    mend_en="The lead department names the person.",
    violations=violations,
)

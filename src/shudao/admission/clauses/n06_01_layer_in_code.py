"""N06-01: the code of a data set must begin with its layer (sdi, dwi, dwr, dm)."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.admission.tables import AssetRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = AssetRow
    wrong = ~func.starts_with(row.code, row.layer + "_")
    return found(row.code, row.title, row.organisation_id, row.owner_person_id, row.layer).where(wrong)


CLAUSE = Clause(
    id="N06-01",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.MUST,
    zh="数据集编码必须以所在层开头（sdi、dwi、dwr、dm）。",
    en="The code of a data set must begin with its layer (sdi, dwi, dwr, dm).",
    source="白皮书 4.3：数据湖分为贴源层、整合层、报告层和集市层。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="按所在层另行登记数据集，停用旧编码。",
    mend_en="Register it anew under the code of its layer.",
    violations=violations,
)

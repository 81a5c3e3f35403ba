"""N09-01: A script should name the columns it gives, not select them all."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.admission import facade as admission
from shudao.development.tables import ModelRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row, asset = ModelRow, admission.registered_assets().subquery("asset")
    query = found(row.asset_code, row.title, asset.c.organisation_id, asset.c.owner_person_id)
    query = query.join_from(row, asset, asset.c.code == row.asset_code)
    return query.where(row.sql.regexp_match(r"\)\s*select\s+\*|^\s*select\s+\*", "i"))


CLAUSE = Clause(
    id="N09-01",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.SHOULD,
    zh="脚本应当逐个写明输出字段，不使用 select *。",
    en="A script should name the columns it gives, not select them all.",
    source="白皮书 4.3：数据开发过程中应遵循的库表组织形式、脚本组织形式。",
    subject="development.model",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="在最外层 SELECT 中列出字段。",
    mend_en="List the columns in the outermost SELECT.",
    violations=violations,
)

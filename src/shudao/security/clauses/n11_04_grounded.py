"""N11-04: A grant must state its purpose and its legal basis."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_

from shudao.admission import facade as admission
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.security.contracts import GrantState
from shudao.security.tables import GrantRow


def violations(day: date) -> Select[Any]:
    row, asset = GrantRow, admission.registered_assets().subquery("asset")
    blank = or_(*(column.regexp_match(r"^\s*$") for column in (row.purpose, row.legal_basis)))
    query = found(row.id, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id)
    query = query.join_from(row, asset, asset.c.code == row.asset_code)
    return query.where(row.state == GrantState.ACTIVE, blank)


CLAUSE = Clause(
    id="N11-04",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="授权必须写明用途和法定依据。",
    en="A grant must state its purpose and its legal basis.",
    source="白皮书 4.7；政务数据共享条例：申请应说明使用依据、场景。",
    subject="security.grant",
    link="/security/grants/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="由申请方补充依据后重新授权。",
    mend_en="Have the applicant name the basis and grant it anew.",
    violations=violations,
)

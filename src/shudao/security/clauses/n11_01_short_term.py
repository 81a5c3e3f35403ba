"""N11-01: A grant should not run longer than three years."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.admission import facade as admission
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.security.contracts import GrantState
from shudao.security.tables import GrantRow


def violations(day: date) -> Select[Any]:
    row, asset = GrantRow, admission.registered_assets().subquery("asset")
    query = found(row.id, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id, row.valid_to)
    query = query.join_from(row, asset, asset.c.code == row.asset_code)
    return query.where(row.state == GrantState.ACTIVE, row.valid_to - row.valid_from > 3 * 366)


CLAUSE = Clause(
    id="N11-01",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.SHOULD,
    zh="授权期限应当不超过三年。",
    en="A grant should not run longer than three years.",
    source="白皮书 4.3：保障数据全生命周期过程中的使用安全；最小够用。",
    subject="security.grant",
    link="/security/grants/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="缩短期限后重新授权；长期需要的，每三年重新审核。",
    mend_en="Grant it anew for less, and review every three years.",
    violations=violations,
)

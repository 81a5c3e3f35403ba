"""N11-03: columns graded G4 or higher must be granted masked."""

from datetime import date
from typing import Any

from sqlalchemy import Select, Text, func, select

from shudao.admission import facade as admission
from shudao.architecture.contracts import Grade
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.security.contracts import GrantState
from shudao.security.tables import GrantRow


def violations(day: date) -> Select[Any]:
    row, asset = GrantRow, admission.registered_assets().subquery("asset")
    column = func.jsonb_array_elements(asset.c.columns).table_valued("value").render_derived()
    name, grade = (column.c.value.op("->>", return_type=Text())(key) for key in ("name", "grade"))
    high = grade.in_([each for each in Grade if each >= Grade.G4])
    bare = (
        select(row.id, func.string_agg(name, "、").label("names"))
        .select_from(row)
        .join(asset, asset.c.code == row.asset_code)
        .join(column, high & row.columns.has_key(name) & ~row.masks.has_key(name))
        .where(row.state == GrantState.ACTIVE, row.valid_to >= day)
        .group_by(row.id)
        .subquery("bare")
    )
    query = found(row.id, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id, bare.c.names)
    return query.join_from(row, bare, bare.c.id == row.id).join(asset, asset.c.code == row.asset_code)


CLAUSE = Clause(
    id="N11-03",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="G4以上字段的授权必须脱敏。",
    en="Columns graded G4 or higher must be granted masked.",
    source="白皮书 4.3：根据不同的安全级别进行相应的共享开放限制。",
    subject="security.grant",
    link="/security/grants/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="撤销后按脱敏方式重新授权；核验类需求改用核验服务。",
    mend_en="Grant it anew with masks, or offer a verifying service.",
    violations=violations,
)

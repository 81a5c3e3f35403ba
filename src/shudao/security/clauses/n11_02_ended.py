"""N11-02: A grant past its term is best revoked, so that delivered copies are disposed of."""

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
    return query.where(row.state == GrantState.ACTIVE, row.valid_to < day)


CLAUSE = Clause(
    id="N11-02",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.ADVICE,
    zh="到期的授权宜及时撤销，以便清理交付的数据。",
    en="A grant past its term is best revoked, so that delivered copies are disposed of.",
    source="白皮书 4.3：交换和销毁过程中的使用安全。",
    subject="security.grant",
    link="/security/grants/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="撤销到期授权，并请使用方确认已清除。",
    mend_en="Revoke it and have the receiver confirm the disposal.",
    violations=violations,
)

"""N10-05: A service key should have a last day."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.services.contracts import KeyState
from shudao.services.tables import KeyRow


def violations(day: date) -> Select[Any]:
    row = KeyRow
    endless = (row.state == KeyState.ACTIVE, row.expires_on.is_(None))
    query = found(row.service_code, row.service_code, row.organisation_id, None, func.string_agg(row.prefix, "、"))
    return query.where(*endless).group_by(row.service_code, row.organisation_id)


CLAUSE = Clause(
    id="N10-05",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.SHOULD,
    zh="服务密钥应当有到期日。",
    en="A service key should have a last day.",
    source="白皮书 4.3：保障数据在使用、交换过程中的安全。",
    subject="services.key",
    link="/services/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="换发有期限的密钥，注销旧密钥。",
    mend_en="Issue a key with a term and revoke the old one.",
    violations=violations,
)

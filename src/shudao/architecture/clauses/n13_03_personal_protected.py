"""N13-03: personal information must not be graded G1."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import Grade
from shudao.architecture.relations import published_attributes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    attribute = published_attributes()
    low = attribute.c.is_personal & (attribute.c.grade == Grade.G1)
    return found(
        attribute.c.code, attribute.c.name, attribute.c.organisation_id, attribute.c.owner, attribute.c.entity_name
    ).where(low)


CLAUSE = Clause(
    id="N13-03",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="个人信息不得定为G1。",
    en="Personal information must not be graded G1.",
    source="GB/T 43697 附录；白皮书 4.3：保障数据在共享开放过程中的安全性。",
    subject="architecture.attribute",
    link="/ledger/nodes/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="重新定级为G2以上。",
    mend_en="Grade it G2 or higher.",
    violations=violations,
)

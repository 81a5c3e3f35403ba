"""N11-05: no one may hold two of the three administrators' roles."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.access import facade as access
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    holder = access.role_holders(day).subquery("holder")
    three = holder.c.role.in_([Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
    roles = func.count(holder.c.role.distinct())
    query = found(
        func.min(holder.c.login), func.min(holder.c.name), func.min(holder.c.organisation_id), holder.c.person_id
    )
    return query.where(three, holder.c.person_id.is_not(None)).group_by(holder.c.person_id).having(roles > 1)


CLAUSE = Clause(
    id="N11-05",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="系统、安全、审计管理员不得由一人兼任。",
    en="No one may hold two of the three administrators' roles.",
    source="白皮书 4.3：安全管理措施和流程；等保三员分立。",
    subject="access.account",
    link="/system/accounts?q={subject}",
    route=Role.SECURITY_ADMIN,
    mend_zh="收回其中一个角色，另行任命。",
    mend_en="End one of the roles and appoint somebody else.",
    violations=violations,
)

"""N10-01: A data service should name the person who answers for it."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.services.contracts import ServiceState
from shudao.services.tables import ServiceRow


def violations(day: date) -> Select[Any]:
    row = ServiceRow
    query = found(row.code, row.title, row.organisation_id)
    return query.where(row.state == ServiceState.PUBLISHED, row.owner_person_id.is_(None))


CLAUSE = Clause(
    id="N10-01",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.SHOULD,
    zh="数据服务应当写明提供单位之外的业务负责人。",
    en="A data service should name the person who answers for it.",
    source="白皮书 4.9：明确服务的提供方、业务责任人。",
    subject="services.service",
    link="/services/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在服务契约中指定业务负责人。",
    mend_en="Name the responsible person in the contract.",
    violations=violations,
)

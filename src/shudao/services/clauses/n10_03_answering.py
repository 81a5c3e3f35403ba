"""N10-03: A published service must have a serving copy."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.services.contracts import ServiceState
from shudao.services.tables import CopyRow, ServiceRow


def violations(day: date) -> Select[Any]:
    row = ServiceRow
    copied = select(CopyRow.service_code).where(CopyRow.service_code == row.code).exists()
    return found(row.code, row.title, row.organisation_id).where(row.state == ServiceState.PUBLISHED, ~copied)


CLAUSE = Clause(
    id="N10-03",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="已发布的服务必须有可用的服务副本。",
    en="A published service must have a serving copy.",
    source="白皮书 4.9：服务可用。",
    subject="services.service",
    link="/services/{subject}",
    route=Role.OPERATIONS,
    mend_zh="刷新服务副本；数据集未发布的，先发布数据集。",
    mend_en="Refresh the serving copy, after releasing the data set where needed.",
    violations=violations,
)

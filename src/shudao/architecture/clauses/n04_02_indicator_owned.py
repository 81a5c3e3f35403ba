"""N04-02: A published indicator must name who answers for it."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import State
from shudao.architecture.tables_indicators import IndicatorRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = IndicatorRow
    query = found(row.code, row.name, row.organisation_id)
    return query.where(row.state == State.PUBLISHED, row.owner_person_id.is_(None))


CLAUSE = Clause(
    id="N04-02",
    principle=Principle.ONE_OWNER,
    severity=Severity.MUST,
    zh="已发布的指标必须指定责任人。",
    en="A published indicator must name who answers for it.",
    source="白皮书 4.2：必须有唯一的数据负责人；4.3 数据指标管理规范。",
    subject="architecture.indicator",
    link="/indicators/{subject}",
    route=Role.DEPARTMENT_HEAD,
    mend_zh="在指标的新版本中指定责任人。",
    mend_en="Name the person in a new version.",
    violations=violations,
)

"""N03-04: A published data element should name who answers for its rule, upkeep and monitoring."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.policy.contracts import State
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.policy.tables import DataElementRow


def violations(day: date) -> Select[Any]:
    row = DataElementRow
    named = func.num_nonnulls(row.rule_organisation_id, row.maintenance_organisation_id, row.monitoring_organisation_id)
    return found(row.code, row.name, row.organisation_id).where(row.state == State.PUBLISHED, named < 3)


CLAUSE = Clause(
    id="N03-04",
    principle=Principle.ONE_STANDARD,
    severity=Severity.SHOULD,
    zh="已发布的数据元应当明确规则、维护和监控的责任单位。",
    en="A published data element should name who answers for its rule, upkeep and monitoring.",
    source="白皮书 4.3：规定数据标准设计的职责分工。",
    subject="policy.data_element",
    link="/standards/data-elements/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在数据元的管理视图中补齐三个责任单位，以新版本提交。",
    mend_en="Complete the management view in a new version.",
    violations=violations,
)

"""N04-03: A published indicator must not rest on a retired entity or attribute."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_

from shudao.architecture.contracts import State
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.architecture.tables_indicators import IndicatorRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row = IndicatorRow
    attribute = row.spec["attribute_code"].astext
    query = found(row.code, row.name, row.organisation_id, row.owner_person_id, func.coalesce(attribute, NodeRow.code))
    query = query.outerjoin_from(row, NodeRow, NodeRow.code == row.spec["entity_code"].astext)
    query = query.outerjoin(AttributeRow, AttributeRow.code == attribute)
    gone = or_(
        NodeRow.state.is_distinct_from(State.PUBLISHED),
        attribute.is_not(None) & AttributeRow.state.is_distinct_from(State.PUBLISHED),
    )
    return query.where(row.kind == "atomic", row.state == State.PUBLISHED, gone)


CLAUSE = Clause(
    id="N04-03",
    principle=Principle.ONE_STANDARD,
    severity=Severity.MUST,
    zh="已发布的指标不得依据已退役的逻辑实体或属性。",
    en="A published indicator must not rest on a retired entity or attribute.",
    source="白皮书 4.3：实现数据指标的系统化管理；指标血缘追溯到属性。",
    subject="architecture.indicator",
    link="/indicators/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="改用现行的属性，以新版本发布口径。",
    mend_en="Take the present attribute and publish a new version.",
    violations=violations,
)

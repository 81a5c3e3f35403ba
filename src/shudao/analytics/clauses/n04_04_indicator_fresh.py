"""N04-04: published derived and composite indicators should have values, computed within their cycle."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Interval, Select, case, func, literal, select

from shudao.analytics.tables import ValueRow
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import UpdateCycle
from shudao.policy.ports import Clause, Principle, Role, Severity, found

_DAYS = {
    UpdateCycle.REAL_TIME: 1,
    UpdateCycle.DAILY: 2,
    UpdateCycle.WEEKLY: 9,
    UpdateCycle.MONTHLY: 38,
    UpdateCycle.QUARTERLY: 105,
    UpdateCycle.HALF_YEARLY: 200,
    UpdateCycle.YEARLY: 400,
}
_LIMITS = {cycle.value: literal(timedelta(days=days), Interval) for cycle, days in _DAYS.items()}


def violations(day: date) -> Select[Any]:
    row = architecture.published_indicators().subquery("indicator")
    newest = (
        select(ValueRow.indicator_code, ValueRow.version, func.max(ValueRow.computed_at).label("at"))
        .group_by(ValueRow.indicator_code, ValueRow.version)
        .subquery("newest")
    )
    same = (newest.c.indicator_code == row.c.code) & (newest.c.version == row.c.version)
    late = newest.c.at + case(_LIMITS, value=row.c.cycle, else_=None) < day
    computed = func.to_char(newest.c.at, "YYYY-MM-DD")
    query = found(row.c.code, row.c.name, row.c.organisation_id, row.c.owner_person_id, func.coalesce(computed, ""))
    query = query.outerjoin_from(row, newest, same)
    return query.where(row.c.kind.in_(["derived", "composite"]), newest.c.at.is_(None) | late)


CLAUSE = Clause(
    id="N04-04",
    principle=Principle.ONE_STANDARD,
    severity=Severity.SHOULD,
    zh="已发布的衍生和复合指标应当有数值，并按更新周期计算。",
    en="Published derived and composite indicators should have values, computed within their cycle.",
    source="白皮书 4.3：指标由指标名称和指标数值两部分组成。",
    subject="architecture.indicator",
    link="/indicators/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="计算该指标；周期已变的，发布新版本。",
    mend_en="Compute it, or publish a new version where the cycle changed.",
    violations=violations,
)

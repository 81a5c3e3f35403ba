"""N08-04: A data set should be refreshed within the cycle of its quality plan."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Interval, Select, case, func, literal

from shudao.admission import facade as admission
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import UpdateCycle
from shudao.policy.ports import Clause, Principle, Role, Severity, found

# Days after which a data set of each cycle is late. Plans name a cycle by the guide's number or by its English word.
_DAYS = {
    UpdateCycle.REAL_TIME: 1,
    UpdateCycle.DAILY: 2,
    UpdateCycle.WEEKLY: 9,
    UpdateCycle.MONTHLY: 38,
    UpdateCycle.QUARTERLY: 105,
    UpdateCycle.HALF_YEARLY: 200,
    UpdateCycle.YEARLY: 400,
}
_LIMITS = {
    word: literal(timedelta(days=days), Interval)
    for cycle, days in _DAYS.items()
    for word in (cycle.value, cycle.name.lower())
}


def violations(day: date) -> Select[Any]:
    asset, plan = admission.registered_assets().subquery("asset"), architecture.quality_plans().subquery("plan")
    limit = case(_LIMITS, value=plan.c.cycle, else_=None)
    query = found(
        asset.c.code,
        asset.c.title,
        asset.c.organisation_id,
        asset.c.owner_person_id,
        func.to_char(asset.c.updated_at, "YYYY-MM-DD"),
    )
    query = query.join_from(asset, plan, plan.c.entity_code == asset.c.entity_code)
    return query.where(asset.c.updated_at + limit < day)


CLAUSE = Clause(
    id="N08-04",
    principle=Principle.QUALITY_AT_SOURCE,
    severity=Severity.SHOULD,
    zh="数据集应当按质量方案的更新周期更新。",
    en="A data set should be refreshed within the cycle of its quality plan.",
    source="白皮书 4.8：及时性；GB/T 36344 时效性。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="查看入湖作业是否失败；周期已变的，修改质量方案。",
    mend_en="Look whether its load failed; change the plan where the cycle did.",
    violations=violations,
)

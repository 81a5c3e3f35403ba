"""N08-03: the share of failing rows must stay within the quality plan's tolerance."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.admission import facade as admission
from shudao.architecture import facade as architecture
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.quality.tables import RunRow


def violations(day: date) -> Select[Any]:
    asset, plan = admission.registered_assets().subquery("asset"), architecture.quality_plans().subquery("plan")

    newest = (
        select(RunRow.asset_code, RunRow.lake_version, RunRow.rows, RunRow.failing_rows)
        .ext(distinct_on(RunRow.asset_code))
        .order_by(RunRow.asset_code, RunRow.checked_at.desc(), RunRow.id.desc())
        .subquery("newest")
    )

    query = found(
        asset.c.code,
        asset.c.title,
        asset.c.organisation_id,
        asset.c.owner_person_id,
        func.concat(newest.c.failing_rows, " / ", newest.c.rows),
    )
    query = query.join_from(asset, newest, newest.c.asset_code == asset.c.code)
    query = query.join(plan, plan.c.entity_code == asset.c.entity_code)
    return query.where(newest.c.failing_rows > newest.c.rows * plan.c.tolerance)


CLAUSE = Clause(
    id="N08-03",
    principle=Principle.QUALITY_AT_SOURCE,
    severity=Severity.MUST,
    zh="不合格行的比例不得超过质量方案的容许比例。",
    en="The share of failing rows must stay within the quality plan's tolerance.",
    source="白皮书 4.3：确保数据真实可靠。",
    subject="admission.asset",
    link="/quality/assets/{subject}",
    route=Role.DATA_OWNER,
    mend_zh="按工单在源头整改后重新入湖、检核。",
    mend_en="Mend the source by the tickets, load and check again.",
    violations=violations,
)

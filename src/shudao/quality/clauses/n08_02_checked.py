"""N08-02: A data set of the integration layer should be checked in its newest released version."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.admission import facade as admission
from shudao.admission.contracts import Layer
from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.quality.tables import RunRow


def violations(day: date) -> Select[Any]:
    asset = admission.registered_assets().subquery("asset")

    newest = (
        select(RunRow.asset_code, RunRow.lake_version, RunRow.rows, RunRow.failing_rows)
        .ext(distinct_on(RunRow.asset_code))
        .order_by(RunRow.asset_code, RunRow.checked_at.desc(), RunRow.id.desc())
        .subquery("newest")
    )

    query = found(
        asset.c.code, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id, asset.c.released_version
    )
    query = query.outerjoin_from(asset, newest, newest.c.asset_code == asset.c.code)
    behind = or_(newest.c.lake_version.is_(None), newest.c.lake_version < asset.c.released_version)
    return query.where(asset.c.layer == Layer.DWI, asset.c.released_version.is_not(None), behind)


CLAUSE = Clause(
    id="N08-02",
    principle=Principle.QUALITY_AT_SOURCE,
    severity=Severity.SHOULD,
    zh="整合层数据集应当检核最新发布的版本。",
    en="A data set of the integration layer should be checked in its newest released version.",
    source="白皮书 4.3：以提升政务数据质量为核心目标，确保数据真实可靠。",
    subject="admission.asset",
    link="/quality/assets/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="运行质量检核；未设规则的，先由标准推导规则。",
    mend_en="Run the check; derive rules from the standards first where there are none.",
    violations=violations,
)

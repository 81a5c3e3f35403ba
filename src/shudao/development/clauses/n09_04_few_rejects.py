"""N09-04: standardising should reject less than a tenth of the rows."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.admission import facade as admission
from shudao.development.tables import RunRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    asset = admission.registered_assets().subquery("asset")
    newest = (
        select(RunRow.asset_code, RunRow.read, RunRow.rejected)
        .ext(distinct_on(RunRow.asset_code))
        .where(RunRow.kind == "standardise")
        .order_by(RunRow.asset_code, RunRow.finished_at.desc(), RunRow.id.desc())
        .subquery("newest")
    )
    share = func.concat(newest.c.rejected, " / ", newest.c.read)
    query = found(asset.c.code, asset.c.title, asset.c.organisation_id, asset.c.owner_person_id, share)
    query = query.join_from(asset, newest, newest.c.asset_code == asset.c.code)
    return query.where(newest.c.rejected * 10 >= newest.c.read, newest.c.read > 0)


CLAUSE = Clause(
    id="N09-04",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.SHOULD,
    zh="标准化的剔除比例应当低于一成。",
    en="Standardising should reject less than a tenth of the rows.",
    source="白皮书 5.4：不能标准化的另行存放并说明原因。",
    subject="admission.asset",
    link="/lake/{subject}",
    route=Role.DEVELOPER,
    mend_zh="查看剔除原因：补充代码对照或修正标准；源头错误的，退回数源部门。",
    mend_en="Look at the reasons: add spellings to the code table, correct the standard, or return it to the source.",
    violations=violations,
)

"""N07-02: what the gate refused should be completed within a month."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.admission.tables import AssetRow, GateAnswerRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    row, answer = AssetRow, GateAnswerRow
    newest = (
        select(answer.asset_code, answer.passes, answer.asked_at)
        .ext(distinct_on(answer.asset_code))
        .order_by(answer.asset_code, answer.asked_at.desc(), answer.id.desc())
        .subquery("newest")
    )
    query = found(row.code, row.title, row.organisation_id, row.owner_person_id)
    query = query.join_from(row, newest, newest.c.asset_code == row.code)
    return query.where(~newest.c.passes, newest.c.asked_at < day - timedelta(days=30))


CLAUSE = Clause(
    id="N07-02",
    principle=Principle.ONE_ARCHITECTURE,
    severity=Severity.SHOULD,
    zh="入湖检查未通过的数据集应当在一个月内补齐。",
    en="What the gate refused should be completed within a month.",
    source="白皮书 4.3：入湖6项标准；4.6 源头治理。",
    subject="admission.asset",
    link="/lake/{subject}/gate",
    route=Role.DATA_STEWARD,
    mend_zh="查看入湖检查列出的缺项，逐项补齐。",
    mend_en="Complete the standards the gate's report names.",
    violations=violations,
)

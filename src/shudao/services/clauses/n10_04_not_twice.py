"""N10-04: no two services over a data set should take and give the same columns."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.policy.ports import Clause, Principle, Role, Severity, found
from shudao.services.contracts import ServiceState
from shudao.services.tables import ServiceRow


def violations(day: date) -> Select[Any]:
    row = ServiceRow
    same = (row.asset_code, row.inputs, row.outputs, row.kind)
    others = func.count().over(partition_by=same).label("others")
    codes = func.string_agg(row.code, "、").over(partition_by=same).label("codes")
    every = select(row.code, row.title, row.organisation_id, others, codes).where(row.state == ServiceState.PUBLISHED)
    twice = every.subquery("twice")
    return found(twice.c.code, twice.c.title, twice.c.organisation_id, None, twice.c.codes).where(twice.c.others > 1)


CLAUSE = Clause(
    id="N10-04",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.SHOULD,
    zh="同一数据集上不应当有查询条件和返回字段都相同的服务。",
    en="No two services over a data set should take and give the same columns.",
    source="白皮书 4.9：复用已有服务，避免重复建设。",
    subject="services.service",
    link="/services/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="保留一个服务，通知使用者改用后注销另一个。",
    mend_en="Keep one, tell the users of the other, and retire it.",
    violations=violations,
)

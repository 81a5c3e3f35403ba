"""N02-06: no datum may have two owners: a disputed one must be settled."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union_all

from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.mechanism import facade as mechanism
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    claimed = mechanism.claimed_assets().subquery("claimed")
    attributes = select(AttributeRow.code, AttributeRow.name, NodeRow.organisation_id).join(
        NodeRow, NodeRow.code == AttributeRow.entity_code
    )
    every = union_all(select(NodeRow.code, NodeRow.name, NodeRow.organisation_id), attributes).subquery("every")
    query = found(every.c.code, every.c.name, every.c.organisation_id, None, func.count())
    query = query.join_from(every, claimed, claimed.c.asset_code == every.c.code)
    return query.group_by(every.c.code, every.c.name, every.c.organisation_id)


CLAUSE = Clause(
    id="N02-06",
    principle=Principle.ONE_OWNER,
    severity=Severity.MUST,
    zh="同一数据不得有两个责任人：有争议的必须裁定。",
    en="No datum may have two owners: a disputed one must be settled.",
    source="白皮书 4.2：必须有唯一的数据负责人。",
    subject="mechanism.accountability",
    link="/accountability/disputed",
    route=Role.DATA_BUREAU,
    mend_zh="由主管部门裁定归属。",
    mend_en="The bureau settles whose it is.",
    violations=violations,
)

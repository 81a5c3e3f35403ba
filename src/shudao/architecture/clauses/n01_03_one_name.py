"""N01-03: the name of a business object must be unique over the whole jurisdiction."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.BUSINESS_OBJECT)
    again = (
        select(node.c.name, func.string_agg(node.c.code, "、").label("codes"))
        .group_by(node.c.name)
        .having(func.count() > 1)
        .subquery("again")
    )
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner, again.c.codes).join_from(
        node, again, again.c.name == node.c.name
    )


CLAUSE = Clause(
    id="N01-03",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="业务对象的名称在全域范围内必须唯一。",
    en="The name of a business object must be unique over the whole jurisdiction.",
    source="白皮书 4.3：数据的定义在全域范围内应唯一。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="与同名对象的责任单位商定：合并为一个业务对象，或改成能区分含义的名称。",
    mend_en="Agree with the other department: make them one object, or give names that tell them apart.",
    violations=violations,
)

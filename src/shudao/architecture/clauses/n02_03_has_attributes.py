"""N02-03: A logical entity must have attributes."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.architecture.contracts import Level, State
from shudao.architecture.relations import published_nodes
from shudao.architecture.tables import AttributeRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    described = select(AttributeRow.code).where(
        AttributeRow.entity_code == node.c.code, AttributeRow.state == State.PUBLISHED
    )
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(~described.exists())


CLAUSE = Clause(
    id="N02-03",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="逻辑实体必须有属性。",
    en="A logical entity must have attributes.",
    source="白皮书 4.3：业务对象相对独立并有属性描述。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="从源系统的表结构登记属性，或退役该实体。",
    mend_en="Register its attributes from the source's table, or retire it.",
    violations=violations,
)

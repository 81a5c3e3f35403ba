"""N02-02: A business object must have at least one logical entity."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node, entity = published_nodes(Level.BUSINESS_OBJECT), published_nodes(Level.ENTITY)
    described = select(entity.c.code).where(entity.c.parent_code == node.c.code).exists()
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(~described)


CLAUSE = Clause(
    id="N02-02",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="业务对象必须至少有一个逻辑实体。",
    en="A business object must have at least one logical entity.",
    source="白皮书 4.3：业务对象相对独立并有属性描述。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="梳理该对象的逻辑实体；不是业务对象的，改为其他对象的实体或退役。",
    mend_en="Survey its entities; what is no object becomes an entity of another, or is retired.",
    violations=violations,
)

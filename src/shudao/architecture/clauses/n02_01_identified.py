"""N02-01: A business object must have a unique identity: an identifying attribute in one of its entities."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.architecture.contracts import Level, State
from shudao.architecture.relations import published_nodes
from shudao.architecture.tables import AttributeRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.BUSINESS_OBJECT)
    identity = select(AttributeRow.code).where(AttributeRow.state == State.PUBLISHED).subquery("identity")
    missing = identity.c.code.is_(None) | ~func.starts_with(node.c.identifying_attribute, node.c.code + ".")
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner, node.c.identifying_attribute)
    return query.outerjoin_from(node, identity, identity.c.code == node.c.identifying_attribute).where(missing)


CLAUSE = Clause(
    id="N02-01",
    principle=Principle.ONE_LEDGER,
    severity=Severity.MUST,
    zh="业务对象必须有唯一身份标识：标识属性存在于它的逻辑实体中。",
    en="A business object must have a unique identity: an identifying attribute in one of its entities.",
    source="白皮书 4.3：业务对象有唯一身份标识信息。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在业务对象上指定标识属性；属性已退役的，另行指定。",
    mend_en="Name the identifying attribute; name another where it was retired.",
    violations=violations,
)

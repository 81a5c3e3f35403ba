"""N02-04: A business object should have instances: a physical table registered for one of its entities."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.architecture.tables import NodeRow, RegistrationRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.BUSINESS_OBJECT)
    registered = (
        select(RegistrationRow.entity_code)
        .join(NodeRow, NodeRow.code == RegistrationRow.entity_code)
        .where(NodeRow.parent_code == node.c.code)
    )
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(~registered.exists())


CLAUSE = Clause(
    id="N02-04",
    principle=Principle.ONE_LEDGER,
    severity=Severity.SHOULD,
    zh="业务对象应当可实例化：至少一个逻辑实体登记了物理表。",
    en="A business object should have instances: a physical table registered for one of its entities.",
    source="白皮书 4.3：业务对象可实例化。",
    subject="architecture.business_object",
    link="/ledger/objects/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="为其逻辑实体登记源系统的物理表；尚无系统承载的，说明原因并申请豁免。",
    mend_en="Register the table of one of its entities, or ask for a waiver while no system holds it.",
    violations=violations,
)

"""N08-01: A critical entity must have a quality plan."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.architecture.tables import QualityPlanRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    planned = select(QualityPlanRow.entity_code).where(QualityPlanRow.entity_code == node.c.code).exists()
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner)
    return query.where(node.c.is_critical, ~planned)


CLAUSE = Clause(
    id="N08-01",
    principle=Principle.QUALITY_AT_SOURCE,
    severity=Severity.MUST,
    zh="关键逻辑实体必须制定质量方案。",
    en="A critical entity must have a quality plan.",
    source="白皮书 4.3：明确数据在创建、维护、应用过程中的规则及质量要求。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="声明规则种类、检查周期和容许比例。",
    mend_en="Declare the kinds of rules, the cycle and the tolerance.",
    violations=violations,
)

"""N12-01: A published entity must be classified (internal or external, structured or not)."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    unclassified = func.jsonb_typeof(node.c.category).is_distinct_from("object")
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(unclassified)


CLAUSE = Clause(
    id="N12-01",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="已发布的逻辑实体必须分类（内外部、结构化与否）。",
    en="A published entity must be classified (internal or external, structured or not).",
    source="白皮书 4.3：所有政务数据应该参照数据分类管理规范对数据进行分类。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在逻辑实体上选择分类。",
    mend_en="Choose the category on the entity.",
    violations=violations,
)

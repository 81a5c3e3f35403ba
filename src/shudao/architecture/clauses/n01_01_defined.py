"""N01-01: A published logical entity should say what it is."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    blank = node.c.definition.regexp_match(r"^\s*$")
    return found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner).where(blank)


CLAUSE = Clause(
    id="N01-01",
    principle=Principle.ONE_LEDGER,
    severity=Severity.SHOULD,
    zh="已发布的逻辑实体应当有定义。",
    en="A published logical entity should say what it is.",
    source="白皮书 4.3：关键数据应被识别、分类、定义及标准化。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在数据架构中为该逻辑实体补充定义，提交变更。",
    mend_en="Add the definition to the entity and submit the change.",
    violations=violations,
)

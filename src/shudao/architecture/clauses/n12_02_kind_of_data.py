"""N12-02: structured data should say whether they are basic, master, transaction, report, observation or rule
data.
"""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import CategoryStructure, Level
from shudao.architecture.relations import published_nodes
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node = published_nodes(Level.ENTITY)
    structured = node.c.category["structure"].astext == CategoryStructure.STRUCTURED
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner)
    return query.where(structured, node.c.category["kind"].astext.is_(None))


CLAUSE = Clause(
    id="N12-02",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.SHOULD,
    zh="结构化数据应当区分基础、主、事务、报告、观测、规则数据。",
    en="Structured data should say whether they are basic, master, transaction, report, observation or rule data.",
    source="白皮书 4.5：数据分类；4.3 根据不同的分类提供相应的管理措施。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="在逻辑实体的分类中选择数据种类。",
    mend_en="Choose the kind in the entity's category.",
    violations=violations,
)

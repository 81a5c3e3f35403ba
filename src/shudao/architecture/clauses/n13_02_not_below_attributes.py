"""N13-02: the grade of a data set must not be below the highest of its attributes."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.architecture.contracts import Level, State
from shudao.architecture.relations import grade_rank, published_nodes
from shudao.architecture.tables import AttributeRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    node, row = published_nodes(Level.ENTITY), AttributeRow
    highest = (
        select(row.entity_code, func.max(grade_rank(row.grade)).label("rank"))
        .where(row.state == State.PUBLISHED)
        .group_by(row.entity_code)
        .subquery("highest")
    )
    query = found(node.c.code, node.c.name, node.c.organisation_id, node.c.owner, node.c.grade)
    query = query.join_from(node, highest, highest.c.entity_code == node.c.code)
    return query.where(grade_rank(node.c.grade) < highest.c.rank)


CLAUSE = Clause(
    id="N13-02",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="数据集的级别不得低于其属性的最高级别。",
    en="The grade of a data set must not be below the highest of its attributes.",
    source="GB/T 43697：先属性后数据集，就高从严；白皮书 4.3 分级原则。",
    subject="architecture.entity",
    link="/ledger/entities/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="把逻辑实体的级别提高到属性的最高级别。",
    mend_en="Raise the entity's grade to the highest of its attributes.",
    violations=violations,
)

"""N13-04: A catalogue entry with data of G3 or higher must not be open without conditions."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from shudao.architecture.contracts import EntryState, Grade, Openness, State
from shudao.architecture.relations import grade_rank
from shudao.architecture.tables import AttributeRow, CatalogueRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry, row = CatalogueRow, AttributeRow
    highest = (
        select(row.entity_code, func.max(grade_rank(row.grade)).label("rank"))
        .where(row.state == State.PUBLISHED)
        .group_by(row.entity_code)
        .subquery("highest")
    )
    query = found(entry.code, entry.name, entry.provider_organisation_id)
    query = query.join_from(entry, highest, highest.c.entity_code == entry.entity_code)
    open_ = (entry.state == EntryState.PUBLISHED, entry.openness == Openness.UNCONDITIONAL)
    return query.where(*open_, highest.c.rank >= Grade.G3.rank)


CLAUSE = Clause(
    id="N13-04",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.MUST,
    zh="含G3以上数据的目录条目不得无条件开放。",
    en="A catalogue entry with data of G3 or higher must not be open without conditions.",
    source="白皮书 4.3：根据不同的安全级别进行相应的数据共享开放限制。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="改为有条件开放或不予开放，或去除高级别信息项。",
    mend_en="Make it conditional or closed, or leave out the higher items.",
    violations=violations,
)

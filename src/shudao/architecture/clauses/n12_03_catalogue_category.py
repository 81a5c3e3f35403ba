"""N12-03: A catalogue entry should be classified by class, category and item."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import EntryState
from shudao.architecture.tables import CatalogueRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry = CatalogueRow
    by_guide = entry.category.regexp_match(r"^[1-3]\d{5,}$")
    query = found(entry.code, entry.name, entry.provider_organisation_id, None, entry.category)
    return query.where(entry.state == EntryState.PUBLISHED, ~by_guide)


CLAUSE = Clause(
    id="N12-03",
    principle=Principle.SAFE_AND_LAWFUL,
    severity=Severity.SHOULD,
    zh="资源目录条目应当按类、项、目编制分类。",
    en="A catalogue entry should be classified by class, category and item.",
    source="白皮书 4.3：遵循统一的分类和编目规范；1272号编制指南。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="按编制指南选择三级以上分类。",
    mend_en="Choose a category of at least three levels by the guide.",
    violations=violations,
)

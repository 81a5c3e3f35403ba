"""N14-03: A published catalogue entry must list its items."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from shudao.architecture.contracts import EntryState
from shudao.architecture.tables import CatalogueRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry = CatalogueRow
    empty = func.jsonb_array_length(entry.items) == 0
    return found(entry.code, entry.name, entry.provider_organisation_id).where(
        entry.state == EntryState.PUBLISHED, empty
    )


CLAUSE = Clause(
    id="N14-03",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.MUST,
    zh="已发布的目录条目必须列出信息项。",
    en="A published catalogue entry must list its items.",
    source="1272号编制指南：信息项信息为核心元数据。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="按挂接的逻辑实体补充信息项。",
    mend_en="Add the items from the entity it is hooked up to.",
    violations=violations,
)

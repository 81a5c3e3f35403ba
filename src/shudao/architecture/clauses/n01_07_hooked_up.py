"""N01-07: A published catalogue entry should be hooked up to a logical entity."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from shudao.architecture.contracts import EntryState
from shudao.architecture.tables import CatalogueRow
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry = CatalogueRow
    unhooked = (entry.state == EntryState.PUBLISHED, entry.entity_code.is_(None))
    return found(entry.code, entry.name, entry.provider_organisation_id).where(*unhooked)


CLAUSE = Clause(
    id="N01-07",
    principle=Principle.ONE_LEDGER,
    severity=Severity.SHOULD,
    zh="已发布的资源目录条目应当挂接到逻辑实体。",
    en="A published catalogue entry should be hooked up to a logical entity.",
    source="白皮书 4.3：目录须满足各使用场景的技术理解和管理对接，保障互连共享的通畅性。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.SHARING_OFFICER,
    mend_zh="在目录条目中选择对应的逻辑实体；没有的，先梳理该实体。",
    mend_en="Choose the entity in the entry; survey it first where there is none.",
    violations=violations,
)

"""N14-04: an entry that can be shared should have its data in the lake."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from shudao.admission.tables import AssetRow
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import ShareType
from shudao.policy.ports import Clause, Principle, Role, Severity, found


def violations(day: date) -> Select[Any]:
    entry, row = architecture.catalogue_entries().subquery("entry"), AssetRow
    collected = (
        select(row.code).where(row.entity_code == entry.c.entity_code, row.released_version.is_not(None)).exists()
    )
    query = found(entry.c.code, entry.c.name, entry.c.organisation_id, None, entry.c.entity_code)
    return query.where(entry.c.share_type != ShareType.NOT_SHARED, ~collected)


CLAUSE = Clause(
    id="N14-04",
    principle=Principle.SHARED_BY_SERVICE,
    severity=Severity.SHOULD,
    zh="可共享的目录条目应当已归集到湖。",
    en="An entry that can be shared should have its data in the lake.",
    source="白皮书 4.3：数据共享的流程畅通；归集率。",
    subject="architecture.catalogue",
    link="/catalogue/{subject}",
    route=Role.DATA_STEWARD,
    mend_zh="登记数据源并入湖；暂不能归集的，说明原因并申请豁免。",
    mend_en="Register the source and load it, or ask for a waiver.",
    violations=violations,
)

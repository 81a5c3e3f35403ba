"""编目率 and 挂接率 per department: counted from the registers of tables and entries, never reported by anybody."""

from sqlalchemy import and_, distinct, exists, func, select, tuple_

from shudao.architecture.claims import table_counts
from shudao.architecture.contracts import CountBy, EntryState, SystemState
from shudao.architecture.contracts_review import EntryRates
from shudao.architecture.sheet_entries import Providers
from shudao.architecture.tables import CatalogueRow, PhysicalTableRow, RegistrationRow, SourceRow, SystemRow
from shudao.kernel.uow import UnitOfWork

__all__ = ["entry_rates"]

_ENDED = [state for state in SystemState if state.ends_certification]


def entry_rates(uow: UnitOfWork) -> list[EntryRates]:
    """Each department that has tables to catalogue or entries, by its name."""
    counts = table_counts(uow, CountBy.ORGANISATION)
    catalogued, entries = _catalogued(uow), _entries(uow)
    names = {each.id: each.name for each in Providers.of(uow).by_id.values()}
    found = []
    for owner in sorted(counts.keys() | entries.keys(), key=lambda each: names.get(each, each)):
        published, hooked = entries.get(owner, (0, 0))
        tables = counts[owner].to_catalogue if owner in counts else 0
        covered = min(catalogued.get(owner, 0), tables)
        found.append(EntryRates(owner, names.get(owner, owner), tables, covered, published, hooked))
    return found


def _catalogued(uow: UnitOfWork) -> dict[str, int]:
    """Tables of running systems whose entity has a published entry, by the provider of the entry."""
    entry, table = CatalogueRow, PhysicalTableRow
    query = (
        select(entry.provider_organisation_id, func.count(distinct(tuple_(table.source_code, table.name))))
        .join(RegistrationRow, RegistrationRow.entity_code == entry.entity_code)
        .join(
            table, and_(table.source_code == RegistrationRow.source_code, table.name == RegistrationRow.physical_table)
        )
        .join(SourceRow, SourceRow.code == table.source_code)
        .join(SystemRow, SystemRow.code == SourceRow.system_code)
        .where(entry.state == EntryState.PUBLISHED, table.gone_at.is_(None), SystemRow.state.not_in(_ENDED))
        .group_by(entry.provider_organisation_id)
    )
    return {owner: count for owner, count in uow.session.execute(query)}


def _entries(uow: UnitOfWork) -> dict[str, tuple[int, int]]:
    """Published entries, and those of them that a registered table stands behind."""
    entry = CatalogueRow
    is_hooked = exists(select(RegistrationRow.entity_code).where(RegistrationRow.entity_code == entry.entity_code))
    query = (
        select(entry.provider_organisation_id, func.count(), func.count().filter(is_hooked))
        .where(entry.state == EntryState.PUBLISHED)
        .group_by(entry.provider_organisation_id)
    )
    return {owner: (entries, hooked) for owner, entries, hooked in uow.session.execute(query)}

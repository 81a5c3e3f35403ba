"""Catalogue entries out to Excel and back: codes and approvals stay, what is published is revised beside itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select, tuple_

from shudao.access import facade as access
from shudao.architecture import catalogue_content as content
from shudao.architecture import logic_catalogue, permissions, store, store_catalogue
from shudao.architecture.campaign_fields import has_field
from shudao.architecture.catalogue import create_entry, reach_of, revise_entry
from shudao.architecture.catalogue_checks import Known, faults_of, known_for
from shudao.architecture.contracts import EntryState, NewCatalogueEntry, ShareType
from shudao.architecture.sheet_entries import Providers, entry_form, entry_of, row_of
from shudao.architecture.tables import CatalogueRow
from shudao.architecture.tables_catalogue import AliasRow, RevisionRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sheets.contracts import CellFault, Present, SheetForm, SheetRow
from shudao.sheets.ports import SheetKind

__all__ = ["CatalogueSheet"]

BATCH = 500
LOOKED_UP = "catalogue-sheet"


class CatalogueSheet(SheetKind):
    """Entries with their items. A row is known by its code (also one it had before), else by provider and name."""

    kind = "catalogue"
    zh = "资源目录"
    en = "Resource catalogue"
    reading = permissions.READ
    writing = permissions.COMPILE_CATALOGUE
    filters = ("share_type", "organisation_id", "axis", "value", "missing")

    def form(self, uow: UnitOfWork, *, by: Actor) -> SheetForm:
        return entry_form(uow, Providers.of(uow))

    def export(self, uow: UnitOfWork, filters: Mapping[str, str], *, by: Actor) -> Iterator[SheetRow]:
        providers = Providers.of(uow)
        query = store.entry_query(filters.get("q", ""), _share_type(filters), filters.get("organisation_id"))
        query = store_catalogue.visible_entries(query, reach_of(by))
        if axis := store_catalogue.axis_of(filters.get("axis", "")):
            query = query.where(store_catalogue.in_class(axis, filters.get("value", "")))
        if missing := filters.get("missing"):
            query = query.where(~has_field(missing), CatalogueRow.state != EntryState.RECALLED)
        after = ""
        while rows := list(uow.session.scalars(query.where(CatalogueRow.code > after).order_by("code").limit(BATCH))):
            revised = self._revised(uow, rows, by)
            for row in rows:
                yield row_of(revised.get(row.code) or content.compiled(row), providers)
            after = rows[-1].code

    def _revised(self, uow: UnitOfWork, rows: Sequence[CatalogueRow], by: Actor) -> dict[str, NewCatalogueEntry]:
        """Revisions under way of those entries whose drafts the asker sees: an export shows what an import compares."""
        reach = reach_of(by)
        seen = [row.code for row in rows if reach is None or (reach and row.provider_organisation_id == reach)]
        query = select(RevisionRow).where(RevisionRow.code.in_(seen))
        return {row.code: content.from_content(row.content) for row in uow.session.scalars(query)}

    def present(self, uow: UnitOfWork, rows: Sequence[SheetRow], *, by: Actor) -> Sequence[Present | None]:
        providers = Providers.of(uow)
        by_code = self._by_code(uow, rows)
        by_name = self._by_name(uow, rows, providers)
        found = [by_code.get(_text(row, "code")) or by_name.get(_named(row, providers)) for row in rows]
        seen = [row for row in found if row is not None and self._is_seen(uow, row, by)]
        revisions = self._revisions(uow, seen)
        made = {row.code: _present(row, revisions.get(row.code), providers) for row in seen}
        return [made.get(row.code) if row is not None else None for row in found]

    def _is_seen(self, uow: UnitOfWork, row: CatalogueRow, by: Actor) -> bool:
        reach = reach_of(by)
        return reach is None or row.state == EntryState.PUBLISHED or row.provider_organisation_id == reach

    def _by_code(self, uow: UnitOfWork, rows: Sequence[SheetRow]) -> dict[str, CatalogueRow]:
        codes = {_text(row, "code") for row in rows} - {""}
        aliases = select(AliasRow.alias, AliasRow.code).where(AliasRow.alias.in_(codes))
        present = {code: code for code in codes} | {alias: code for alias, code in uow.session.execute(aliases)}
        query = select(CatalogueRow).where(CatalogueRow.code.in_(set(present.values())))
        found = {row.code: row for row in uow.session.scalars(query)}
        return {asked: found[code] for asked, code in present.items() if code in found}

    def _by_name(
        self, uow: UnitOfWork, rows: Sequence[SheetRow], providers: Providers
    ) -> dict[tuple[str, str], CatalogueRow]:
        named = {_named(row, providers) for row in rows if not _text(row, "code")}
        row = CatalogueRow
        query = select(row).where(
            tuple_(row.provider_organisation_id, row.name).in_(named), row.state != EntryState.RECALLED
        )
        return {(each.provider_organisation_id, each.name): each for each in uow.session.scalars(query)}

    def _revisions(self, uow: UnitOfWork, rows: Sequence[CatalogueRow]) -> dict[str, RevisionRow]:
        query = select(RevisionRow).where(RevisionRow.code.in_([row.code for row in rows]))
        return {row.code: row for row in uow.session.scalars(query)}

    def check(
        self, uow: UnitOfWork, rows: Sequence[tuple[SheetRow, Present | None]], *, by: Actor
    ) -> Sequence[Sequence[CellFault]]:
        providers = Providers.of(uow)
        entries = [entry_of(row, providers) for row, _ in rows]
        known = known_for(uow, entries)
        uow.session.info[LOOKED_UP] = (providers, known)
        owners = {entry.provider_organisation_id for entry in entries} - {""}
        owners |= {owner for _, there in rows if (owner := _owner(there, providers))}
        allowed = {owner for owner in owners if access.permits(uow, by, permissions.COMPILE_CATALOGUE, owner)}
        found = []
        for entry, (_, there) in zip(entries, rows, strict=True):
            faults = [*_rights(entry, _owner(there, providers), allowed), *_state(there), *_code(entry, there, known)]
            wrong = faults_of(entry, known, there.code if there else None)
            found.append([*faults, *(CellFault("", each.zh, each.en, each.key, each.line) for each in wrong)])
        return found

    def write(self, uow: UnitOfWork, row: SheetRow, present: Present | None, *, by: Actor) -> str:
        providers, known = uow.session.info.get(LOOKED_UP) or (Providers.of(uow), None)
        entry = entry_of(row, providers)
        if present is None:
            code = create_entry(uow, entry, known=known, by=by).code
        else:
            code = revise_entry(uow, present.code, replace(entry, code=present.code), known=known, by=by).code
        if known is not None:
            # The next row of the same name is no longer the first.
            known.names[(entry.provider_organisation_id, entry.name.strip())] = code
        return code


def _share_type(filters: Mapping[str, str]) -> ShareType | None:
    asked = filters.get("share_type")
    return ShareType(asked) if asked in set(ShareType) else None


def _text(row: SheetRow, key: str) -> str:
    value = row.values.get(key)
    return value if isinstance(value, str) else ""


def _named(row: SheetRow, providers: Providers) -> tuple[str, str]:
    provider = providers.by_code.get(_text(row, "provider"))
    return (provider.id if provider else "", _text(row, "name"))


def _present(row: CatalogueRow, revision: RevisionRow | None, providers: Providers) -> Present:
    text = content.from_content(revision.content) if revision is not None else content.compiled(row)
    staged = f"{revision.state}/{revision.changed_at.isoformat()}" if revision is not None else row.state
    return Present(row.code, f"{row.version}/{staged}", row_of(replace(text, code=row.code), providers))


def _owner(present: Present | None, providers: Providers) -> str:
    """Whose entry it is now, as an organisation id."""
    provider = providers.by_code.get(_text(present.row, "provider")) if present else None
    return provider.id if provider else ""


def _rights(entry: NewCatalogueEntry, owner: str, allowed: set[str]) -> Iterator[CellFault]:
    for each in {entry.provider_organisation_id, owner} - {""}:
        if each not in allowed:
            yield CellFault(
                "", "您不能编制该单位的资源目录", "you may not compile this department's catalogue", "provider"
            )


def _state(present: Present | None) -> Iterator[CellFault]:
    state = EntryState(present.mark.split("/")[1]) if present else EntryState.DRAFT
    if state not in logic_catalogue.EDITABLE and state is not EntryState.PUBLISHED:
        words = logic_catalogue.STATE_ZH[state]
        yield CellFault(
            "",
            f"该目录处于“{words}”，不能修改",
            f"the entry is in the state {state.value} and cannot be changed",
            "code",
        )


def _code(entry: NewCatalogueEntry, present: Present | None, known: Known) -> Iterator[CellFault]:
    if present is None and entry.code in known.codes:
        yield CellFault("", f"信息资源代码 {entry.code} 已被使用", f"the code {entry.code} is taken", "code")

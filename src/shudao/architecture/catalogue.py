"""The resource catalogue as departments compile it and people read it (STANDARDS §1)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import catalogue_content as content
from shudao.architecture import logic_catalogue, permissions, searching, store, store_catalogue
from shudao.architecture.catalogue_checks import Known, known_for, refuse_faults
from shudao.architecture.catalogue_codes import next_code, resolve
from shudao.architecture.contracts import (
    CatalogueEntry,
    EntryState,
    EntryVersion,
    LegalBasis,
    NewCatalogueEntry,
    ShareType,
)
from shudao.architecture.contracts_review import Axis
from shudao.architecture.errors import EntryCodeTaken, NoSuchStep, UnknownEntry
from shudao.architecture.tables import CatalogueRow, LegalBasisRow
from shudao.architecture.tables_catalogue import AliasRow, EntryVersionRow, RevisionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "catalogue_entry",
    "create_entry",
    "entry_versions",
    "list_catalogue",
    "list_legal_bases",
    "register_legal_basis",
    "revise_entry",
    "visible_entry",
]


def register_legal_basis(uow: UnitOfWork, basis: LegalBasis, *, by: Actor) -> None:
    """Add to the register of laws, regulations and decisions that 不予共享 may cite."""
    access.require(uow, by, permissions.MANAGE_LEGAL_BASES)
    row = uow.session.get(LegalBasisRow, basis.code) or LegalBasisRow(code=basis.code)
    row.title, row.kind, row.article = basis.title, basis.kind, basis.article
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/legal_basis/{basis.code}"
    evidence.record(uow, by=by, action="architecture.legal_basis.registered", subject=subject)


def list_legal_bases(uow: UnitOfWork) -> list[LegalBasis]:
    rows = uow.session.query(LegalBasisRow).order_by(LegalBasisRow.code)
    return [store.to_basis(row) for row in rows]


def create_entry(uow: UnitOfWork, new: NewCatalogueEntry, *, known: Known | None = None, by: Actor) -> CatalogueEntry:
    """Compile an entry as a draft. 不予共享 without a basis of the register cannot be saved, nor can what is secret.

    `known` is what a batch looked up beforehand. Raises `SecretRefused`, `LegalBasisRequired`, `UnknownLegalBasis`,
    `BadCatalogueEntry`, `EntryCodeTaken`.
    """
    access.require(uow, by, permissions.COMPILE_CATALOGUE, new.provider_organisation_id)
    known = known or known_for(uow, [new])
    refuse_faults(new, known, None)
    if new.code in known.codes:
        raise EntryCodeTaken(entry=new.code)
    code = new.code or next_code(uow, new)
    row = CatalogueRow(code=code, version=1, state=EntryState.DRAFT, author=by.principal, decisions=[])
    content.write(row, new)
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="architecture.catalogue.created", subject=subject_of(code))
    return indexed(uow, row)


def revise_entry(
    uow: UnitOfWork, code: str, new: NewCatalogueEntry, *, known: Known | None = None, by: Actor
) -> CatalogueEntry:
    """Rewrite a draft or what was sent back; of a published entry, write its next version beside it.

    The published text stays in force until the new one has both approvals. What waits for an approval is not
    rewritten, nor is what was recalled (`NoSuchStep`).
    """
    row = store.entry_row(uow.session, resolve(uow, code), lock=True)
    for owner in {row.provider_organisation_id, new.provider_organisation_id}:
        access.require(uow, by, permissions.COMPILE_CATALOGUE, owner)
    revision = uow.session.get(RevisionRow, row.code, with_for_update=True)
    state = EntryState((revision or row).state)
    if state not in logic_catalogue.EDITABLE and (revision is not None or state is not EntryState.PUBLISHED):
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=logic_catalogue.REVISION)
    refuse_faults(new, known or known_for(uow, [new]), row.code)
    if row.state == EntryState.PUBLISHED:
        _keep_revision(uow, row, revision, new, by)
    else:
        content.write(row, new)
        # What was approved before was another text: it goes through both approvals again.
        row.author, row.version = by.principal, row.version + 1
        note(uow, row, EntryState.DRAFT, logic_catalogue.REVISION, "", by)
    detail = {"version": row.version, "revision": row.state == EntryState.PUBLISHED}
    evidence.record(uow, by=by, action="architecture.catalogue.revised", subject=subject_of(row.code), detail=detail)
    return indexed(uow, row)


def _keep_revision(
    uow: UnitOfWork, row: CatalogueRow, revision: RevisionRow | None, new: NewCatalogueEntry, by: Actor
) -> None:
    if revision is None:
        revision = RevisionRow(code=row.code, decisions=[])
        uow.session.add(revision)
    revision.content = content.to_content(replace(new, code=row.code))
    revision.author, revision.changed_at = by.principal, uow.clock.now()
    note(uow, revision, EntryState.DRAFT, logic_catalogue.REVISION, "", by)


def note(
    uow: UnitOfWork, row: CatalogueRow | RevisionRow, state: EntryState, word: str, opinion: str, by: Actor
) -> None:
    """Move an entry or its revision on and write down who did it, with which words."""
    decision = {
        "actor_name": by.name,
        "principal": by.principal,
        "action": word,
        "opinion": opinion,
        "at": uow.clock.now().isoformat(),
        "next_state": state.value,
    }
    row.state, row.decisions = state, [*row.decisions, decision]
    uow.session.flush()


def subject_of(code: str) -> str:
    return f"architecture/catalogue/{code}"


def catalogue_entry(uow: UnitOfWork, code: str) -> CatalogueEntry:
    """An entry by its code or by one it had before, for modules that need it. Raises `UnknownEntry`."""
    return _entry(uow, store.entry_row(uow.session, resolve(uow, code)))


def _entry(uow: UnitOfWork, row: CatalogueRow) -> CatalogueEntry:
    basis = uow.session.get(LegalBasisRow, row.legal_basis) if row.legal_basis else None
    grade = None
    if row.entity_code:
        grade = store.data_set_grade(uow.session, store.node_row(uow.session, row.entity_code))
    return store.to_entry(row, basis, grade)


def visible_entry(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """An entry as a person may see it: what is not published belongs to its provider and its reviewers."""
    entry = catalogue_entry(uow, code)
    owner = entry.provider_organisation_id
    sees_drafts = access.permits(uow, by, permissions.READ_DRAFTS, owner)
    if entry.state is not EntryState.PUBLISHED and not sees_drafts:
        raise UnknownEntry(entry=code)
    aliases = tuple(uow.session.scalars(select(AliasRow.alias).where(AliasRow.code == entry.code)))
    revision = uow.session.get(RevisionRow, entry.code) if sees_drafts else None
    return replace(entry, aliases=aliases, revision=content.to_revision(revision) if revision else None)


def entry_versions(uow: UnitOfWork, code: str, *, by: Actor) -> list[EntryVersion]:
    """What an entry said in its earlier published versions, newest first."""
    found = visible_entry(uow, code, by=by)
    query = select(EntryVersionRow).where(EntryVersionRow.code == found.code).order_by(EntryVersionRow.version.desc())
    return [content.to_version(row) for row in uow.session.scalars(query)]


def list_catalogue(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    share_type: ShareType | None = None,
    organisation_id: str | None = None,
    axis: Axis | None = None,
    value: str = "",
    by: Actor,
) -> Page[CatalogueEntry]:
    """Entries the asker may see; `axis` and `value` narrow to one class of the catalogue and what is below it."""
    query = store_catalogue.visible_entries(store.entry_query(page.q, share_type, organisation_id), reach_of(by))
    if axis is not None:
        query = query.where(store_catalogue.in_class(axis, value))
    rows = fetch_page(uow.session, query, page, store.ENTRY_SORT, "code")
    return Page(_entries(uow, rows.items), rows.total)


def reach_of(by: Actor) -> str | None:
    """Whose drafts somebody sees: every department's (None), one's own, or none at all ("")."""
    if by.is_system or permissions.READ_DRAFTS.wider & by.roles:
        return None
    return (by.organisation_id or "") if permissions.READ_DRAFTS.held_by(by.roles) else ""


def _entries(uow: UnitOfWork, rows: Sequence[CatalogueRow]) -> list[CatalogueEntry]:
    """A page of entries with what they refer to, looked up at once."""
    bases = {row.legal_basis for row in rows if row.legal_basis}
    found = {row.code: row for row in uow.session.scalars(select(LegalBasisRow).where(LegalBasisRow.code.in_(bases)))}
    grades = store_catalogue.data_set_grades(uow.session, {row.entity_code for row in rows if row.entity_code})
    return [store.to_entry(row, found.get(row.legal_basis or ""), grades.get(row.entity_code or "")) for row in rows]


def indexed(uow: UnitOfWork, row: CatalogueRow) -> CatalogueEntry:
    entry = _entry(uow, row)
    searching.index_entry(uow, entry)
    return entry

"""The resource catalogue: compiled by departments, approved by the department and then the bureau (STANDARDS §1)."""

from dataclasses import asdict

from sqlalchemy import or_

from shudao.access import facade as access
from shudao.architecture import logic_catalogue, permissions, searching, store
from shudao.architecture.contracts import (
    CatalogueEntry,
    EntryState,
    LegalBasis,
    NewCatalogueEntry,
    ShareType,
)
from shudao.architecture.errors import (
    BadCatalogueEntry,
    LegalBasisRequired,
    NoSuchStep,
    OwnWork,
    SecretRefused,
    UnknownEntry,
    UnknownLegalBasis,
)
from shudao.architecture.tables import ENTRY_NUMBERS, CatalogueRow, LegalBasisRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "approve_entry",
    "catalogue_entry",
    "create_entry",
    "list_catalogue",
    "list_legal_bases",
    "register_legal_basis",
    "reject_entry",
    "submit_entry",
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


def create_entry(uow: UnitOfWork, new: NewCatalogueEntry, *, by: Actor) -> CatalogueEntry:
    """Compile an entry as a draft. 不予共享 without a basis of the register cannot be saved, nor can what is secret."""
    access.require(uow, by, permissions.COMPILE_CATALOGUE, new.provider_organisation_id)
    if new.is_secret:
        raise SecretRefused
    if new.share_type is ShareType.NOT_SHARED and not new.legal_basis:
        raise LegalBasisRequired
    if new.legal_basis and uow.session.get(LegalBasisRow, new.legal_basis) is None:
        raise UnknownLegalBasis(basis=new.legal_basis)
    faults = logic_catalogue.entry_faults(new)
    if faults:
        raise BadCatalogueEntry(count=len(faults), details=[{"fault": fault} for fault in faults])
    if new.entity_code is not None:
        store.node_row(uow.session, new.entity_code)
    number = uow.session.execute(ENTRY_NUMBERS.next_value().select()).scalar_one()
    code = new.code or logic_catalogue.entry_code(new.category, number)
    uow.session.add(_row(code, new, by))
    uow.session.flush()
    evidence.record(uow, by=by, action="architecture.catalogue.created", subject=f"architecture/catalogue/{code}")
    return _indexed(uow, code)


def _row(code: str, new: NewCatalogueEntry, by: Actor) -> CatalogueRow:
    return CatalogueRow(
        code=code,
        version=1,
        state=EntryState.DRAFT,
        name=new.name,
        category=new.category,
        provider_organisation_id=new.provider_organisation_id,
        provider_name=new.provider_name,
        provider_code=new.provider_code,
        abstract=new.abstract,
        format_category=new.format_category,
        format_type=new.format_type,
        share_type=new.share_type,
        share_condition=new.share_condition,
        legal_basis=new.legal_basis,
        share_method=new.share_method,
        openness=new.openness,
        open_condition=new.open_condition,
        update_cycle=new.update_cycle,
        published_on=None,
        items=[asdict(item) for item in new.items],
        related_codes=list(new.related_codes),
        extensions=dict(new.extensions),
        entity_code=new.entity_code,
        author=by.principal,
        decisions=[],
    )


def submit_entry(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """Hand an entry in: first to one's own department head, then to the bureau."""
    row = store.entry_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.COMPILE_CATALOGUE, row.provider_organisation_id)
    return _step(uow, row, logic_catalogue.SUBMIT, "提交", "", by)


def approve_entry(uow: UnitOfWork, code: str, opinion: str = "", *, by: Actor) -> CatalogueEntry:
    """The approval that is due: the department's, then the bureau's, which publishes. Never by the author."""
    row = _due(uow, code, by)
    made = _step(uow, row, logic_catalogue.APPROVE, "同意", opinion, by)
    if made.state is EntryState.PUBLISHED:
        row.published_on = uow.clock.today()
        return _indexed(uow, code)
    return made


def reject_entry(uow: UnitOfWork, code: str, opinion: str, *, by: Actor) -> CatalogueEntry:
    """Send an entry back with a reason."""
    return _step(uow, _due(uow, code, by), logic_catalogue.REJECT, "退回", opinion, by)


def _due(uow: UnitOfWork, code: str, by: Actor) -> CatalogueRow:
    row = store.entry_row(uow.session, code, lock=True)
    if row.state == EntryState.WAIT_PUB_APPROVE:
        access.require(uow, by, permissions.PUBLISH_CATALOGUE)
    else:
        access.require(uow, by, permissions.REGISTER_CATALOGUE, row.provider_organisation_id)
    if by.principal == row.author:
        raise OwnWork(node=row.name)
    return row


def _step(
    uow: UnitOfWork, row: CatalogueRow, steps: dict[EntryState, EntryState], word: str, opinion: str, by: Actor
) -> CatalogueEntry:
    state = EntryState(row.state)
    wanted = logic_catalogue.next_state(steps, state)
    if wanted is None:
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=word)
    row.state, row.version = wanted, row.version + 1
    decision = {
        "actor_name": by.name,
        "action": word,
        "opinion": opinion,
        "at": uow.clock.now().isoformat(),
        "next_state": wanted.value,
    }
    row.decisions = [*row.decisions, decision]
    uow.session.flush()
    subject, detail = f"architecture/catalogue/{row.code}", {"state": wanted.value}
    evidence.record(uow, by=by, action="architecture.catalogue.decided", subject=subject, detail=detail)
    return _indexed(uow, row.code)


def catalogue_entry(uow: UnitOfWork, code: str) -> CatalogueEntry:
    """An entry, for modules that need it. Raises `UnknownEntry`."""
    row = store.entry_row(uow.session, code)
    basis = uow.session.get(LegalBasisRow, row.legal_basis) if row.legal_basis else None
    grade = None
    if row.entity_code:
        grade = store.data_set_grade(uow.session, store.node_row(uow.session, row.entity_code))
    return store.to_entry(row, basis, grade)


def visible_entry(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """An entry as a person may see it: what is not published belongs to its provider and its reviewers."""
    entry = catalogue_entry(uow, code)
    owner = entry.provider_organisation_id
    if entry.state is not EntryState.PUBLISHED and not access.permits(uow, by, permissions.READ_DRAFTS, owner):
        raise UnknownEntry(entry=code)
    return entry


def list_catalogue(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    share_type: ShareType | None = None,
    organisation_id: str | None = None,
    by: Actor,
) -> Page[CatalogueEntry]:
    """Entries the asker may see."""
    query = store.entry_query(page.q, share_type, organisation_id)
    if not (by.is_system or permissions.READ_DRAFTS.wider & by.roles):
        is_open = CatalogueRow.state == EntryState.PUBLISHED
        own = CatalogueRow.provider_organisation_id == (by.organisation_id or "")
        query = query.where(or_(is_open, own) if permissions.READ_DRAFTS.held_by(by.roles) else is_open)
    rows = fetch_page(uow.session, query, page, store.ENTRY_SORT, "code")
    return Page([catalogue_entry(uow, row.code) for row in rows.items], rows.total)


def _indexed(uow: UnitOfWork, code: str) -> CatalogueEntry:
    entry = catalogue_entry(uow, code)
    searching.index_entry(uow, entry)
    return entry

"""The resource catalogue: compiled by departments, approved by the department and then the bureau (STANDARDS §1)."""

from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.architecture import logic_catalogue, permissions, searching, store, waiting
from shudao.architecture.contracts import (
    CatalogueEntry,
    EntryState,
    LegalBasis,
    Level,
    NewCatalogueEntry,
    ShareType,
)
from shudao.architecture.errors import (
    BadCatalogueEntry,
    EntryCodeTaken,
    LegalBasisRequired,
    NoSuchStep,
    OwnWork,
    ReasonRequired,
    SecretRefused,
    UnknownEntry,
    UnknownLegalBasis,
)
from shudao.architecture.tables import ENTRY_NUMBERS, CatalogueRow, LegalBasisRow, NodeRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "approve_entry",
    "catalogue_entry",
    "create_entry",
    "list_catalogue",
    "list_legal_bases",
    "recall_entry",
    "register_legal_basis",
    "reject_entry",
    "revise_entry",
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
    """Compile an entry as a draft. 不予共享 without a basis of the register cannot be saved, nor can what is secret.

    Raises `SecretRefused`, `LegalBasisRequired`, `UnknownLegalBasis`, `BadCatalogueEntry`, `EntryCodeTaken`.
    """
    access.require(uow, by, permissions.COMPILE_CATALOGUE, new.provider_organisation_id)
    _check(uow, new, None)
    number = uow.session.execute(ENTRY_NUMBERS.next_value().select()).scalar_one()
    code = new.code or logic_catalogue.entry_code(new.category, number)
    if uow.session.get(CatalogueRow, code) is not None:
        raise EntryCodeTaken(entry=code)
    row = CatalogueRow(code=code, version=1, state=EntryState.DRAFT, author=by.principal, decisions=[])
    _write(row, new)
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="architecture.catalogue.created", subject=_subject(code))
    return _indexed(uow, code)


def revise_entry(uow: UnitOfWork, code: str, new: NewCatalogueEntry, *, by: Actor) -> CatalogueEntry:
    """Rewrite a draft, or an entry that was sent back. What was approved is not rewritten (`NoSuchStep`)."""
    row = store.entry_row(uow.session, code, lock=True)
    for owner in {row.provider_organisation_id, new.provider_organisation_id}:
        access.require(uow, by, permissions.COMPILE_CATALOGUE, owner)
    state = EntryState(row.state)
    if state not in logic_catalogue.EDITABLE:
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=logic_catalogue.REVISION)
    _check(uow, new, code)
    _write(row, new)
    # What was approved before was another text: it goes through both approvals again.
    row.author, row.version = by.principal, row.version + 1
    _note(uow, row, EntryState.DRAFT, logic_catalogue.REVISION, "", by)
    evidence.record(
        uow, by=by, action="architecture.catalogue.revised", subject=_subject(code), detail={"version": row.version}
    )
    return _indexed(uow, code)


def _check(uow: UnitOfWork, new: NewCatalogueEntry, code: str | None) -> None:
    if new.is_secret:
        raise SecretRefused
    if new.share_type is ShareType.NOT_SHARED and not new.legal_basis:
        raise LegalBasisRequired
    if new.legal_basis and uow.session.get(LegalBasisRow, new.legal_basis) is None:
        raise UnknownLegalBasis(basis=new.legal_basis)
    faults = [*logic_catalogue.entry_faults(new), *_link_faults(uow, new), *_name_faults(uow, new, code)]
    if faults:
        raise BadCatalogueEntry(count=len(faults), details=[{"fault": fault} for fault in faults])


def _link_faults(uow: UnitOfWork, new: NewCatalogueEntry) -> Iterator[str]:
    """Items are attributes of the data set the entry is linked to, and the data set is the provider's own."""
    known: set[str] = set()
    if new.entity_code is not None:
        entity = uow.session.get(NodeRow, new.entity_code)
        if entity is None or entity.organisation_id != new.provider_organisation_id or entity.level != Level.ENTITY:
            yield f"逻辑实体 {new.entity_code} 不是提供方的数据"
            return
        known = {row.code for row in store.attributes_of(uow.session, [new.entity_code])}
    for item in new.items:
        if item.attribute_code is not None and item.attribute_code not in known:
            yield f"信息项“{item.name}”的属性 {item.attribute_code} 不属于该逻辑实体"


def _name_faults(uow: UnitOfWork, new: NewCatalogueEntry, code: str | None) -> Iterator[str]:
    same = select(CatalogueRow.code).where(
        CatalogueRow.provider_organisation_id == new.provider_organisation_id,
        CatalogueRow.name == new.name,
        CatalogueRow.state != EntryState.RECALLED,
        CatalogueRow.code != (code or ""),
    )
    if (taken := uow.session.scalar(same.limit(1))) is not None:
        yield f"本单位已有同名目录条目 {taken}"


def _write(row: CatalogueRow, new: NewCatalogueEntry) -> None:
    """Everything of an entry that its compiler writes."""
    row.name, row.category, row.abstract = new.name, new.category, new.abstract
    row.provider_organisation_id, row.provider_name = new.provider_organisation_id, new.provider_name
    row.provider_code, row.entity_code = new.provider_code, new.entity_code
    row.format_category, row.format_type = new.format_category, new.format_type
    row.share_type, row.share_condition, row.share_method = new.share_type, new.share_condition, new.share_method
    row.legal_basis, row.openness, row.open_condition = new.legal_basis, new.openness, new.open_condition
    row.update_cycle, row.related_codes = new.update_cycle, list(new.related_codes)
    row.items, row.extensions = [asdict(item) for item in new.items], dict(new.extensions)


def submit_entry(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """Hand an entry in: first to one's own department head, then to the bureau."""
    row = store.entry_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.COMPILE_CATALOGUE, row.provider_organisation_id)
    made = _step(uow, row, logic_catalogue.SUBMIT, logic_catalogue.HAND_IN, "", by)
    is_first = made.state is EntryState.WAIT_REG_APPROVE
    role = Role.DEPARTMENT_HEAD if is_first else Role.DATA_BUREAU
    whose = row.provider_organisation_id if is_first else waiting.bureau_of(uow, row.provider_organisation_id)
    title_zh, title_en = f"审核资源目录：{row.name}", f"Review the catalogue entry {row.name}"
    waiting.ask(uow, _subject(code), title_zh, title_en, f"/catalogue/{code}", role, whose, by=by)
    return made


def approve_entry(uow: UnitOfWork, code: str, opinion: str = "", *, by: Actor) -> CatalogueEntry:
    """The approval that is due: the department's, then the bureau's, which publishes.

    Never by the author or whoever handed it in, and not both by one person (`OwnWork`).
    """
    row = _due(uow, code, by)
    made = _step(uow, row, logic_catalogue.APPROVE, logic_catalogue.APPROVAL, opinion, by)
    waiting.done(uow, _subject(code), "approved", by=by)
    if made.state is not EntryState.PUBLISHED:
        return made
    row.published_on = uow.clock.today()
    uow.session.flush()
    return catalogue_entry(uow, code)


def reject_entry(uow: UnitOfWork, code: str, opinion: str, *, by: Actor) -> CatalogueEntry:
    """Send an entry back with a reason."""
    row = _due(uow, code, by)
    if not opinion.strip():
        raise ReasonRequired
    made = _step(uow, row, logic_catalogue.REJECT, logic_catalogue.RETURN, opinion, by)
    waiting.done(uow, _subject(code), "rejected", by=by)
    return made


def recall_entry(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> CatalogueEntry:
    """Take a published entry out of the catalogue; it is kept, and nobody applies for it any more."""
    row = store.entry_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.REVIEW_CATALOGUE, row.provider_organisation_id)
    if not reason.strip():
        raise ReasonRequired
    return _step(uow, row, logic_catalogue.RECALL, logic_catalogue.RECALLING, reason, by)


def _due(uow: UnitOfWork, code: str, by: Actor) -> CatalogueRow:
    row = store.entry_row(uow.session, code, lock=True)
    if row.state == EntryState.WAIT_PUB_APPROVE:
        access.require(uow, by, permissions.PUBLISH_CATALOGUE)
    else:
        access.require(uow, by, permissions.REGISTER_CATALOGUE, row.provider_organisation_id)
    if by.principal in {row.author, *logic_catalogue.hands_in(row.decisions)}:
        raise OwnWork(node=row.name)
    return row


def _step(
    uow: UnitOfWork, row: CatalogueRow, steps: dict[EntryState, EntryState], word: str, opinion: str, by: Actor
) -> CatalogueEntry:
    state = EntryState(row.state)
    wanted = logic_catalogue.next_state(steps, state)
    if wanted is None:
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=word)
    _note(uow, row, wanted, word, opinion, by)
    detail = {"state": wanted.value, "version": row.version}
    evidence.record(uow, by=by, action="architecture.catalogue.decided", subject=_subject(row.code), detail=detail)
    return _indexed(uow, row.code)


def _note(uow: UnitOfWork, row: CatalogueRow, state: EntryState, word: str, opinion: str, by: Actor) -> None:
    """Move an entry on and write down who did it, with which words."""
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


def _subject(code: str) -> str:
    return f"architecture/catalogue/{code}"


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

"""The life of entries and their revisions: handed in, approved by the department and then the bureau, sent back,
recalled. A published entry that is revised stays as it is while its revision goes the same way (STANDARDS §1.4).
"""

from shudao.access import facade as access
from shudao.architecture import catalogue_content as content
from shudao.architecture import logic_catalogue, permissions, store, waiting
from shudao.architecture.catalogue import catalogue_entry, indexed, note, subject_of
from shudao.architecture.catalogue_codes import resolve
from shudao.architecture.contracts import CatalogueEntry, EntryState
from shudao.architecture.errors import NoSuchStep, OwnWork, ReasonRequired
from shudao.architecture.paths import page_of_entry
from shudao.architecture.tables import CatalogueRow
from shudao.architecture.tables_catalogue import EntryVersionRow, RevisionRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork

__all__ = ["approve_entry", "drop_revision", "may_decide", "recall_entry", "reject_entry", "submit_entry"]

Staged = CatalogueRow | RevisionRow


def submit_entry(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """Hand an entry in, or the revision of a published one: first to one's own department head, then to the bureau."""
    row, staged = _locked(uow, code)
    access.require(uow, by, permissions.COMPILE_CATALOGUE, row.provider_organisation_id)
    state = _step(uow, row, staged, logic_catalogue.SUBMIT, logic_catalogue.HAND_IN, "", by)
    is_first = state is EntryState.WAIT_REG_APPROVE
    role = Role.DEPARTMENT_HEAD if is_first else Role.DATA_BUREAU
    whose = row.provider_organisation_id if is_first else waiting.bureau_of(uow, row.provider_organisation_id)
    title_zh, title_en = f"审核资源目录：{row.name}", f"Review the catalogue entry {row.name}"
    waiting.ask(uow, subject_of(row.code), title_zh, title_en, page_of_entry(row.code), role, whose, by=by)
    return indexed(uow, row)


def approve_entry(uow: UnitOfWork, code: str, opinion: str = "", *, by: Actor) -> CatalogueEntry:
    """The approval that is due: the department's, then the bureau's, which publishes.

    Never by the author or whoever handed it in, and not both by one person (`OwnWork`).
    """
    row, staged = _due(uow, code, by)
    state = _step(uow, row, staged, logic_catalogue.APPROVE, logic_catalogue.APPROVAL, opinion, by)
    waiting.done(uow, subject_of(row.code), "approved", by=by)
    if state is EntryState.PUBLISHED:
        row.published_on = uow.clock.today()
        uow.session.flush()
    return indexed(uow, row)


def reject_entry(uow: UnitOfWork, code: str, opinion: str, *, by: Actor) -> CatalogueEntry:
    """Send an entry back with a reason."""
    row, staged = _due(uow, code, by)
    if not opinion.strip():
        raise ReasonRequired
    _step(uow, row, staged, logic_catalogue.REJECT, logic_catalogue.RETURN, opinion, by)
    waiting.done(uow, subject_of(row.code), "rejected", by=by)
    return indexed(uow, row)


def recall_entry(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> CatalogueEntry:
    """Take a published entry out of the catalogue; it is kept, and nobody applies for it any more.

    A revision under way ends with it."""
    row, staged = _locked(uow, code)
    access.require(uow, by, permissions.REVIEW_CATALOGUE, row.provider_organisation_id)
    if not reason.strip():
        raise ReasonRequired
    if isinstance(staged, RevisionRow):
        _end_revision(uow, row, staged, by)
    _step(uow, row, row, logic_catalogue.RECALL, logic_catalogue.RECALLING, reason, by)
    return indexed(uow, row)


def drop_revision(uow: UnitOfWork, code: str, *, by: Actor) -> CatalogueEntry:
    """Give up the revision of a published entry that nobody has to decide on just now."""
    row, staged = _locked(uow, code)
    access.require(uow, by, permissions.COMPILE_CATALOGUE, row.provider_organisation_id)
    state = EntryState(staged.state)
    if not isinstance(staged, RevisionRow) or state in logic_catalogue.WAITING:
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=logic_catalogue.WITHDRAWAL)
    _end_revision(uow, row, staged, by)
    return catalogue_entry(uow, row.code)


def may_decide(row: CatalogueRow, staged: Staged, by: Actor) -> bool:
    """Whether the approval that is due may be this person's: not of one's own work. The role is asked elsewhere."""
    return by.principal not in {staged.author, *logic_catalogue.hands_in(staged.decisions)}


def _locked(uow: UnitOfWork, code: str) -> tuple[CatalogueRow, Staged]:
    """The entry, and what of it is on its way: its revision, or the entry itself."""
    row = store.entry_row(uow.session, resolve(uow, code), lock=True)
    revision = uow.session.get(RevisionRow, row.code, with_for_update=True, populate_existing=True)
    return row, revision if revision is not None else row


def _due(uow: UnitOfWork, code: str, by: Actor) -> tuple[CatalogueRow, Staged]:
    row, staged = _locked(uow, code)
    if staged.state == EntryState.WAIT_PUB_APPROVE:
        access.require(uow, by, permissions.PUBLISH_CATALOGUE)
    else:
        access.require(uow, by, permissions.REGISTER_CATALOGUE, row.provider_organisation_id)
    if not may_decide(row, staged, by):
        raise OwnWork(node=row.name)
    return row, staged


def _step(
    uow: UnitOfWork,
    row: CatalogueRow,
    staged: Staged,
    steps: dict[EntryState, EntryState],
    word: str,
    opinion: str,
    by: Actor,
) -> EntryState:
    state = EntryState(staged.state)
    wanted = logic_catalogue.next_state(steps, state)
    if wanted is None:
        raise NoSuchStep(entry=row.name, state=logic_catalogue.STATE_ZH[state], step=word)
    if isinstance(staged, RevisionRow) and wanted is EntryState.PUBLISHED:
        _publish_revision(uow, row, staged)
        note(uow, row, wanted, word, opinion, by)
    else:
        note(uow, staged, wanted, word, opinion, by)
    detail = {"state": wanted.value, "version": row.version}
    evidence.record(uow, by=by, action="architecture.catalogue.decided", subject=subject_of(row.code), detail=detail)
    return wanted


def _publish_revision(uow: UnitOfWork, row: CatalogueRow, revision: RevisionRow) -> None:
    """Keep the published text as a version and put the new one in its place."""
    kept = EntryVersionRow(
        code=row.code,
        version=row.version,
        content=content.to_content(content.compiled(row)),
        published_on=row.published_on,
        replaced_at=uow.clock.now(),
    )
    uow.session.add(kept)
    content.write(row, content.from_content(revision.content))
    row.version, row.author, row.decisions = row.version + 1, revision.author, [*row.decisions, *revision.decisions]
    uow.session.delete(revision)
    uow.session.flush()


def _end_revision(uow: UnitOfWork, row: CatalogueRow, revision: RevisionRow, by: Actor) -> None:
    uow.session.delete(revision)
    uow.session.flush()
    waiting.done(uow, subject_of(row.code), "withdrawn", by=by)
    subject = subject_of(row.code)
    evidence.record(uow, by=by, action="architecture.catalogue.revision_dropped", subject=subject)

"""A department's batch of entries before whoever decides: differences to what is published, entries of others that mean
the same, and one decision for many of them, of which a bad one blocks no other (SPEC 6.1)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from shudao.access import facade as access
from shudao.architecture import catalogue_content as content
from shudao.architecture import logic_catalogue, permissions
from shudao.architecture.catalogue import reach_of, visible_entry
from shudao.architecture.catalogue_checks import Known, faults_of, known_for
from shudao.architecture.catalogue_life import Staged, approve_entry, may_decide, reject_entry, submit_entry
from shudao.architecture.contracts import EntryState, NewCatalogueEntry
from shudao.architecture.contracts_review import EntryDuplicate, ReviewLine, ReviewOutcome, ReviewStep
from shudao.architecture.errors_catalogue import NothingChosen
from shudao.architecture.sheet_entries import Providers, entry_form, row_of
from shudao.architecture.tables import CatalogueRow
from shudao.architecture.tables_catalogue import RevisionRow
from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.sheets import facade as sheets
from shudao.sheets.contracts import FieldChange, SheetForm

__all__ = ["decide_entries", "duplicates_of", "review_batch"]

AT_ONCE = 500
# From here on two entries are shown side by side; found by comparing pairs of the sample city's entries.
ALIKE = 0.5
CANDIDATES = 200
SHOWN = 5


def review_batch(
    uow: UnitOfWork, page: PageQuery, *, organisation_id: str | None = None, state: EntryState | None = None, by: Actor
) -> Page[ReviewLine]:
    """Entries and revisions that are not published yet and that `by` may see as drafts, in the order of their codes."""
    reach = reach_of(by)
    row, revision = CatalogueRow, RevisionRow
    staged = func.coalesce(revision.state, row.state)
    query = select(row).outerjoin(revision, revision.code == row.code)
    query = query.where(staged.not_in([EntryState.PUBLISHED, EntryState.RECALLED]))
    if reach is not None:
        query = query.where(row.provider_organisation_id == reach)
    if organisation_id:
        query = query.where(row.provider_organisation_id == organisation_id)
    if state is not None:
        query = query.where(staged == state)
    if page.q:
        query = query.where(or_(row.name.contains(page.q, autoescape=True), row.code.contains(page.q, autoescape=True)))
    keys = {"code": row.__table__.c.code, "name": row.__table__.c.name, "provider_name": row.__table__.c.provider_name}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page(_lines(uow, found.items, by), found.total)


def _lines(uow: UnitOfWork, rows: Sequence[CatalogueRow], by: Actor) -> list[ReviewLine]:
    revisions = {
        row.code: row
        for row in uow.session.scalars(select(RevisionRow).where(RevisionRow.code.in_([row.code for row in rows])))
    }
    texts = {row.code: _text(row, revisions.get(row.code)) for row in rows}
    known = known_for(uow, list(texts.values())) if texts else None
    providers = Providers.of(uow)
    form = entry_form(uow, providers)
    made = []
    for row in rows:
        staged: Staged = revisions.get(row.code) or row
        differences = _differences(form, row, texts[row.code], providers) if staged is not row else ()
        made.append(_line(uow, row, staged, texts[row.code], differences, known, by))
    return made


def _text(row: CatalogueRow, revision: RevisionRow | None) -> NewCatalogueEntry:
    return content.from_content(revision.content) if revision is not None else content.compiled(row)


def _differences(
    form: SheetForm, row: CatalogueRow, text: NewCatalogueEntry, providers: Providers
) -> tuple[FieldChange, ...]:
    return sheets.differences(form, row_of(content.compiled(row), providers), row_of(text, providers))


def _line(
    uow: UnitOfWork,
    row: CatalogueRow,
    staged: Staged,
    text: NewCatalogueEntry,
    differences: tuple[FieldChange, ...],
    known: Known | None,
    by: Actor,
) -> ReviewLine:
    handed_in = [each for each in staged.decisions if each["action"] == logic_catalogue.HAND_IN]
    last = content.to_decision(handed_in[-1]) if handed_in else None
    faults = [] if known is None else [f for f in faults_of(text, known, row.code) if f.key != "code"]
    return ReviewLine(
        row.code,
        text.name,
        row.provider_organisation_id,
        row.provider_name,
        EntryState(staged.state),
        staged is row,
        last.actor_name if last else "",
        last.at if last else None,
        differences,
        duplicates_of(uow, text),
        tuple(faults),
        _may_decide(uow, row, staged, by),
    )


def _may_decide(uow: UnitOfWork, row: CatalogueRow, staged: Staged, by: Actor) -> bool:
    if not may_decide(row, staged, by):
        return False
    if staged.state == EntryState.WAIT_PUB_APPROVE:
        return access.permits(uow, by, permissions.PUBLISH_CATALOGUE)
    is_due = staged.state == EntryState.WAIT_REG_APPROVE
    return is_due and access.permits(uow, by, permissions.REGISTER_CATALOGUE, row.provider_organisation_id)


def duplicates_of(uow: UnitOfWork, entry: NewCatalogueEntry) -> tuple[EntryDuplicate, ...]:
    """Published entries of other departments that seem to mean the same: alike in the pieces of their names and in the
    names of their items."""
    words = logic_catalogue.meaning(entry.name, (item.name for item in entry.items))
    row = CatalogueRow
    query = select(row.code, row.name, row.provider_name, row.meaning).where(
        row.meaning.overlap(words),
        row.state == EntryState.PUBLISHED,
        row.provider_organisation_id != entry.provider_organisation_id,
    )
    found = []
    for code, name, provider, meaning in uow.session.execute(
        query.order_by(_shared(words).desc(), row.code).limit(CANDIDATES)
    ):
        score = logic_catalogue.likeness(words, meaning)
        items = tuple(word[2:] for word in sorted(set(words) & set(meaning)) if word.startswith("i:"))
        if score >= ALIKE:
            found.append(EntryDuplicate(code, name, provider, score, items))
    return tuple(sorted(found, key=lambda each: (-each.score, each.code))[:SHOWN])


def _shared(words: list[str]) -> ColumnElement[int]:
    """How many of these words a row's meaning has."""
    pieces = func.unnest(CatalogueRow.meaning).table_valued("word").render_derived()
    counted = select(func.count()).select_from(pieces).where(pieces.c.word.in_(words))
    return counted.correlate(CatalogueRow).scalar_subquery()


def decide_entries(
    uow: UnitOfWork, codes: Sequence[str], step: ReviewStep, opinion: str = "", *, by: Actor
) -> list[ReviewOutcome]:
    """The same step for many entries: what cannot take it says why and is left as it was, the others are done."""
    wanted = list(dict.fromkeys(codes))
    if not 0 < len(wanted) <= AT_ONCE:
        raise NothingChosen(limit=AT_ONCE)
    return [_decided(uow, code, step, opinion, by) for code in wanted]


def _decided(uow: UnitOfWork, code: str, step: ReviewStep, opinion: str, by: Actor) -> ReviewOutcome:
    try:
        with uow.session.begin_nested():
            visible_entry(uow, code, by=by)
            if step is ReviewStep.SUBMIT:
                submit_entry(uow, code, by=by)
            elif step is ReviewStep.APPROVE:
                approve_entry(uow, code, opinion, by=by)
            else:
                reject_entry(uow, code, opinion, by=by)
    except ShudaoError as error:
        return ReviewOutcome(code, None, error.message("zh"), error.message("en"))
    seen = visible_entry(uow, code, by=by)
    return ReviewOutcome(code, seen.revision.state if seen.revision else seen.state)

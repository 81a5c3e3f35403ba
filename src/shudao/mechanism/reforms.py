"""The book of reforms: what was decided and waits for its day, what was done, what stood in the way."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import reforming, store
from shudao.mechanism.contracts import Obstacle, Succession
from shudao.mechanism.contracts_reform import Reform, ReformKind, ReformState
from shudao.mechanism.errors import NoReasonGiven, ReformEnded, ReformObstructed, UnknownReform
from shudao.mechanism.permissions import EDIT_ORGANISATIONS
from shudao.mechanism.tables import ReformRow, SuccessionRow
from shudao.work import facade as work
from shudao.work.contracts import ToAccount

__all__ = ["cancel_reform", "carry_out_on_its_day", "list_reforms", "reform", "resume_reform", "successions"]

TASK = "mechanism.reform.obstructed"


def list_reforms(
    uow: UnitOfWork, page: PageQuery, *, state: ReformState | None = None, organisation_id: str | None = None
) -> Page[Reform]:
    """Reforms that were approved, those to come first."""
    row = ReformRow
    query = select(row)
    if state is not None:
        query = query.where(row.state == state)
    if organisation_id is not None:
        query = query.where(row.organisations.contains([organisation_id]))
    if page.q:
        query = query.where(or_(row.title.icontains(page.q, autoescape=True), row.basis.icontains(page.q)))
    table = row.__table__.c
    keys = {"on": table.on, "title": table.title, "state": table.state, "approved_at": table.approved_at}
    rows = fetch_page(uow.session, query, page, keys, "-on")
    return Page([_view(each) for each in rows.items], rows.total)


def reform(uow: UnitOfWork, reform_id: str) -> Reform:
    return _view(_row(uow, reform_id))


def cancel_reform(uow: UnitOfWork, reform_id: str, reason: str, *, by: Actor) -> Reform:
    """Give up a reform that waits for its day or was obstructed. Raises `ReformEnded` for one that is done."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    row = _living(uow, reform_id)
    if not reason.strip():
        raise NoReasonGiven
    row.state, row.ended_because, row.ended_at = ReformState.CANCELLED, reason.strip(), uow.clock.now()
    uow.session.flush()
    work.cancel_tasks(uow, _subject(row), kind=TASK, by=by)
    for account_id in _both(row):
        work.notify(
            uow,
            ToAccount(account_id),
            title_zh=f"机构改革已取消：{row.title}",
            title_en=f"A reform was cancelled: {row.title}",
            link=_link(row),
            by=by,
        )
    evidence.record(uow, by=by, action="mechanism.reform.cancelled", subject=_subject(row))
    return _view(row)


def resume_reform(uow: UnitOfWork, reform_id: str, *, by: Actor) -> Reform:
    """Try an obstructed reform again, now that what stood in its way is settled; it was approved already."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    row = _living(uow, reform_id)
    if row.state != ReformState.OBSTRUCTED:
        raise ReformEnded(title=row.title)
    reforming.carry_out(uow, row, by=by)
    work.complete_tasks(uow, _subject(row), "done", kind=TASK, by=by)
    return _view(row)


def carry_out_on_its_day(database: Database, reform_id: str) -> None:
    """Carry a held reform out, if its day has come: all of it or nothing. Doing it again changes nothing.

    What stands in the way becomes a task of the two people who decided it.
    """
    by = Actor.system("reform")
    try:
        with database.unit_of_work() as uow:
            row = uow.session.get(ReformRow, reform_id, with_for_update=True)
            if row is None or row.state != ReformState.HELD:
                return
            if row.on > uow.clock.today():
                reforming.wake_on(uow, row)
                return
            reforming.carry_out(uow, row, by=by)
    except ShudaoError as refusal:
        with database.unit_of_work() as uow:
            _obstructed(uow, reform_id, refusal, by)


def successions(uow: UnitOfWork, organisation_id: str) -> list[Succession]:
    """What an organisation came from, and what it became."""
    row = SuccessionRow
    query = select(row).where(or_(row.predecessor_id == organisation_id, row.successor_id == organisation_id))
    found = list(uow.session.scalars(query.order_by(row.on, row.predecessor_id)))
    names = store.names(uow.session, (), {each for r in found for each in (r.predecessor_id, r.successor_id)})
    return [
        Succession(r.predecessor_id, names[r.predecessor_id], r.successor_id, names[r.successor_id], r.on, r.basis)
        for r in found
    ]


def _obstructed(uow: UnitOfWork, reform_id: str, refusal: ShudaoError, by: Actor) -> None:
    row = uow.session.get(ReformRow, reform_id, with_for_update=True)
    if row is None or row.state != ReformState.HELD:
        return
    row.state, row.obstacles = ReformState.OBSTRUCTED, [asdict(each) for each in _told(row, refusal)]
    uow.session.flush()
    for account_id in _both(row):
        work.open_task(
            uow,
            kind=TASK,
            title_zh=f"机构改革未能按期实施：{row.title}",
            title_en=f"A reform could not be carried out on its day: {row.title}",
            body=refusal.message(),
            subject=_subject(row),
            link=_link(row),
            to=ToAccount(account_id),
            within_working_days=2,
            by=by,
        )
    detail = {"code": refusal.code}
    evidence.record(uow, by=by, action="mechanism.reform.obstructed", subject=_subject(row), detail=detail)


def _told(row: ReformRow, refusal: ShudaoError) -> Sequence[Obstacle]:
    if isinstance(refusal, ReformObstructed):
        return [Obstacle(**each) for each in refusal.details or ()]
    return [Obstacle(refusal.code, row.title, refusal.message("zh"), refusal.message("en"))]


def _both(row: ReformRow) -> Sequence[str]:
    """The two people who decided it; what the system proposed has only one."""
    return [each for each in dict.fromkeys((row.proposed_by, row.approved_by)) if not each.startswith("system:")]


def _living(uow: UnitOfWork, reform_id: str) -> ReformRow:
    row = _row(uow, reform_id, lock=True)
    if row.state not in reforming.LIVING:
        raise ReformEnded(title=row.title)
    return row


def _row(uow: UnitOfWork, reform_id: str, *, lock: bool = False) -> ReformRow:
    row = uow.session.get(ReformRow, reform_id, with_for_update=lock)
    if row is None:
        raise UnknownReform
    return row


def _subject(row: ReformRow) -> str:
    return f"mechanism/reform/{row.id}"


def _link(row: ReformRow) -> str:
    return f"/organisations/reforms/{row.id}"


def _view(row: ReformRow) -> Reform:
    return Reform(
        id=row.id,
        kind=ReformKind(row.kind),
        title=row.title,
        basis=row.basis,
        on=row.on,
        state=ReformState(row.state),
        organisations=tuple(row.organisations),
        change_id=row.change_id,
        proposed_by=row.proposed_by,
        proposed_name=row.proposed_name,
        approved_by=row.approved_by,
        approved_name=row.approved_name,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
        obstacles=tuple(Obstacle(**each) for each in row.obstacles),
    )

"""Tasks and notices: opened by whoever needs something done, seen by those it is for."""

from datetime import date

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import DueDate
from shudao.work import logic, outbox, standing, store
from shudao.work.calendar import due_after
from shudao.work.contracts import Assignee, Escalation, InboxFilter, Notice, Task, TaskState, Urgency
from shudao.work.errors import NotByHand, TaskClosed, UnknownNotice, UnknownTask
from shudao.work.logic import Pools
from shudao.work.principals import account_ids, pools_of
from shudao.work.tables import NoticeRow, TaskRow


def open_task(
    uow: UnitOfWork,
    *,
    kind: str,
    title_zh: str,
    title_en: str,
    subject: str,
    link: str,
    to: Assignee,
    body: str = "",
    urgency: Urgency = Urgency.ORDINARY,
    within_working_days: int | None = None,
    received_on: date | None = None,
    due: DueDate | None = None,
    by_hand: bool = False,
    by: Actor,
) -> Task:
    """Put a to-do into somebody's inbox.

    Give `within_working_days` (counted from `received_on`, today unless said otherwise) and the due day is counted,
    and counted again when a new calendar is loaded; or give a `due` day that its owner keeps itself.
    """
    received = received_on or uow.clock.today()
    if within_working_days is not None:
        due = due_after(uow, received, within_working_days)
    row = TaskRow(
        id=new_id(),
        kind=kind,
        title_zh=title_zh,
        title_en=title_en,
        body=body,
        subject=subject,
        link=link,
        urgency=urgency,
        state=TaskState.OPEN,
        by_hand=by_hand,
        created_at=uow.clock.now(),
        created_by=by.account_id,
        received_on=received if within_working_days is not None else None,
        limit_working_days=within_working_days,
        due_on=due.on if due else None,
        due_estimated=due.estimated if due else False,
        outcome="",
        **logic.columns_of(to),
    )
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="work.task.opened", subject=f"work/task/{row.id}", detail={"about": subject})
    notice = outbox.ToSend(f"task/{row.id}", title_zh, title_en, link or "/inbox", is_task=True)
    outbox.put(uow, account_ids(uow, to), notice)
    return view(row)


def complete_task(uow: UnitOfWork, task_id: str, outcome: str, *, by: Actor) -> Task:
    """Tick off a task that is done by hand. Only those it is for may, and their deputies, who are named as such."""
    row, acting = _mine(uow, task_id, by, lock=True)
    if row.state != TaskState.OPEN:
        raise TaskClosed(title=row.title_zh)
    if not row.by_hand and not by.is_system:
        raise NotByHand(title=row.title_zh)
    _close(uow, row, TaskState.DONE, outcome, acting)
    return view(row)


def complete_tasks(uow: UnitOfWork, subject: str, outcome: str, *, kind: str | None = None, by: Actor) -> int:
    """The thing itself was done: close its open tasks. Whether `by` might do it, the caller has decided."""
    rows = store.open_tasks(uow.session, subject, kind)
    for row in rows:
        _close(uow, row, TaskState.DONE, outcome, by)
    return len(rows)


def cancel_tasks(uow: UnitOfWork, subject: str, *, kind: str | None = None, by: Actor) -> int:
    """The thing went away: its open tasks go with it."""
    rows = store.open_tasks(uow.session, subject, kind)
    for row in rows:
        _close(uow, row, TaskState.CANCELLED, "", by)
    return len(rows)


def reassign_tasks(uow: UnitOfWork, from_account: str, to: Assignee, *, by: Actor) -> int:
    """Hand over every open task of one account, when its person leaves the post."""
    rows = store.open_tasks_of(uow.session, from_account)
    for row in rows:
        for column, value in logic.columns_of(to).items():
            setattr(row, column, value)
        evidence.record(uow, by=by, action="work.task.reassigned", subject=f"work/task/{row.id}")
    return len(rows)


def inbox(uow: UnitOfWork, page: PageQuery, wanted: InboxFilter | None = None, *, by: Actor) -> Page[Task]:
    """The tasks that are this person's to do: by account, by a role they hold, or for somebody they stand in for."""
    known, pools = standing.stand_ins(uow, by=by), pools_of(uow, by)
    mine = standing.reach_of(by.account_id, pools, known)
    query = store.inbox(mine, wanted or InboxFilter(), uow.clock.today(), page.q)
    rows = fetch_page(uow.session, query, page, store.INBOX_SORT, "due_on")
    return Page([view(row, _for_whom(row, by, pools, known)) for row in rows.items], rows.total)


def count_open(uow: UnitOfWork, *, by: Actor) -> int:
    return inbox(uow, PageQuery(limit=1), by=by).total


def task(uow: UnitOfWork, task_id: str, *, by: Actor) -> Task:
    """One task of one's own; anybody else's does not exist."""
    row, acting = _mine(uow, task_id, by)
    return view(row, _name_of(uow, acting.behalf_of) if acting.behalf_of else "")


def tasks_about(uow: UnitOfWork, subject: str, kind: str | None = None) -> list[Task]:
    """Open tasks about a thing, for its owner module to show who is being waited for."""
    return [view(row) for row in store.open_tasks(uow.session, subject, kind)]


def tasks_of_account(uow: UnitOfWork, account_id: str) -> list[Task]:
    """Open tasks given to one account by name: what must be handed over when its person leaves."""
    return [view(row) for row in store.open_tasks_of(uow.session, account_id)]


def notify(uow: UnitOfWork, to: Assignee, *, title_zh: str, title_en: str, link: str, by: Actor) -> int:
    """Tell an account, or everyone who holds a role now; returns how many were told."""
    told = account_ids(uow, to)
    for account_id in told:
        row = NoticeRow(
            id=new_id(),
            account_id=account_id,
            title_zh=title_zh,
            title_en=title_en,
            link=link,
            created_at=uow.clock.now(),
            read_at=None,
        )
        uow.session.add(row)
        outbox.put(uow, [account_id], outbox.ToSend(f"notice/{row.id}", title_zh, title_en, link))
    uow.session.flush()
    detail = {"accounts": len(told), "link": link}
    evidence.record(uow, by=by, action="work.notice.sent", subject="work/notice", detail=detail)
    return len(told)


def notices(uow: UnitOfWork, page: PageQuery, *, unread: bool = False, by: Actor) -> Page[Notice]:
    keys = {"created_at": NoticeRow.__table__.c.created_at}
    rows = fetch_page(uow.session, store.notices(by.account_id, unread=unread), page, keys, "-created_at")
    return Page([_notice(row) for row in rows.items], rows.total)


def mark_read(uow: UnitOfWork, notice_id: str, *, by: Actor) -> Notice:
    """Remember when one's own notice was read first."""
    row = uow.session.get(NoticeRow, notice_id)
    if row is None or row.account_id != by.account_id:
        raise UnknownNotice
    row.read_at = row.read_at or uow.clock.now()
    return _notice(row)


def view(row: TaskRow, on_behalf_of: str = "") -> Task:
    return Task(
        id=row.id,
        kind=row.kind,
        title_zh=row.title_zh,
        title_en=row.title_en,
        body=row.body,
        subject=row.subject,
        link=row.link,
        assignee=logic.assignee_of(row.account_id, row.role, row.organisation_id),
        urgency=Urgency(row.urgency),
        state=TaskState(row.state),
        by_hand=row.by_hand,
        created_at=row.created_at,
        created_by=row.created_by,
        due=DueDate(row.due_on, row.due_estimated) if row.due_on else None,
        done_by=row.done_by,
        done_at=row.done_at,
        outcome=row.outcome,
        on_behalf_of=on_behalf_of,
        is_paused=row.paused_on is not None,
        escalation=Escalation(row.escalation),
    )


def _mine(uow: UnitOfWork, task_id: str, by: Actor, *, lock: bool = False) -> tuple[TaskRow, Actor]:
    """A task of one's own, and as whom one does it."""
    row = store.task(uow.session, task_id, lock=lock)
    if row is None:
        raise UnknownTask
    assignee = logic.assignee_of(row.account_id, row.role, row.organisation_id)
    if logic.is_assigned(assignee, by, pools_of(uow, by)):
        return row, by
    found = standing.stand_in_for(assignee, row.kind, standing.stand_ins(uow, by=by))
    if found is None:
        raise UnknownTask
    return row, by.on_behalf(found.principal, because=found.delegation.id)


def _for_whom(row: TaskRow, by: Actor, pools: Pools, known: list[standing.StandIn]) -> str:
    """The name of the person a deputy does this for; empty when it is the deputy's own to do."""
    assignee = logic.assignee_of(row.account_id, row.role, row.organisation_id)
    if logic.is_assigned(assignee, by, pools):
        return ""
    found = standing.stand_in_for(assignee, row.kind, known)
    return found.delegation.account_name if found else ""


def _name_of(uow: UnitOfWork, account_id: str) -> str:
    return access.account(uow, account_id).name


def _close(uow: UnitOfWork, row: TaskRow, state: TaskState, outcome: str, by: Actor) -> None:
    row.state, row.outcome = state, outcome
    row.done_by, row.done_at = by.account_id, uow.clock.now()
    uow.session.flush()
    outbox.drop(uow, f"task/{row.id}")
    for above in store.open_tasks(uow.session, f"work/task/{row.id}", None):
        _close(uow, above, TaskState.CANCELLED, "", by)
    evidence.record(
        uow, by=by, action=f"work.task.{state}", subject=f"work/task/{row.id}", detail={"about": row.subject}
    )


def _notice(row: NoticeRow) -> Notice:
    return Notice(row.id, row.title_zh, row.title_en, row.link, row.created_at, row.read_at)

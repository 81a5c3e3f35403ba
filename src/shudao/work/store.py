"""Queries of `work`; private to the module."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import ColumnElement, Select, and_, case, delete, false, or_, select, text, true, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shudao.work.contracts import CalendarDay, InboxFilter, JobFilter, TaskState, Urgency
from shudao.work.logic import Pools, listing_year
from shudao.work.tables import CalendarDayRow, ChangeRequestRow, NoticeRow, TaskRow

AssignedRow = type[TaskRow] | type[ChangeRequestRow]


def assigned_to(table: AssignedRow, account_id: str, pools: Pools) -> ColumnElement[bool]:
    """Rows for this account, or for one of the roles it holds."""
    in_pool = tuple_(table.role, table.organisation_id).in_(sorted(pools)) if pools else false()
    return or_(table.account_id == account_id, in_pool)


def inbox(mine: ColumnElement[bool], wanted: InboxFilter, today: date, q: str) -> Select[TaskRow]:
    query = select(TaskRow).where(mine)
    equal = {TaskRow.state: wanted.state, TaskRow.kind: wanted.kind, TaskRow.subject: wanted.subject}
    equal |= {TaskRow.urgency: wanted.urgency}
    query = query.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.overdue:
        query = query.where(TaskRow.due_on < today, TaskRow.state == TaskState.OPEN)
    if q:
        query = query.where(
            or_(TaskRow.title_zh.icontains(q, autoescape=True), TaskRow.body.icontains(q, autoescape=True))
        )
    return query


# Most urgent first; within it what is due soonest, and what has no due day last.
INBOX_SORT: dict[str, Any] = {
    "due_on": TaskRow.due_on,
    "created_at": TaskRow.created_at,
    "title": TaskRow.title_zh,
    "kind": TaskRow.kind,
    "urgency": case({Urgency.CRITICAL: 2, Urgency.URGENT: 1}, value=TaskRow.urgency, else_=0),
}


def task(session: Session, task_id: str, *, lock: bool = False) -> TaskRow | None:
    query = select(TaskRow).where(TaskRow.id == task_id)
    return session.scalar(query.with_for_update() if lock else query)


def open_tasks(session: Session, subject: str, kind: str | None) -> list[TaskRow]:
    query = select(TaskRow).where(TaskRow.subject == subject, TaskRow.state == TaskState.OPEN)
    if kind is not None:
        query = query.where(TaskRow.kind == kind)
    return list(session.scalars(query.order_by(TaskRow.id).with_for_update()))


def open_tasks_of(session: Session, account_id: str) -> list[TaskRow]:
    query = select(TaskRow).where(TaskRow.account_id == account_id, TaskRow.state == TaskState.OPEN)
    return list(session.scalars(query.order_by(TaskRow.id).with_for_update()))


def estimated_tasks(session: Session) -> list[TaskRow]:
    query = select(TaskRow).where(
        TaskRow.state == TaskState.OPEN,
        TaskRow.due_estimated,
        TaskRow.received_on.is_not(None),
        TaskRow.limit_working_days.is_not(None),
    )
    return list(session.scalars(query.with_for_update()))


def notices(account_id: str, *, unread: bool) -> Select[NoticeRow]:
    query = select(NoticeRow).where(NoticeRow.account_id == account_id)
    return query.where(NoticeRow.read_at.is_(None)) if unread else query


def calendar(session: Session) -> dict[date, bool]:
    query = select(CalendarDayRow.day, CalendarDayRow.is_off)
    return {day: is_off for day, is_off in session.execute(query)}


def delete_listing(session: Session, years: Iterable[int]) -> None:
    session.execute(delete(CalendarDayRow).where(CalendarDayRow.year.in_(sorted(years))))


def put_days(session: Session, days: Iterable[CalendarDay]) -> None:
    """Insert days; one that another listing already holds goes over to the later listing."""
    rows = [{"day": d.day, "is_off": d.is_off, "name": d.name, "year": listing_year(d)} for d in days]
    if not rows:
        return
    statement = insert(CalendarDayRow).values(rows)
    latest = {column: statement.excluded[column] for column in ("is_off", "name", "year")}
    session.execute(statement.on_conflict_do_update(index_elements=["day"], set_=latest))


def changes(
    account_id: str, reach: Sequence[tuple[str, Pools]] | None, state: str | None, subject: str | None
) -> Select[ChangeRequestRow]:
    """What one asked for, or may have to decide: for oneself, or for the others in `reach`. None: all there are."""
    asked = [assigned_to(ChangeRequestRow, each, pools) for each, pools in reach or ()]
    mine = true() if reach is None else or_(ChangeRequestRow.requested_by == account_id, *asked)
    wanted = {ChangeRequestRow.state: state, ChangeRequestRow.subject: subject}
    return select(ChangeRequestRow).where(mine, *(column == value for column, value in wanted.items() if value))


def change(session: Session, change_id: str, *, lock: bool = False) -> ChangeRequestRow | None:
    query = select(ChangeRequestRow).where(ChangeRequestRow.id == change_id)
    return session.scalar(query.with_for_update() if lock else query)


def pending_change(session: Session, subject: str) -> ChangeRequestRow | None:
    query = select(ChangeRequestRow).where(
        and_(ChangeRequestRow.subject == subject, ChangeRequestRow.state == "pending")
    )
    return session.scalar(query)


def add_pending(session: Session, row: ChangeRequestRow) -> bool:
    """Hold a change; false when another transaction held one for the same subject a moment before."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation):
            return False
        raise
    return True


JOBS_SQL = """
    select j.id, j.task_name as name, j.queue_name as queue, j.status::text as status, j.attempts, j.lock,
           e.enqueued_at, e.started_at, e.ended_at, j.scheduled_at, f.code as error_code, f.place as error_where
    from procrastinate_jobs j
    left join lateral (
        select min(at) filter (where type = 'deferred') as enqueued_at,
               max(at) filter (where type = 'started') as started_at,
               max(at) filter (where type in ('succeeded','failed','cancelled','aborted')) as ended_at
        from procrastinate_events where job_id = j.id) e on true
    left join lateral (
        select code, place from work.job_failure where job_id = j.id order by id desc limit 1) f on true
    where (cast(:status as text) is null or j.status::text = :status)
      and (cast(:name as text) is null or starts_with(j.task_name, :name))
      and (cast(:q as text) = '' or strpos(j.task_name, :q) > 0 or strpos(coalesce(j.lock, ''), :q) > 0)
"""
JOBS_COUNT_SQL = """
    select count(*) from procrastinate_jobs j
    where (cast(:status as text) is null or j.status::text = :status)
      and (cast(:name as text) is null or starts_with(j.task_name, :name))
      and (cast(:q as text) = '' or strpos(j.task_name, :q) > 0 or strpos(coalesce(j.lock, ''), :q) > 0)
"""
JOB_SORT = {
    "id": "j.id",
    "name": "j.task_name",
    "status": "j.status",
    "attempts": "j.attempts",
    "started_at": "e.started_at",
}


def jobs_values(wanted: JobFilter, q: str) -> dict[str, Any]:
    return {"status": wanted.status, "name": wanted.name, "q": q}


def calendar_days(year: int | None, q: str) -> Select[CalendarDayRow]:
    query = select(CalendarDayRow)
    if year is not None:
        query = query.where(CalendarDayRow.year == year)
    return query.where(CalendarDayRow.name.contains(q, autoescape=True)) if q else query


# While a job ran or lay failed, another of the same queueing lock may have been enqueued. Only one of them may wait
# under that lock, so the one that is put back gives it up; both run, which jobs have to bear anyway.
GIVE_UP_QUEUEING_LOCK = text("update procrastinate_jobs set queueing_lock = null where id = :id")


def give_up_queueing_lock(session: Session, job_id: int) -> None:
    session.execute(GIVE_UP_QUEUEING_LOCK, {"id": job_id})

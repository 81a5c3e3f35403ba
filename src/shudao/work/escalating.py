"""Overdue tasks climb: a reminder before, then the head of the department, then the bureau (SPEC 1.4)."""

from datetime import timedelta

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.access.errors import UnknownAccount
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.kernel.working_days import WorkingDays
from shudao.work import inbox, logic_escalating, logic_sending, store
from shudao.work.calendar import working_days
from shudao.work.contracts import Assignee, Escalation, Task, TaskState, ToPool
from shudao.work.errors import TaskNotPausable, UnknownTask
from shudao.work.logic import assignee_of
from shudao.work.logic_escalating import Due, Step
from shudao.work.permissions import PAUSE_TASKS
from shudao.work.tables import TaskRow

__all__ = ["ESCALATED", "escalate_due", "pause_task", "resume_task"]

BY = Actor.system("work.escalate")
ESCALATED = "work.escalated"
# These watch their own time limits, by the rules of their own step.
OWN_LIMITS = ("sharing.",)
BATCH = 500


def escalate_due(database: Database) -> int:
    """Remind of and escalate what is due; returns how many steps were taken. Twice on one day takes them once."""
    taken, after = 0, ""
    while True:
        with database.unit_of_work() as uow:
            days = working_days(uow)
            if not logic_sending.is_office_hour(uow.clock.now(), days):
                return taken
            rows = _soon_due(uow, after)
            for row in rows:
                taken += _take(uow, row, days)
        if not rows:
            return taken
        after = rows[-1].id


def _soon_due(uow: UnitOfWork, after: str) -> list[TaskRow]:
    """Open tasks due within the longest stretch of days that reminders look ahead; locked, those in use left out."""
    row = TaskRow
    horizon = uow.clock.today() + timedelta(days=15)
    query = select(row).where(
        row.state == TaskState.OPEN, row.due_on <= horizon, row.paused_on.is_(None), row.id > after
    )
    for prefix in OWN_LIMITS:
        query = query.where(row.kind.not_like(f"{prefix}%"))
    query = query.where(or_(row.escalation < Escalation.BUREAU, row.due_on >= uow.clock.today()))
    return list(uow.session.scalars(query.order_by(row.id).limit(BATCH).with_for_update(skip_locked=True)))


def _take(uow: UnitOfWork, row: TaskRow, days: WorkingDays) -> int:
    today = uow.clock.today()
    if row.due_on is None:
        return 0
    due = Due(days.remaining(today, row.due_on), row.due_estimated, Escalation(row.escalation), row.reminded_on)
    step = logic_escalating.step_due(due, today)
    if step is None:
        return 0
    if step is Step.REMIND:
        _remind(uow, row, due.remaining)
        row.reminded_on = today
    else:
        level = Escalation.HEAD if step is Step.TO_HEAD else Escalation.BUREAU
        _escalate(uow, row, level, -due.remaining)
        row.escalation = level
    uow.session.flush()
    return 1


def _remind(uow: UnitOfWork, row: TaskRow, remaining: int) -> None:
    zh = "今天到期" if remaining == 0 else f"还剩 {remaining} 个工作日"
    en = "due today" if remaining == 0 else f"{remaining} working days left"
    inbox.notify(
        uow,
        assignee_of(row.account_id, row.role, row.organisation_id),
        title_zh=f"待办提醒（{zh}）：{row.title_zh}",
        title_en=f"Reminder ({en}): {row.title_en}",
        link=row.link or "/inbox",
        by=BY,
    )


def _escalate(uow: UnitOfWork, row: TaskRow, level: Escalation, late: int) -> None:
    place = _organisation_of(uow, row)
    to = _above(uow, place, level) if place else []
    for assignee in to:
        inbox.open_task(
            uow,
            kind=ESCALATED,
            title_zh=f"督办（已逾期 {late} 个工作日）：{row.title_zh}",
            title_en=f"See that this is done ({late} working days late): {row.title_en}",
            subject=f"work/task/{row.id}",
            link=row.link or "/inbox",
            to=assignee,
            by_hand=True,
            by=BY,
        )
    detail = {"level": int(level), "working_days_late": late, "to": len(to)}
    evidence.record(uow, by=BY, action="work.task.escalated", subject=f"work/task/{row.id}", detail=detail)


def _organisation_of(uow: UnitOfWork, row: TaskRow) -> str | None:
    """The department whose work it is: the pool's, or the one in which the account holds its first role."""
    if row.organisation_id is not None:
        return row.organisation_id
    try:
        held = access.account(uow, str(row.account_id)).memberships
    except UnknownAccount:
        return None
    return held[0].organisation_id if held else None


def _above(uow: UnitOfWork, organisation_id: str, level: Escalation) -> list[Assignee]:
    """The head's pool, or the bureau's people who decide for this organisation's government."""
    if level is Escalation.HEAD:
        return [ToPool(Role.DEPARTMENT_HEAD, organisation_id)]
    realm = access.realm_of(uow, organisation_id)
    bureaux = access.places_of(uow, Role.DATA_BUREAU)
    return [ToPool(Role.DATA_BUREAU, place) for place in bureaux if access.realm_of(uow, place) == realm]


def pause_task(uow: UnitOfWork, task_id: str, reason: str, *, by: Actor) -> Task:
    """Let a task's time limit stand still. The head of its department or the bureau may, not whoever has to do it."""
    row = _pausable(uow, task_id, by)
    if row.paused_on is not None or row.due_on is None or row.state != TaskState.OPEN:
        raise TaskNotPausable(title=row.title_zh)
    row.paused_on = uow.clock.today()
    uow.session.flush()
    detail = {"reason": reason}
    evidence.record(uow, by=by, action="work.task.paused", subject=f"work/task/{row.id}", detail=detail)
    return inbox.view(row)


def resume_task(uow: UnitOfWork, task_id: str, *, by: Actor) -> Task:
    """Let it run on: the working days of the pause are added to its due day."""
    row = _pausable(uow, task_id, by)
    if row.paused_on is None or row.due_on is None:
        raise TaskNotPausable(title=row.title_zh)
    days, today = working_days(uow), uow.clock.today()
    paused = days.between(row.paused_on, today)
    if paused > 0:
        due = days.add(row.due_on, paused)
        row.due_on, row.due_estimated = due.on, due.estimated
        row.limit_working_days = (row.limit_working_days or 0) + paused
    row.paused_on = None
    uow.session.flush()
    detail = {"working_days": paused, "due_on": row.due_on}
    evidence.record(uow, by=by, action="work.task.resumed", subject=f"work/task/{row.id}", detail=detail)
    return inbox.view(row)


def _pausable(uow: UnitOfWork, task_id: str, by: Actor) -> TaskRow:
    row = store.task(uow.session, task_id, lock=True)
    if row is None:
        raise UnknownTask
    place = _organisation_of(uow, row)
    if place is None or not access.permits(uow, by, PAUSE_TASKS, place):
        # Whoever sees it as a task of his own is told that he may not; to others it does not exist.
        inbox.task(uow, task_id, by=by)
        access.require(uow, by, PAUSE_TASKS, place)
    if row.account_id == by.account_id:
        raise TaskNotPausable(title=row.title_zh)
    return row

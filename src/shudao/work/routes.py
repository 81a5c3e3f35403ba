"""HTTP of work: the inbox, notices, change requests, the calendar, and background jobs."""

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.work import contracts, facade, permissions, routes_life, routes_notices, schemas
from shudao.work.contracts import ChangeState, InboxFilter, JobFilter, TaskState, Urgency
from shudao.work.showing import shown_task, shown_tasks

router = APIRouter(prefix="/api/v1/work", tags=["work"])
router.include_router(routes_life.router)
router.include_router(routes_notices.router)

OwnCall = Annotated[Call, permitted(permissions.OWN_WORK)]
CalendarCall = Annotated[Call, permitted(permissions.READ_CALENDAR)]
LoadCall = Annotated[Call, permitted(permissions.LOAD_CALENDAR)]
JobsCall = Annotated[Call, permitted(permissions.OPERATE_JOBS)]
Paging = Annotated[PageQuery, Depends(page_query)]
# Of one kind; a list of thousands helps nobody decide.
IMPACT_SHOWN = 100
JobStatus = Literal["todo", "doing", "succeeded", "failed", "cancelled", "aborted"]


@router.get("/tasks")
def list_tasks(
    call: OwnCall,
    page: Paging,
    state: Annotated[TaskState | Literal["all"], Query()] = TaskState.OPEN,
    kind: Annotated[str | None, Query(max_length=80)] = None,
    subject: Annotated[str | None, Query(max_length=200)] = None,
    urgency: Urgency | None = None,
    overdue: bool = False,
) -> schemas.TaskList:
    """My inbox: what is mine to do, by my account or by a role I hold."""
    wanted = InboxFilter(state if isinstance(state, TaskState) else None, kind, subject, urgency, overdue)
    found = facade.inbox(call.uow, page, wanted, by=call.actor)
    return schemas.TaskList(items=shown_tasks(call.uow, found.items), total=found.total)


@router.get("/tasks/{task_id}")
def read_task(task_id: str, call: OwnCall) -> schemas.Task:
    """One of my tasks."""
    return shown_task(call.uow, facade.task(call.uow, task_id, by=call.actor))


@router.post("/tasks/{task_id}/complete")
def complete_task(task_id: str, body: schemas.Outcome, call: OwnCall) -> schemas.Task:
    """Tick off a task that is done by hand."""
    return shown_task(call.uow, facade.complete_task(call.uow, task_id, body.outcome, by=call.actor))


@router.get("/notices")
def list_notices(call: OwnCall, page: Paging, unread: bool = False) -> schemas.NoticeList:
    """My notices, newest first."""
    found = facade.notices(call.uow, page, unread=unread, by=call.actor)
    return schemas.NoticeList(items=[schemas.Notice.model_validate(n) for n in found.items], total=found.total)


@router.post("/notices/{notice_id}/read", status_code=204)
def read_notice(notice_id: str, call: OwnCall) -> None:
    """Mark one of my notices as read."""
    facade.mark_read(call.uow, notice_id, by=call.actor)


@router.get("/changes")
def list_changes(
    call: OwnCall,
    page: Paging,
    state: ChangeState | None = None,
    subject: Annotated[str | None, Query(max_length=200)] = None,
) -> schemas.ChangeList:
    """Changes to published things that I proposed or am asked to decide."""
    found = facade.list_changes(call.uow, page, state=state, subject=subject, by=call.actor)
    return schemas.ChangeList(items=[_change(call, change) for change in found.items], total=found.total)


@router.get("/changes/{change_id}")
def read_change(change_id: str, call: OwnCall) -> schemas.Change:
    """One change request, whole."""
    return _change(call, facade.change(call.uow, change_id, by=call.actor))


@router.get("/changes/{change_id}/impact")
def read_change_impact(change_id: str, call: OwnCall) -> schemas.Impact:
    """What a proposed change touches, as far as I may see it."""
    change = facade.change(call.uow, change_id, by=call.actor)
    return _impact(facade.impact_of(call.uow, change.subject, by=call.actor))


@router.get("/impact")
def read_impact(call: OwnCall, subject: Annotated[str, Query(min_length=3, max_length=200)]) -> schemas.Impact:
    """What hangs on a thing, as far as I may see it: whom a change of it would touch."""
    return _impact(facade.impact_of(call.uow, subject, by=call.actor))


@router.post("/changes/{change_id}/decide")
def decide_change(change_id: str, body: schemas.ChangeDecision, call: OwnCall) -> schemas.Change:
    """Approve a change, which carries it out, or refuse it with a reason. Never one's own."""
    decided = facade.decide(call.uow, change_id, approve=body.approve, reason=body.reason, by=call.actor)
    return _change(call, decided)


@router.post("/changes/{change_id}/withdraw")
def withdraw_change(change_id: str, call: OwnCall) -> schemas.Change:
    """Take back a change I proposed."""
    return _change(call, facade.withdraw(call.uow, change_id, by=call.actor))


@router.get("/calendar")
def list_calendar(call: CalendarCall, page: Paging, year: int | None = None) -> schemas.CalendarList:
    """Holidays and make-up working days that are loaded."""
    found = facade.list_calendar(call.uow, page, year)
    return schemas.CalendarList(items=[schemas.CalendarDay.model_validate(d) for d in found.items], total=found.total)


@router.put("/calendar")
def load_calendar(body: schemas.CalendarListing, call: LoadCall) -> schemas.CalendarLoadedOut:
    """Load listings of holidays; estimated due days are counted again."""
    rows = [contracts.CalendarDay(d.day, d.is_off, d.name, d.year) for d in body.days]
    return schemas.CalendarLoadedOut(due_days_recounted=facade.load_calendar(call.uow, rows, by=call.actor))


@router.get("/jobs")
def list_jobs(
    call: JobsCall,
    page: Paging,
    status: JobStatus | None = None,
    name: Annotated[str | None, Query(max_length=100)] = None,
) -> schemas.JobList:
    """Background jobs, newest first; `name` is the beginning of a job's name."""
    found = facade.list_jobs(call.uow, page, JobFilter(status, name), by=call.actor)
    return schemas.JobList(items=[schemas.Job.model_validate(j) for j in found.items], total=found.total)


@router.post("/jobs/{job_id}/retry")
def retry_job(job_id: int, call: JobsCall) -> schemas.Job:
    """Put a failed job back into the queue."""
    return schemas.Job.model_validate(facade.retry_job(call.uow, job_id, by=call.actor))


def _impact(found: list[contracts.Affected]) -> schemas.Impact:
    counts = Counter(each.kind for each in found)
    named: Counter[str] = Counter()
    items = []
    for each in found:
        named[each.kind] += 1
        if named[each.kind] <= IMPACT_SHOWN:
            items.append(schemas.Affected.model_validate(each))
    return schemas.Impact(items=items, counts=dict(counts), total=len(found))


def _change(call: Call, change: contracts.ChangeRequest) -> schemas.Change:
    may_decide = facade.may_decide(call.uow, change, by=call.actor)
    return schemas.Change.of(change, may_decide, facade.differences(change))

"""Moving an application on: its state, its clock, its to-dos, its thread and the evidence, always together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from shudao.access import facade as access
from shudao.architecture.contracts import ShareType
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import SystemClock
from shudao.kernel.errors import StaleEdit
from shudao.kernel.ids import new_id
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import OrganisationFilter, OrganisationKind
from shudao.sharing import limits, logic, store
from shudao.sharing.contracts import Event, Profile, RefusalGround, State, Step, Urgency
from shudao.sharing.errors import DecidesOwnRequest, NotPossibleNow, PeopleDecide
from shudao.sharing.profiles import PROFILES
from shudao.sharing.tables import ApplicationRow, EventRow
from shudao.work import facade as work
from shudao.work.contracts import Assignee, ToAccount, ToPool

__all__ = [
    "Said",
    "advance",
    "assignees",
    "bureau_of",
    "link_of",
    "note",
    "open_for_change",
    "open_step_tasks",
    "refuse_same_person",
    "schedule_tick",
]

TICK_MINUTES = 10
TICK_JOB = "sharing.tick"

# Which side of the table an event belongs to: nobody may sit on two.
_SIDES: Mapping[Event, str] = {
    Event.DRAFTED: "applicant",
    Event.EDITED: "applicant",
    Event.SUBMITTED: "applicant",
    Event.COMPLETED: "applicant",
    Event.CONSENTED: "consent",
    Event.DECLINED: "consent",
    Event.APPROVED: "review",
    Event.RETURNED: "review",
    Event.REFUSED: "review",
    Event.FILED: "filing",
    Event.SENT_BACK: "filing",
}
_TASKS: Mapping[Step, tuple[str, str]] = {
    Step.CONSENT: ("请办理本单位申请 {n} 的同意：{e}", "Consent to application {n}"),
    Step.REVIEW: ("请审核共享申请 {n}：{e}", "Review sharing application {n}"),
    Step.COMPLETION: ("请一次补正共享申请 {n}：{e}", "Complete sharing application {n}"),
    Step.FILING: ("请备案共享申请 {n}：{e}", "File sharing application {n}"),
    Step.IMPLEMENTATION: ("请实施数据交换 {n}：{e}", "Carry out delivery {n}"),
    Step.RECEIPT: ("请确认接收 {n}：{e}", "Confirm receipt of {n}"),
    Step.EVALUATION: ("请评价数据使用情况 {n}：{e}", "Evaluate the data of {n}"),
}


@dataclass(frozen=True)
class Said:
    """What somebody said with a step."""

    opinion: str = ""
    ground: RefusalGround | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def open_for_change(uow: UnitOfWork, application_id: str, seen_version: int | None) -> ApplicationRow:
    """The locked row; refused when someone changed it since the caller looked."""
    row = store.application_row(uow.session, application_id, lock=True)
    if seen_version is not None and seen_version != row.version:
        raise StaleEdit
    return row


def advance(uow: UnitOfWork, row: ApplicationRow, event: Event, said: Said, *, by: Actor) -> None:
    """Let an event happen: new state, new clock and task, one line in the thread. Raises `NotPossibleNow`."""
    following = logic.next_state(State(row.state), event, ShareType(row.share_type), Profile(row.profile))
    if following is None:
        state = State(row.state)
        raise NotPossibleNow(number=row.number, state=state.zh, state_en=state.value, event=event.zh)
    _close_step(uow, row, event, by)
    step = logic.step_of(following)
    limit = _limit_of(uow, row, step, event)
    row.state = following
    _start_step(uow, row, step, limit)
    note(uow, row, event, said, by=by)
    _open_tasks(uow, row, by)


def note(uow: UnitOfWork, row: ApplicationRow, event: Event, said: Said, *, by: Actor) -> None:
    """Write one line of the thread and of the evidence, and count the change."""
    row.version = (row.version or 0) + 1
    row.updated_at = uow.clock.now()
    detail = dict(said.detail) | ({"due_on": row.due_on.isoformat(), "limit": row.step_limit} if row.due_on else {})
    uow.session.add(
        EventRow(
            id=new_id(),
            application_id=row.id,
            event=event,
            at=uow.clock.now(),
            account_id=by.account_id,
            principal=by.principal,
            actor_name=by.name,
            organisation_id=by.organisation_id,
            opinion=said.opinion.strip(),
            ground=said.ground or "",
            state=row.state,
            detail=detail,
        )
    )
    uow.session.flush()
    told = {"number": row.number, "state": str(row.state), "ground": said.ground and said.ground.value}
    subject = f"sharing/application/{row.id}"
    evidence.record(uow, by=by, action=f"sharing.application.{event}", subject=subject, detail=told | detail)


def refuse_same_person(uow: UnitOfWork, row: ApplicationRow, event: Event, by: Actor) -> None:
    """People decide, and nobody on two sides: the requester never approves, the reviewer never files."""
    if by.is_system:
        raise PeopleDecide
    side = _SIDES[event]
    for earlier in store.events(uow.session, row.id):
        is_other_side = _SIDES.get(Event(earlier.event), side) != side
        if is_other_side and by.principal in (earlier.principal, earlier.account_id):
            raise DecidesOwnRequest(number=row.number)
    if row.applicant_principal == by.principal and side != "applicant":
        raise DecidesOwnRequest(number=row.number)


def assignees(uow: UnitOfWork, row: ApplicationRow, step: Step) -> list[Assignee]:
    """Whose inbox a step goes to: every role that may do it and that somebody else than the applicant holds."""
    if step in (Step.COMPLETION, Step.RECEIPT, Step.EVALUATION):
        return [ToAccount(row.applicant_account_id)]
    organisation_id, roles = _pools(uow, row, step)
    held = [
        role
        for role in roles
        if any(a.id != row.applicant_account_id for a in access.accounts_holding(uow, role, organisation_id))
    ]
    return [ToPool(role, organisation_id) for role in (held or roles[:1])]


def _pools(uow: UnitOfWork, row: ApplicationRow, step: Step) -> tuple[str, list[Role]]:
    if step is Step.CONSENT:
        return row.organisation_id, [Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD]
    if step is Step.REVIEW:
        return row.source_organisation_id, [Role.SHARING_OFFICER, Role.DATA_OWNER]
    if step is Step.FILING:
        return bureau_of(uow, row.source_organisation_id), [Role.DATA_BUREAU]
    return _organisation_of_kind(uow, OrganisationKind.OPERATIONS_CENTRE) or row.source_organisation_id, [
        Role.OPERATIONS
    ]


def bureau_of(uow: UnitOfWork, organisation_id: str) -> str:
    """The data bureau; an installation without one lets the source's own organisation stand for it."""
    return _organisation_of_kind(uow, OrganisationKind.BUREAU) or organisation_id


def _organisation_of_kind(uow: UnitOfWork, kind: OrganisationKind) -> str | None:
    wanted = OrganisationFilter(kind=kind, on=uow.clock.today())
    found = mechanism.list_organisations(uow, PageQuery(limit=1), wanted).items
    return found[0].id if found else None


def link_of(application_id: str) -> str:
    """The page of an application in the console."""
    return f"/sharing/applications/{application_id}"


def _limit_of(uow: UnitOfWork, row: ApplicationRow, step: Step | None, event: Event) -> int | None:
    if step is None:
        return None
    if event is Event.COMPLETED and row.paused_days_left is not None:
        remaining, row.paused_days_left = row.paused_days_left, None
        return remaining
    return limits.working_days_for(
        uow,
        Profile(row.profile),
        row.jurisdiction,
        ShareType(row.share_type),
        step,
        Urgency(row.urgency),
        uow.clock.today(),
    )


def _close_step(uow: UnitOfWork, row: ApplicationRow, event: Event, by: Actor) -> None:
    if event is Event.RETURNED:
        row.was_returned = True
        if PROFILES[Profile(row.profile)].pauses_on_return and row.step_started_at and row.step_limit:
            days, started = work.working_days(uow), row.step_started_at.date()
            row.paused_days_left = logic.days_left_when_paused(days, started, uow.clock.today(), row.step_limit)
    work.complete_tasks(uow, f"sharing/application/{row.id}", event.zh, by=by)


def _start_step(uow: UnitOfWork, row: ApplicationRow, step: Step | None, limit: int | None) -> None:
    due = work.due_after(uow, uow.clock.today(), limit) if limit is not None else None
    row.step, row.step_limit = step, limit
    row.step_started_at = uow.clock.now() if step else None
    row.reminded_at = row.escalated_at = None
    row.due_on, row.due_estimated = (due.on, due.estimated) if due else (None, False)


def _open_tasks(uow: UnitOfWork, row: ApplicationRow, by: Actor) -> None:
    """Put the step into the inboxes it belongs to. Delivery runs by itself; only its failure becomes a task."""
    if row.step is None:
        return
    schedule_tick(uow)
    if row.step != Step.IMPLEMENTATION:
        open_step_tasks(uow, row, by=by)


def schedule_tick(uow: UnitOfWork) -> None:
    """Let the clock come by once more. The queue waits by the real time, whatever day a simulation has."""
    at = max(uow.clock.now(), SystemClock().now()) + timedelta(minutes=TICK_MINUTES)
    uow.enqueue(TICK_JOB, queueing_lock=TICK_JOB, at=at)


def open_step_tasks(uow: UnitOfWork, row: ApplicationRow, *, by: Actor) -> None:
    """The to-dos of the present step, one for each role that may do it."""
    step = Step(str(row.step))
    zh, en = _TASKS[step]
    for assignee in assignees(uow, row, step):
        work.open_task(
            uow,
            kind=f"sharing.{step}",
            title_zh=zh.format(n=row.number, e=row.catalogue_name),
            title_en=en.format(n=row.number),
            subject=f"sharing/application/{row.id}",
            link=link_of(row.id),
            to=assignee,
            urgency=Urgency(row.urgency),
            within_working_days=row.step_limit,
            by=by,
        )

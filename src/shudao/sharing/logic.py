"""Decisions of sharing as plain functions over plain values: no database, no clock (DESIGN §8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shudao.architecture.contracts import CatalogueItem, ShareType
from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.expr.predicate import And, Everything, Predicate
from shudao.kernel.working_days import DueDate, WorkingDays
from shudao.sharing.contracts import (
    Application,
    Event,
    Frequency,
    Method,
    NewApplication,
    Profile,
    RefusalGround,
    State,
    Step,
    TimeLimit,
    Urgency,
)
from shudao.sharing.profiles import PROFILES, ProfileRules

_TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.DRAFT, Event.SUBMITTED): State.AWAITING_CONSENT,
    (State.AWAITING_CONSENT, Event.CONSENTED): State.AWAITING_REVIEW,
    (State.AWAITING_CONSENT, Event.DECLINED): State.DRAFT,
    (State.AWAITING_REVIEW, Event.APPROVED): State.AWAITING_FILING,
    (State.AWAITING_REVIEW, Event.RETURNED): State.RETURNED,
    (State.AWAITING_REVIEW, Event.REFUSED): State.REFUSED,
    (State.AWAITING_REVIEW, Event.TIMED_OUT): State.REFUSED,
    (State.RETURNED, Event.COMPLETED): State.AWAITING_REVIEW,
    (State.AWAITING_FILING, Event.FILED): State.IMPLEMENTING,
    (State.AWAITING_FILING, Event.SENT_BACK): State.AWAITING_REVIEW,
    (State.IMPLEMENTING, Event.DELIVERED): State.AWAITING_RECEIPT,
    (State.AWAITING_RECEIPT, Event.RECEIVED): State.IN_USE,
    (State.AWAITING_RECEIPT, Event.DISPUTED): State.IMPLEMENTING,
    (State.IN_USE, Event.EVALUATED): State.EVALUATED,
}
_WITHDRAWABLE = frozenset(
    {State.DRAFT, State.AWAITING_CONSENT, State.AWAITING_REVIEW, State.RETURNED, State.AWAITING_FILING}
)
_GRANTED = frozenset({State.IMPLEMENTING, State.AWAITING_RECEIPT, State.IN_USE, State.EVALUATED})

_STEP_OF: Mapping[State, Step] = {
    State.AWAITING_CONSENT: Step.CONSENT,
    State.AWAITING_REVIEW: Step.REVIEW,
    State.RETURNED: Step.COMPLETION,
    State.AWAITING_FILING: Step.FILING,
    State.IMPLEMENTING: Step.IMPLEMENTATION,
    State.AWAITING_RECEIPT: Step.RECEIPT,
    State.IN_USE: Step.EVALUATION,
}


def next_state(state: State, event: Event, share_type: ShareType, profile: Profile) -> State | None:
    """Where an event leads, or nothing where it cannot happen.

    What is not shared is never submitted; only profiles that refuse by timeout know that event.
    """
    if event is Event.SUBMITTED and share_type is ShareType.NOT_SHARED:
        return None
    if event is Event.TIMED_OUT and Step.REVIEW not in PROFILES[profile].refuses_by_timeout:
        return None
    if event is Event.WITHDRAWN:
        return State.WITHDRAWN if state in _WITHDRAWABLE else None
    if event in (Event.REVOKED, Event.EXPIRED) and state in _GRANTED:
        return State.REVOKED if event is Event.REVOKED else State.ENDED
    return _TRANSITIONS.get((state, event))


def step_of(state: State) -> Step | None:
    """Whose turn a state is, as a step with a limit; drafts and ended applications wait for nobody."""
    return _STEP_OF.get(state)


def grounds_for(share_type: ShareType) -> frozenset[RefusalGround]:
    """Grounds that can apply to an entry: what is shared unconditionally has no condition that could be unmet."""
    if share_type is ShareType.NOT_SHARED:
        return frozenset({RefusalGround.NOT_SHARED})
    grounds = {RefusalGround.OUTSIDE_DUTY, RefusalGround.NOT_NECESSARY, RefusalGround.NOT_HELD}
    if share_type is ShareType.CONDITIONAL:
        grounds.add(RefusalGround.CONDITION_UNMET)
    return frozenset(grounds)


def effective_share_type(entry: ShareType, items: Iterable[CatalogueItem], attributes: Iterable[str]) -> ShareType:
    """The strictest sharing type among the entry and the items behind the asked columns (by attribute code)."""
    wanted = set(attributes)
    asked = [item.share_type for item in items if item.attribute_code in wanted and item.share_type is not None]
    return max([entry, *asked], key=lambda kind: kind.value)


def hidden_attributes(items: Iterable[CatalogueItem]) -> frozenset[str]:
    """Attributes whose item the catalogue lists as not shared."""
    return frozenset(i.attribute_code for i in items if i.share_type is ShareType.NOT_SHARED and i.attribute_code)


def as_request(known: Application) -> NewApplication:
    """What an application asks for at present."""
    return NewApplication(
        catalogue_code=known.catalogue_code,
        asset_code=known.asset_code,
        columns=known.columns,
        where=known.where,
        purpose=known.purpose,
        scenario=known.scenario,
        legal_basis=known.legal_basis,
        method=known.method,
        frequency=known.frequency,
        valid_from=known.valid_from,
        valid_to=known.valid_to,
        urgency=known.urgency,
        target_code=known.target_code,
        target_table=known.target_table,
    )


def missing_parts(new: NewApplication) -> list[tuple[str, str]]:
    """Everything a request must state before it leaves the department, as (field, what is missing) in Chinese."""
    wanted: list[tuple[str, bool, str]] = [
        ("columns", bool(new.columns), "申请的字段"),
        ("purpose", bool(new.purpose.strip()), "用途"),
        ("scenario", bool(new.scenario.strip()), "使用场景"),
        ("legal_basis", bool(new.legal_basis.strip()), "使用依据"),
        ("valid_to", new.valid_to is not None, "使用期限截止日"),
    ]
    if new.method is Method.TABLE:
        wanted.append(("target_code", bool(new.target_code), "接收数据的数据库"))
        wanted.append(("target_table", bool(new.target_table), "接收数据的表名"))
    return [(field, title) for field, is_given, title in wanted if not is_given]


def narrowed_rows(asked: Predicate, further: Predicate) -> Predicate:
    """The asked rows that also satisfy a further condition: by its form it cannot widen."""
    if isinstance(further, Everything):
        return asked
    return further if isinstance(asked, Everything) else And(asked, further)


def widened_columns(asked: Sequence[str], approved: Sequence[str]) -> list[str]:
    """Columns somebody would approve although they were not asked for."""
    return sorted(set(approved) - set(asked))


def limit_for(
    limits: Iterable[TimeLimit], jurisdiction: str, share_type: ShareType, step: Step, urgency: Urgency, on: date
) -> int:
    """The limit in working days that fits best: the most particular key first, then the newest that is in force."""
    fitting = [
        limit
        for limit in limits
        if limit.step is step
        and limit.valid_from <= on
        and limit.jurisdiction in ("", jurisdiction)
        and limit.share_type in (None, share_type)
        and limit.urgency in (None, urgency)
    ]
    best = max(fitting, key=_particularity)
    return best.working_days


def _particularity(limit: TimeLimit) -> tuple[bool, bool, bool, date]:
    return bool(limit.jurisdiction), limit.share_type is not None, limit.urgency is not None, limit.valid_from


def days_left_when_paused(days: WorkingDays, started: date, paused: date, limit: int) -> int:
    """What remains of a limit whose clock stopped on `paused`; whoever resumes has one working day at least."""
    return max(1, limit - days.between(started, paused))


class Due(StrEnum):
    """What falls due."""

    NOTHING = "nothing"
    REMIND = "remind"
    ESCALATE = "escalate"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Waiting:
    """A step that waits: since when, until when, how urgent, when last reminded, and whether it was escalated."""

    step: Step
    since: datetime
    due: DueDate | None
    urgency: Urgency
    reminded_at: datetime | None = None
    is_escalated: bool = False


def due_action(waiting: Waiting, now: datetime, profile: Profile, days: WorkingDays) -> Due:
    """What falls due now under a profile: nothing, a reminder, an escalation, or refusal by timeout.

    Nothing but a reminder acts on an estimated due day: the calendar that settles it is not published yet.
    """
    rules = PROFILES[profile]
    if waiting.due is not None and not waiting.due.estimated and now.date() > waiting.due.on:
        if waiting.step in rules.refuses_by_timeout:
            return Due.REFUSE
        if rules.escalates and not waiting.is_escalated:
            return Due.ESCALATE
    is_time = now >= next_reminder(waiting, rules, days) and is_office_hour(now, rules, days)
    return Due.REMIND if is_time else Due.NOTHING


def next_reminder(waiting: Waiting, rules: ProfileRules, days: WorkingDays) -> datetime:
    """When the next reminder is sent: after the urgency's interval, in office hours, else at the next opening."""
    last = max(waiting.since, waiting.reminded_at or waiting.since)
    planned = (last + timedelta(hours=rules.reminder_hours[waiting.urgency])).astimezone(TIME_ZONE)
    day, clock = planned.date(), planned.time()
    if not days.is_working(day) or clock >= rules.office_closes:
        return datetime.combine(days.next_working(day), rules.office_opens, TIME_ZONE)
    return max(planned, datetime.combine(day, rules.office_opens, TIME_ZONE))


def is_office_hour(now: datetime, rules: ProfileRules, days: WorkingDays) -> bool:
    """Whether reminders may be sent at this moment."""
    local = now.astimezone(TIME_ZONE)
    return days.is_working(local.date()) and rules.office_opens <= local.time() < rules.office_closes


def is_redelivered(state: State, frequency: Frequency) -> bool:
    """Whether a new release of the data set is pushed again for an application in this state."""
    return frequency is Frequency.EACH_RELEASE and state in (State.IN_USE, State.EVALUATED, State.AWAITING_RECEIPT)

"""What of work crosses HTTP."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.actor import Role
from shudao.work import contracts, contracts_life
from shudao.work.contracts import ChangeState, TaskState, Urgency


class Assignee(BaseModel):
    """Either an account, or a role in an organisation."""

    account_id: str | None = None
    role: Role | None = None
    organisation_id: str | None = None

    @classmethod
    def of(cls, assignee: contracts.Assignee) -> "Assignee":
        if isinstance(assignee, contracts.ToAccount):
            return cls(account_id=assignee.account_id)
        return cls(role=assignee.role, organisation_id=assignee.organisation_id)


class Task(BaseModel):
    """A to-do. `working_days_left`: 0 on the due day, negative when overdue, null without a due day.

    `on_behalf_of`: whose work it is, where I am the deputy. `escalation`: 1 the head was told, 2 the bureau as well.
    """

    id: str
    kind: str
    title_zh: str
    title_en: str
    body: str
    subject: str
    link: str
    assignee: Assignee
    urgency: Urgency
    state: TaskState
    by_hand: bool
    created_at: datetime
    created_by: str
    due_on: date | None
    due_estimated: bool
    working_days_left: int | None
    done_by: str | None
    done_at: datetime | None
    outcome: str
    on_behalf_of: str
    is_paused: bool
    escalation: int


class TaskList(BaseModel):
    items: list[Task]
    total: int


class Outcome(BaseModel):
    outcome: str = Field("", max_length=500)


class Notice(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    title_zh: str
    title_en: str
    link: str
    created_at: datetime
    read_at: datetime | None


class NoticeList(BaseModel):
    items: list[Notice]
    total: int


class Affected(BaseModel):
    """What a change touches: its title, its page in the console, whose it is, and how it hangs on the thing."""

    model_config = ConfigDict(from_attributes=True)
    kind: str
    title: str
    path: str
    organisation_id: str | None
    why_zh: str
    why_en: str


class Impact(BaseModel):
    """What hangs on a thing, and how many of each kind; `items` names the first of each kind only."""

    items: list[Affected]
    counts: dict[str, int]
    total: int


class Difference(BaseModel):
    """One field that a change alters."""

    model_config = ConfigDict(from_attributes=True)
    field: str
    before: Any
    after: Any


class Change(BaseModel):
    """A change request. `payload` is the change as it was proposed, whole; `differences` what it alters, where it says
    so field by field; `decided_for` the account a deputy decided for.
    """

    id: str
    kind: str
    subject: str
    title: str
    payload: dict[str, Any]
    differences: list[Difference]
    approver: Assignee
    state: ChangeState
    requested_by: str
    requested_name: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decided_for: str
    reason: str
    may_decide: bool

    @classmethod
    def of(
        cls, change: contracts.ChangeRequest, may_decide: bool, differences: Iterable[contracts_life.Difference]
    ) -> "Change":
        own = ("approver", "may_decide", "differences")
        fields = {name: getattr(change, name) for name in cls.model_fields if name not in own}
        shown = [Difference.model_validate(each) for each in differences]
        return cls(**fields, approver=Assignee.of(change.approver), may_decide=may_decide, differences=shown)


class ChangeList(BaseModel):
    items: list[Change]
    total: int


class ChangeDecision(BaseModel):
    approve: bool
    reason: str = Field("", max_length=500)


class Job(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str
    queue: str
    status: str
    attempts: int
    lock: str | None
    enqueued_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    scheduled_at: datetime | None
    error_code: str | None
    error_where: str | None


class JobList(BaseModel):
    items: list[Job]
    total: int


class CalendarDay(BaseModel):
    """A day off (`is_off`) or a make-up working day; `year`: whose listing it is published in."""

    model_config = ConfigDict(from_attributes=True)
    day: date = Field(ge=date(1990, 1, 1), le=date(2199, 12, 31))
    is_off: bool
    name: str = Field(max_length=50)
    year: int | None = Field(None, ge=1990, le=2200)


class CalendarList(BaseModel):
    items: list[CalendarDay]
    total: int


class CalendarListing(BaseModel):
    """Listings to load; each replaces the earlier one of its year as a whole."""

    days: list[CalendarDay] = Field(min_length=1, max_length=5000)


class CalendarLoadedOut(BaseModel):
    """How many estimated due days were settled or moved."""

    due_days_recounted: int

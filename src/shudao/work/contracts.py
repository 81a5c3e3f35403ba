"""What others may know of work: tasks, notices, change requests, calendar days, and jobs as operators see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

from shudao.kernel.actor import Role
from shudao.kernel.working_days import DueDate
from shudao.work.contracts_life import Described

__all__ = [
    "Affected",
    "Assignee",
    "CalendarDay",
    "ChangeRequest",
    "ChangeState",
    "Described",
    "Escalation",
    "InboxFilter",
    "JobFilter",
    "JobView",
    "Notice",
    "Task",
    "TaskState",
    "ToAccount",
    "ToPool",
    "Urgency",
]


class Urgency(StrEnum):
    """How often a waiting task is reminded of (DESIGN §8: every 24, 12, 6 hours)."""

    ORDINARY = "普通"
    URGENT = "加急"
    CRITICAL = "紧急"


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Escalation(IntEnum):
    """Who has been told that a task is overdue: nobody, the head of the department, or the bureau as well."""

    NONE = 0
    HEAD = 1
    BUREAU = 2


class ChangeState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class ToAccount:
    """Work for one account."""

    account_id: str


@dataclass(frozen=True)
class ToPool:
    """Work for whoever holds a role in an organisation; the first who does it has done it for all."""

    role: Role
    organisation_id: str


Assignee = ToAccount | ToPool


@dataclass(frozen=True)
class Task:
    """A to-do. `subject` names what it is about (`sharing/application/<id>`), `link` is its page in the console.

    `by_hand` tasks are ticked off in the inbox; all others are done by doing the thing itself, on its page.
    `on_behalf_of`: whose work it is when it is in the inbox of a deputy. A paused one has no running time limit.
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
    due: DueDate | None
    done_by: str | None
    done_at: datetime | None
    outcome: str
    on_behalf_of: str = ""
    is_paused: bool = False
    escalation: Escalation = Escalation.NONE


@dataclass(frozen=True)
class InboxFilter:
    """Which of one's tasks are wanted. `overdue` counts by the injected clock's day."""

    state: TaskState | None = TaskState.OPEN
    kind: str | None = None
    subject: str | None = None
    urgency: Urgency | None = None
    overdue: bool = False


@dataclass(frozen=True)
class Notice:
    """Something to know, nothing to do."""

    id: str
    title_zh: str
    title_en: str
    link: str
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class ChangeRequest:
    """An edit of something published, held whole until someone other than the requester decides (DESIGN §9)."""

    id: str
    kind: str
    subject: str
    title: str
    payload: Mapping[str, Any]
    approver: Assignee
    state: ChangeState
    requested_by: str
    requested_name: str
    requested_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str
    decided_for: str = ""


@dataclass(frozen=True)
class Affected:
    """Something that a change of another thing touches.

    `kind` says what it is in the words of its module (`services.service`), `path` is its page in the console (empty
    where it has none), `organisation_id` whose it is, and the two `why` how it hangs on the thing that changes.
    """

    kind: str
    title: str
    path: str
    organisation_id: str | None
    why_zh: str
    why_en: str


@dataclass(frozen=True)
class CalendarDay:
    """One exception to the weekdays: a day off, or a make-up working day.

    `year`: whose listing it is published in; left out, December counts to the next year's.
    """

    day: date
    is_off: bool
    name: str
    year: int | None = None


@dataclass(frozen=True)
class JobFilter:
    """Which jobs an operator wants to see. `name` is the beginning of a job's name, such as a module's."""

    status: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class JobView:
    """A background job as operators see it: never its arguments, never values."""

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

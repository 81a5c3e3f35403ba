"""What others may know of sharing: applications and their thread, targets, deliveries, time limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shudao.architecture.contracts import Grade, ShareType
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.kernel.working_days import DueDate
from shudao.security.contracts import MaskKind
from shudao.sharing.contracts_words import (
    Action,
    DeliveryState,
    Event,
    Frequency,
    ListScope,
    Method,
    Profile,
    RefusalGround,
    State,
    Step,
)
from shudao.work.contracts import Urgency

__all__ = [
    "Action",
    "Application",
    "ApplicationEvent",
    "ApplicationFilter",
    "Approval",
    "Delivery",
    "DeliveryState",
    "Evaluation",
    "Event",
    "Frequency",
    "ListScope",
    "Method",
    "NewApplication",
    "NewTarget",
    "Profile",
    "Receipt",
    "RefusalGround",
    "RequestedColumn",
    "Scores",
    "SimilarRequest",
    "State",
    "Step",
    "Target",
    "TargetTest",
    "TimeLimit",
    "Urgency",
]


@dataclass(frozen=True)
class NewApplication:
    """What is asked for: columns and rows of one data set, why, by which right, for how long, and where to.

    Drafts may leave anything but the catalogue entry open; submitting names everything that is missing at once.
    Without `asset_code` the released data set of the entry is taken; without `valid_from` the term begins with filing.
    """

    catalogue_code: str
    asset_code: str = ""
    columns: tuple[str, ...] = ()
    where: Predicate = field(default_factory=Everything)
    purpose: str = ""
    scenario: str = ""
    legal_basis: str = ""
    method: Method = Method.TABLE
    frequency: Frequency = Frequency.ONCE
    valid_from: date | None = None
    valid_to: date | None = None
    urgency: Urgency = Urgency.ORDINARY
    target_code: str = ""
    target_table: str = ""


@dataclass(frozen=True)
class Approval:
    """What the source agrees to. It only narrows: fewer columns, a further condition on rows, masks, a nearer end."""

    columns: tuple[str, ...] | None = None
    and_where: Predicate = field(default_factory=Everything)
    masks: Mapping[str, MaskKind] = field(default_factory=dict)
    valid_to: date | None = None


@dataclass(frozen=True)
class ApplicationEvent:
    """One line of the thread: who did what, with which opinion and ground, and where it led."""

    event: Event
    at: datetime
    actor_name: str
    organisation_id: str | None
    opinion: str
    ground: RefusalGround | None
    state: State
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """The consumer's signature under a delivery: the rows they counted in their own table."""

    delivery_id: str | None
    rows: int
    accepted: bool
    opinion: str
    received_at: datetime
    received_by: str


@dataclass(frozen=True)
class Scores:
    """Five scores from 1 to 5: correct, complete, timely, usable, well served."""

    accuracy: int
    completeness: int
    timeliness: int
    usability: int
    service: int


@dataclass(frozen=True)
class Evaluation:
    """What using the data brought; the source reads it."""

    scores: Scores
    text: str
    evaluated_at: datetime
    evaluated_by: str


@dataclass(frozen=True)
class Application:
    """An application as it stands. `asked_…` is what was requested, `columns`, `where` and `valid_to` what holds now.

    `version` is what an edit or decision must name. `due` belongs to `step`; a paused clock has none.
    """

    id: str
    number: str
    cart_id: str
    state: State
    profile: Profile
    catalogue_code: str
    catalogue_name: str
    asset_code: str
    share_type: ShareType
    source_organisation_id: str
    organisation_id: str
    applicant_account_id: str
    applicant_name: str
    columns: tuple[str, ...]
    where: Predicate
    asked_columns: tuple[str, ...]
    asked_where: Predicate
    masks: Mapping[str, MaskKind]
    purpose: str
    scenario: str
    legal_basis: str
    method: Method
    frequency: Frequency
    valid_from: date | None
    valid_to: date | None
    urgency: Urgency
    target_code: str
    target_table: str
    step: Step | None
    step_started_on: date | None
    due: DueDate | None
    is_overdue: bool
    grant_id: str | None
    created_at: datetime
    updated_at: datetime
    version: int


@dataclass(frozen=True)
class RequestedColumn:
    """A column of the data set, for whoever decides: its grade, whether it was asked for and what was agreed."""

    name: str
    title: str
    type: str
    grade: Grade | None
    is_key: bool
    is_personal: bool
    share_type: ShareType | None
    is_asked: bool
    is_granted: bool
    mask: MaskKind | None


@dataclass(frozen=True)
class SimilarRequest:
    """A past request for the same data set, and what came of it."""

    id: str
    number: str
    organisation_id: str
    purpose: str
    columns: tuple[str, ...]
    state: State
    decided_on: date | None


@dataclass(frozen=True)
class ApplicationFilter:
    """Which applications are wanted; empty means any."""

    scope: ListScope = ListScope.ALL
    state: State | None = None
    urgency: Urgency | None = None
    asset_code: str = ""
    catalogue_code: str = ""
    organisation_id: str = ""
    source_organisation_id: str = ""
    overdue: bool = False


@dataclass(frozen=True)
class NewTarget:
    """A consumer's own PostgreSQL. `dsn` goes into the vault and is never shown again."""

    name: str
    dsn: str = field(repr=False)
    schema: str = "public"
    organisation_id: str = ""


@dataclass(frozen=True)
class Target:
    """A registered place of delivery, without its secret."""

    code: str
    organisation_id: str
    name: str
    schema: str
    place: str
    registered_at: datetime
    tested_at: datetime | None
    test_passed: bool | None


@dataclass(frozen=True)
class TargetTest:
    """The answer of a connection test."""

    passed: bool
    zh: str
    en: str
    tested_at: datetime


@dataclass(frozen=True)
class Delivery:
    """One push of granted rows. The digest is of the rows sent, and was found over the rows in the target before its
    commit; a push whose two sides differ is rolled back.

    `delay_s`: from the source's commit of that version to the end of the push.
    """

    id: str
    application_id: str
    grant_id: str
    asset_code: str
    lake_version: int
    target_code: str
    target_table: str
    state: DeliveryState
    rows_sent: int | None
    rows_arrived: int | None
    digest: str
    started_at: datetime
    finished_at: datetime | None
    delay_s: float | None
    error_code: str | None


@dataclass(frozen=True)
class TimeLimit:
    """A limit in working days, from a day on. Empty `jurisdiction`, `share_type` or `urgency` mean any."""

    profile: Profile
    step: Step
    working_days: int
    valid_from: date
    jurisdiction: str = ""
    share_type: ShareType | None = None
    urgency: Urgency | None = None

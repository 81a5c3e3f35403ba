"""What others may know of sharing: applications and their thread, targets, deliveries, time limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shudao.architecture.contracts import Grade, ShareType
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.kernel.working_days import DueDate
from shudao.security.contracts import MaskKind
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


class Profile(StrEnum):
    """Which rules of time are in force: the white paper's practice, or the regulation's (STANDARDS §2.3)."""

    WHITEPAPER = "whitepaper"
    DECREE_809 = "decree-809"


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    AWAITING_REVIEW = "awaiting_review"
    RETURNED = "returned"
    AWAITING_FILING = "awaiting_filing"
    IMPLEMENTING = "implementing"
    AWAITING_RECEIPT = "awaiting_receipt"
    IN_USE = "in_use"
    EVALUATED = "evaluated"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"

    @property
    def zh(self) -> str:
        return _STATE_ZH[self]

    @property
    def is_final(self) -> bool:
        return self in (State.ENDED, State.REFUSED, State.WITHDRAWN, State.REVOKED)

    @property
    def has_left_the_department(self) -> bool:
        """Whether the source and the bureau have heard of it."""
        return self not in (State.DRAFT, State.AWAITING_CONSENT)


_STATE_ZH = {
    State.DRAFT: "草稿",
    State.AWAITING_CONSENT: "待本单位同意",
    State.AWAITING_REVIEW: "待数源部门审核",
    State.RETURNED: "退回补正",
    State.AWAITING_FILING: "待主管部门备案",
    State.IMPLEMENTING: "交换实施中",
    State.AWAITING_RECEIPT: "待确认接收",
    State.IN_USE: "使用中",
    State.EVALUATED: "使用中（已评价）",
    State.ENDED: "已到期",
    State.REFUSED: "不予同意",
    State.WITHDRAWN: "已撤回",
    State.REVOKED: "授权已撤销",
}


class Event(StrEnum):
    """What can happen to an application."""

    DRAFTED = "drafted"
    EDITED = "edited"
    SUBMITTED = "submitted"
    CONSENTED = "consented"
    DECLINED = "declined"
    APPROVED = "approved"
    RETURNED = "returned"
    COMPLETED = "completed"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    FILED = "filed"
    SENT_BACK = "sent_back"
    DELIVERED = "delivered"
    RECEIVED = "received"
    DISPUTED = "disputed"
    EVALUATED = "evaluated"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REMINDED = "reminded"
    ESCALATED = "escalated"

    @property
    def zh(self) -> str:
        return _EVENT_ZH[self]


_EVENT_ZH = {
    Event.DRAFTED: "起草",
    Event.EDITED: "修改",
    Event.SUBMITTED: "提交",
    Event.CONSENTED: "本单位同意",
    Event.DECLINED: "本单位不同意",
    Event.APPROVED: "审核同意",
    Event.RETURNED: "一次性告知补正",
    Event.COMPLETED: "补正后提交",
    Event.REFUSED: "审核不同意",
    Event.TIMED_OUT: "超时未审核，自动拒绝",
    Event.FILED: "备案",
    Event.SENT_BACK: "备案退回数源部门",
    Event.DELIVERED: "交付",
    Event.RECEIVED: "确认接收",
    Event.DISPUTED: "接收有异议",
    Event.EVALUATED: "评价",
    Event.WITHDRAWN: "撤回",
    Event.REVOKED: "撤销授权",
    Event.EXPIRED: "授权到期",
    Event.REMINDED: "催办",
    Event.ESCALATED: "超时上报",
}


class Step(StrEnum):
    """A stretch of the way with somebody to act and a limit in working days."""

    CONSENT = "consent"
    REVIEW = "review"
    COMPLETION = "completion"
    FILING = "filing"
    IMPLEMENTATION = "implementation"
    RECEIPT = "receipt"
    EVALUATION = "evaluation"

    @property
    def zh(self) -> str:
        return {
            "consent": "本单位同意",
            "review": "数源部门审核",
            "completion": "补正材料",
            "filing": "主管部门备案",
            "implementation": "交换实施",
            "receipt": "确认接收",
            "evaluation": "使用评价",
        }[self.value]


class Action(StrEnum):
    """What the caller may do now, as the console's buttons and the API's paths name it."""

    EDIT = "edit"
    SUBMIT = "submit"
    CONSENT = "consent"
    REVIEW = "review"
    FILE = "file"
    DELIVER = "deliver"
    RECEIPT = "receipt"
    EVALUATE = "evaluate"
    WITHDRAW = "withdraw"


class Method(StrEnum):
    """共享方式 of an application: rows pushed into the consumer's own table, or asked for by calls."""

    TABLE = "table"
    API = "api"

    @property
    def zh(self) -> str:
        return {"table": "库表推送", "api": "服务接口"}[self.value]


class Frequency(StrEnum):
    """Whether the approved rows are delivered once, or again with each release of the data set."""

    ONCE = "once"
    EACH_RELEASE = "each_release"


class RefusalGround(StrEnum):
    """The lawful grounds on which a request may be refused; free text alone may not (STANDARDS §2.2)."""

    NOT_SHARED = "not_shared"
    OUTSIDE_DUTY = "outside_duty"
    NOT_NECESSARY = "not_necessary"
    CONDITION_UNMET = "condition_unmet"
    NOT_HELD = "not_held"

    @property
    def zh(self) -> str:
        return _GROUND_ZH[self]


_GROUND_ZH = {
    RefusalGround.NOT_SHARED: "目录列为不予共享，并列明法律、行政法规或国务院决定依据",
    RefusalGround.OUTSIDE_DUTY: "申请用途超出申请单位法定职责或目录所列使用条件",
    RefusalGround.NOT_NECESSARY: "未说明所申请范围的必要性（须提出可缩小的范围）",
    RefusalGround.CONDITION_UNMET: "未满足目录条目中列明的共享条件",
    RefusalGround.NOT_HELD: "本单位不掌握该数据（须指明正确的数源）",
}


class DeliveryState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ABORTED = "aborted"


class ListScope(StrEnum):
    """Which applications a list shows: my organisation's, those waiting for me, or all I may see."""

    MINE = "mine"
    TO_REVIEW = "to_review"
    ALL = "all"


@dataclass(frozen=True)
class NewApplication:
    """What is asked for: columns and rows of one data set, why, by which right, for how long, and where to.

    Drafts may leave anything but the catalogue entry open; submitting names everything that is missing at once.
    Without `asset_code` the released data set of the entry is taken.
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

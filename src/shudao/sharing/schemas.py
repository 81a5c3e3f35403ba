"""What of sharing crosses HTTP."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from shudao.architecture.contracts import Grade, ShareType
from shudao.security.contracts import MaskKind
from shudao.sharing.contracts import (
    Action,
    DeliveryState,
    Event,
    Frequency,
    Method,
    Profile,
    RefusalGround,
    State,
    Step,
    Urgency,
)

TABLE_NAME = r"^$|^[a-z_][a-z0-9_]{0,62}$"


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Scope(BaseModel):
    """What is asked for, and on what grounds. A draft may leave out anything but the catalogue entry."""

    catalogue_code: str = Field(min_length=1, max_length=60)
    asset_code: str = Field("", max_length=100)
    columns: list[str] = Field(default_factory=list, max_length=500)
    where: dict[str, Any] | None = None
    purpose: str = Field("", max_length=500)
    scenario: str = Field("", max_length=1000)
    legal_basis: str = Field("", max_length=500)
    method: Method = Method.TABLE
    frequency: Frequency = Frequency.ONCE
    valid_from: date | None = None
    valid_to: date | None = None
    urgency: Urgency = Urgency.ORDINARY
    target_code: str = Field("", max_length=60)
    target_table: str = Field("", pattern=TABLE_NAME)


class Cart(BaseModel):
    """A data cart: several data sets at once; each becomes an application of its own."""

    items: list[Scope] = Field(min_length=1, max_length=50)


class Changes(BaseModel):
    """What is to be changed; what is not named stays. `version` is the one that was read."""

    version: int
    columns: list[str] | None = Field(None, max_length=500)
    where: dict[str, Any] | None = None
    purpose: str | None = Field(None, max_length=500)
    scenario: str | None = Field(None, max_length=1000)
    legal_basis: str | None = Field(None, max_length=500)
    method: Method | None = None
    frequency: Frequency | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    urgency: Urgency | None = None
    target_code: str | None = Field(None, max_length=60)
    target_table: str | None = Field(None, pattern=TABLE_NAME)


class Seen(BaseModel):
    """A step that needs no more than the version that was read, and perhaps a word."""

    version: int
    opinion: str = Field("", max_length=2000)


class ConsentIn(Seen):
    decision: Literal["consent", "decline"]


class ReviewIn(Seen):
    """The source's decision. Approval narrows: no `columns` means all that were asked for, `and_where` further limits
    the rows, `masks` hide values. A refusal needs a `ground`; `opinion` explains it, or tells everything missing.
    """

    decision: Literal["approve", "return", "refuse"]
    columns: list[str] | None = Field(None, max_length=500)
    and_where: dict[str, Any] | None = None
    masks: dict[str, MaskKind] = Field(default_factory=dict)
    valid_to: date | None = None
    ground: RefusalGround | None = None


class FilingIn(Seen):
    decision: Literal["file", "send_back"]


class ReceiptIn(Seen):
    """`rows`: as counted in one's own table."""

    rows: int = Field(ge=0)
    accepted: bool = True


class ScoresBody(_Out):
    accuracy: int = Field(ge=1, le=5)
    completeness: int = Field(ge=1, le=5)
    timeliness: int = Field(ge=1, le=5)
    usability: int = Field(ge=1, le=5)
    service: int = Field(ge=1, le=5)


class EvaluationIn(BaseModel):
    version: int
    scores: ScoresBody
    text: str = Field("", max_length=2000)


class ApplicationItem(_Out):
    """An application in a list. `working_days_left`: 0 on the due day, negative when overdue, null without one."""

    id: str
    number: str
    cart_id: str
    state: State
    state_title: str
    catalogue_code: str
    catalogue_name: str
    asset_code: str
    share_type: ShareType
    organisation_id: str
    organisation_name: str
    source_organisation_id: str
    source_organisation_name: str
    applicant_name: str
    purpose: str
    method: Method
    urgency: Urgency
    step: Step | None
    step_title: str
    due_on: date | None
    due_estimated: bool
    working_days_left: int | None
    is_overdue: bool
    created_at: datetime
    updated_at: datetime
    version: int


class ApplicationList(BaseModel):
    items: list[ApplicationItem]
    total: int


class HolderOut(_Out):
    """Who is waited for. `role` is empty when it is the applicant in person."""

    organisation_id: str
    organisation_name: str
    role: str
    name: str


class ColumnOut(_Out):
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


class SimilarOut(_Out):
    id: str
    number: str
    organisation_id: str
    organisation_name: str
    purpose: str
    columns: list[str]
    state: State
    state_title: str
    decided_on: date | None


class EventOut(_Out):
    event: Event
    title: str
    at: datetime
    actor_name: str
    organisation_id: str | None
    opinion: str
    ground: RefusalGround | None
    ground_title: str
    state: State


class DeliveryOut(_Out):
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


class DeliveryList(BaseModel):
    items: list[DeliveryOut]
    total: int


class ReceiptOut(_Out):
    delivery_id: str | None
    rows: int
    accepted: bool
    opinion: str
    received_at: datetime
    received_by: str


class EvaluationOut(_Out):
    scores: ScoresBody
    text: str
    evaluated_at: datetime


class GroundOut(BaseModel):
    code: RefusalGround
    title: str


class MissingOut(BaseModel):
    field: str
    title: str


class ApplicationOut(ApplicationItem):
    """An application with its thread and everything a decision needs; `actions` are what the caller may do now."""

    profile: Profile
    share_condition: str
    scenario: str
    legal_basis: str
    frequency: Frequency
    valid_from: date | None
    valid_to: date | None
    columns: list[str]
    asked_columns: list[str]
    where: dict[str, Any]
    where_text: str
    asked_where: dict[str, Any]
    asked_where_text: str
    target_code: str
    target_table: str
    grant_id: str | None
    holders: list[HolderOut]
    next_step: Step | None
    next_step_title: str
    available_columns: list[ColumnOut]
    similar: list[SimilarOut]
    events: list[EventOut]
    deliveries: list[DeliveryOut]
    receipts: list[ReceiptOut]
    evaluation: EvaluationOut | None
    grounds: list[GroundOut]
    missing: list[MissingOut]
    actions: list[Action]


class OfferOut(BaseModel):
    """What can be applied for under a catalogue entry."""

    catalogue_code: str
    name: str
    asset_code: str
    asset_title: str
    organisation_id: str
    organisation_name: str
    share_type: ShareType
    share_condition: str
    columns: list[ColumnOut]


class TargetIn(BaseModel):
    """A receiving database. The connection string is stored in the vault and never shown again."""

    model_config = ConfigDict(str_strip_whitespace=True)
    name: str = Field(min_length=1, max_length=100)
    dsn: SecretStr = Field(max_length=1000)
    db_schema: str = Field("public", alias="schema", pattern=r"^[a-z_][a-z0-9_]{0,62}$")


class ConnectionIn(BaseModel):
    """Another connection string for a receiving database; kept as the first one was."""

    model_config = ConfigDict(str_strip_whitespace=True)
    dsn: SecretStr = Field(max_length=1000)


class TargetOut(BaseModel):
    code: str
    organisation_id: str
    name: str
    db_schema: str = Field(serialization_alias="schema")
    place: str
    registered_at: datetime
    tested_at: datetime | None
    test_passed: bool | None


class TargetList(BaseModel):
    items: list[TargetOut]
    total: int


class TargetTestOut(_Out):
    passed: bool
    zh: str
    en: str
    tested_at: datetime


class ProfileBody(BaseModel):
    profile: Profile
    jurisdiction: str = Field("", max_length=20)


class TimeLimitBody(_Out):
    """A limit in working days; without sharing type or urgency it holds for any."""

    profile: Profile
    step: Step
    working_days: int = Field(ge=1, le=250)
    valid_from: date
    jurisdiction: str = Field("", max_length=20)
    share_type: ShareType | None = None
    urgency: Urgency | None = None


class TimeLimitList(BaseModel):
    items: list[TimeLimitBody]
    total: int

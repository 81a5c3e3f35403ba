"""What crosses HTTP for services."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.expr.predicate_json import from_json
from shudao.security.contracts import MaskKind
from shudao.services.contracts import (
    Input,
    KeyState,
    NewService,
    ServiceContract,
    ServiceKind,
    ServiceState,
    Verdict,
    VerdictReason,
)


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class InputBody(_Out):
    column: str = Field(max_length=100)
    required: bool = False
    many: bool = False
    is_claim: bool = False


class ContractBody(_Out):
    users: str = Field(max_length=500)
    scenario: str = Field(max_length=1000)
    timeliness: str = Field(max_length=200)
    sla_ms: int = Field(1_000, ge=1, le=600_000)
    security_note: str = Field("", max_length=1000)


class ServiceBody(BaseModel):
    """A service as it is declared or revised."""

    title: str = Field(min_length=1, max_length=100)
    description: str = Field("", max_length=2000)
    asset_code: str = Field(max_length=60)
    organisation_id: str = Field(max_length=60)
    owner_person_id: str | None = Field(None, max_length=60)
    kind: ServiceKind
    inputs: list[InputBody] = Field(max_length=50)
    outputs: list[str] = Field(default_factory=list, max_length=200)
    row_scope: list[str] = Field(default_factory=list, max_length=50)
    condition: dict[str, Any] | None = None
    contract: ContractBody
    page_size_max: int = Field(100, ge=1, le=1_000)
    calls_per_second: int = Field(20, ge=1, le=10_000)
    daily_quota: int = Field(10_000, ge=1, le=1_000_000_000)

    def to_new(self, code: str) -> NewService:
        return NewService(
            code=code,
            title=self.title,
            asset_code=self.asset_code,
            organisation_id=self.organisation_id,
            kind=self.kind,
            inputs=tuple(Input(**given.model_dump()) for given in self.inputs),
            contract=ServiceContract(**self.contract.model_dump()),
            outputs=tuple(self.outputs),
            row_scope=tuple(self.row_scope),
            condition=from_json(self.condition) if self.condition is not None else None,
            description=self.description,
            owner_person_id=self.owner_person_id,
            page_size_max=self.page_size_max,
            calls_per_second=self.calls_per_second,
            daily_quota=self.daily_quota,
        )


class NewServiceBody(ServiceBody):
    code: str = Field(max_length=60)


class RevisionBody(ServiceBody):
    revision: int


class ReasonBody(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=2, max_length=500)


class ColumnOut(_Out):
    name: str
    title: str
    type: str


class CopyOut(_Out):
    """The serving copy; `rows` only for those who may see the service's operation."""

    service_version: int
    data_version: int
    rows: int | None
    copied_at: datetime


class ServiceItem(_Out):
    code: str
    version: int
    title: str
    kind: ServiceKind
    state: ServiceState
    asset_code: str
    organisation_id: str
    organisation_name: str
    published_at: datetime | None
    is_ready: bool


class ServiceList(BaseModel):
    items: list[ServiceItem]
    total: int


class ServiceOut(ServiceItem):
    """A service with both contracts. `may` lists what the asker may do with it."""

    revision: int
    description: str
    owner_person_id: str | None
    inputs: list[InputBody]
    outputs: list[str]
    row_scope: list[str]
    condition: dict[str, Any] | None
    condition_text: str
    columns: list[ColumnOut]
    contract: ContractBody
    page_size_max: int
    calls_per_second: int
    daily_quota: int
    created_at: datetime
    retired_at: datetime | None
    reason: str
    gateway_path: str
    example: str
    copy_state: CopyOut | None
    may: list[str]


class KeyBody(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    grant_id: str = Field(max_length=60)
    name: str = Field(min_length=1, max_length=60)
    expires_on: date | None = None


class KeyOut(_Out):
    id: str
    service_code: str
    organisation_id: str
    organisation_name: str
    name: str
    prefix: str
    grant_id: str
    state: KeyState
    expires_on: date | None
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    revoked_reason: str


class KeyList(BaseModel):
    items: list[KeyOut]
    total: int


class IssuedKeyOut(BaseModel):
    """A fresh key; `secret` is shown this once."""

    key: KeyOut
    secret: str


class MeterOut(_Out):
    key_id: str
    key_name: str
    organisation_id: str
    organisation_name: str
    day: date
    calls: int
    rows: int
    errors: int
    throttled: int
    slow: int
    mean_us: float
    max_us: int


class MeterList(BaseModel):
    items: list[MeterOut]
    total: int


class TrialBody(BaseModel):
    """A call tried out by a signed-in person: the same parameters as at the gateway."""

    parameters: dict[str, list[str]] = Field(default_factory=dict, max_length=50)
    fields: list[str] = Field(default_factory=list, max_length=200)
    offset: int = 0
    limit: int = 20
    grant_id: str | None = Field(None, max_length=60)


class AnswerColumn(_Out):
    name: str
    title: str
    type: str
    mask: MaskKind | None


class AnswerOut(BaseModel):
    """The answer of a call: rows with the next page's offset, or a verdict with its reason."""

    service: str
    version: int
    data_version: int | None
    call_id: str
    decision_id: str
    columns: list[AnswerColumn] | None = None
    rows: list[dict[str, Any]] | None = None
    next_offset: int | None = None
    verdict: Verdict | None = None
    reason: VerdictReason | None = None

"""What of application systems, their tables and the handing over of access crosses HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr

from shudao.architecture.contracts import (
    ApplicationSystem,
    ExclusionReason,
    IdleSign,
    SystemState,
    TableState,
)
from shudao.architecture.schemas import Name, Out, Text
from shudao.architecture.schemas_sources import SourceOut

TableNames = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=2000)]


class CountsOut(Out):
    """Tables by what was decided; `to_catalogue` is everything not excluded, the denominator of the rates."""

    tables: int
    claimed: int
    registered: int
    excluded: int
    unsurveyed: int
    to_catalogue: int


class SystemOut(Out):
    code: str
    name: str
    organisation_id: str
    vendor: str
    network_zone: str
    database_kind: str
    state: SystemState
    description: str
    legal_number: str
    vendor_contact: str
    vendor_phone: str
    vendor_email: str
    responsible_person_id: str | None
    last_used_on: date | None
    version: int


class SystemListed(SystemOut):
    """A line of the register: the system, its tables counted, and whether it is idle in fact."""

    counts: CountsOut
    is_idle: bool


class SystemList(BaseModel):
    items: list[SystemListed]
    total: int


class IdleOut(Out):
    """A sign of being idle; `last_seen_at` is when the opposite was last seen, empty: never."""

    sign: IdleSign
    last_seen_at: datetime | None


class SystemPageOut(Out):
    """One system with its databases, counts, and the signs of being idle."""

    system: SystemOut
    counts: CountsOut
    sources: list[SourceOut]
    idle: list[IdleOut]
    idle_days: int
    responsible_name: str
    may_edit: bool
    may_claim: bool


class SystemWords(BaseModel):
    """What is said of an application system and may be changed."""

    name: Name
    organisation_id: str = Field(max_length=64)
    vendor: str = Field("", max_length=100)
    network_zone: str = Field("", max_length=60)
    database_kind: str = Field("", max_length=60)
    description: Text = ""
    legal_number: str = Field("", max_length=100)
    vendor_contact: str = Field("", max_length=60)
    vendor_phone: str = Field("", max_length=40)
    vendor_email: str = Field("", max_length=120)
    responsible_person_id: str | None = Field(None, max_length=64)
    last_used_on: date | None = None


class SystemIn(SystemWords):
    """An application system of the register."""

    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")
    state: SystemState = SystemState.IN_USE

    def system(self) -> ApplicationSystem:
        return ApplicationSystem(**self.model_dump())


class SystemEdit(SystemWords):
    """The same for an entry that is there; `version` is the one that was read."""

    version: int = Field(ge=1, le=1_000_000)

    def system(self, code: str) -> ApplicationSystem:
        return ApplicationSystem(code=code, **self.model_dump())


class SystemStateIn(BaseModel):
    state: SystemState
    reason: str = Field(min_length=2, max_length=500)


class SystemStateOut(BaseModel):
    """How many certifications ended with the system."""

    ended_certifications: int


class RegisteredTableOut(Out):
    """A table of the register with what was decided about it."""

    system_code: str
    source_code: str
    name: str
    comment: str
    column_count: int
    commented_count: int
    has_key: bool
    is_view: bool
    rows_estimate: int | None
    state: TableState
    organisation_id: str
    entity_code: str | None
    entity_name: str | None
    reason: ExclusionReason | None
    note: str
    decided_at: datetime | None
    gone_at: datetime | None


class RegisteredTableList(BaseModel):
    items: list[RegisteredTableOut]
    total: int


class ClaimIn(BaseModel):
    """The tables to claim; the department is the source's own unless another is named."""

    tables: TableNames
    organisation_id: str | None = Field(None, max_length=64)


class ExclusionIn(BaseModel):
    tables: TableNames
    reason: ExclusionReason
    note: str = Field("", max_length=300)


class ReleaseIn(BaseModel):
    tables: TableNames


class DecidedOut(BaseModel):
    """How many tables were newly decided."""

    count: int


class HandoverIn(BaseModel):
    """Whom the link is for, by a name to remember it by."""

    recipient: str = Field(min_length=1, max_length=100)


class HandoverOut(Out):
    id: str
    source_code: str
    recipient: str
    created_at: datetime
    expires_at: datetime
    attempts: int
    used_at: datetime | None
    withdrawn_at: datetime | None


class HandoverList(BaseModel):
    items: list[HandoverOut]
    total: int


class HandoverMade(BaseModel):
    """The link's token, shown this once."""

    handover: HandoverOut
    token: str


class HandoverToken(BaseModel):
    token: SecretStr = Field(min_length=20, max_length=100)


class HandoverAnswer(HandoverToken):
    """What opens the source, typed in by its holder."""

    secret: SecretStr = Field(min_length=1, max_length=4000)


class HandoverFormOut(Out):
    source_name: str
    system_name: str
    organisation_name: str
    connector: str
    recipient: str
    expires_at: datetime


class ConnectionOut(BaseModel):
    """Whether the source answers; otherwise what stood in the way, why, and what to do."""

    ok: bool
    facts: dict[str, str]
    problem_code: str | None
    problem: str | None
    next: str | None

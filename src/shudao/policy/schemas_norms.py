"""What crosses HTTP of norms, their clauses, checks and waivers."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.actor import Role
from shudao.policy import contracts_norms as norms
from shudao.policy.contracts import NewNorm, PolicyKind, State
from shudao.policy.contracts_norms import Principle, Severity

__all__ = [
    "AdoptIn",
    "Clause",
    "ClauseList",
    "DepartmentList",
    "NormIn",
    "NormList",
    "NormOut",
    "Proposed",
    "RunList",
    "Started",
    "Trend",
    "ViolationList",
    "Waiver",
    "WaiverIn",
    "WaiverList",
]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class NormIn(BaseModel):
    """A version of a norm, with the clauses it puts in force."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]{1,29}$")
    version: int = Field(1, ge=1, le=10_000)
    title: str = Field(min_length=1, max_length=100)
    policy: PolicyKind
    effective_on: date
    organisation_id: str = Field(max_length=64)
    summary: str = Field("", max_length=4000)
    text: str = Field("", max_length=20_000)
    clauses: list[str] = Field(default_factory=list, max_length=200)

    def norm(self) -> NewNorm:
        return NewNorm(**self.model_dump(exclude={"clauses"}), clauses=tuple(self.clauses))


class AdoptIn(BaseModel):
    """Who keeps the shipped norms, and from when."""

    organisation_id: str = Field(max_length=64)
    effective_on: date


class NormOut(Out):
    code: str
    version: int
    title: str
    policy: PolicyKind
    effective_on: date
    organisation_id: str
    summary: str
    text: str
    clauses: list[str]
    state: State
    approved_on: date | None


class NormList(BaseModel):
    items: list[NormOut]
    total: int


class Clause(Out):
    """A clause, the charter's principle it cites, and what the newest check found of it."""

    id: str
    norm: str
    norm_title: str
    norm_version: int | None
    effective_on: date | None
    principle: Principle
    principle_zh: str
    principle_en: str
    severity: Severity
    zh: str
    en: str
    source: str
    subject_kind: str
    route: Role
    mend_zh: str
    mend_en: str
    violations: int
    waived: int

    @classmethod
    def of(cls, view: norms.ClauseView) -> "Clause":
        more = {"principle_zh": view.principle.zh, "principle_en": view.principle.en}
        return cls.model_validate({**vars(view), **more})


class ClauseList(BaseModel):
    items: list[Clause]
    total: int


class Run(Out):
    """One check of the whole ledger. `versions`: norm code → the version it ran under."""

    id: str
    checked_at: datetime
    seconds: float
    checked_by: str
    versions: dict[str, int]
    clauses: int
    must: int
    should: int
    advice: int
    waived: int


class RunList(BaseModel):
    items: list[Run]
    total: int


class Started(BaseModel):
    """Whether a check was started; not so when one already waits."""

    started: bool


class Department(Out):
    """What the newest check found at one organisation; `before` is must and should together in the check before."""

    organisation_id: str
    organisation_name: str
    must: int
    should: int
    advice: int
    waived: int
    before: int | None


class DepartmentList(BaseModel):
    items: list[Department]
    total: int


class TrendPoint(Out):
    run_id: str
    checked_at: datetime
    must: int
    should: int
    advice: int
    waived: int


class Trend(BaseModel):
    items: list[TrendPoint]
    total: int


class Violation(Out):
    """A thing that does not keep a clause; `link` is its page."""

    clause_id: str
    subject: str
    name: str
    organisation_id: str
    owner_person_id: str | None
    owner_name: str | None
    detail: str
    since: datetime
    link: str
    waived_until: date | None


class ViolationList(BaseModel):
    items: list[Violation]
    total: int


class WaiverIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    clause_id: str = Field(max_length=20)
    subject: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=5, max_length=500)
    expires_on: date


class Proposed(BaseModel):
    """A waiver that waits for somebody else's yes."""

    change_id: str
    title: str


class Waiver(Out):
    id: str
    clause_id: str
    subject: str
    name: str
    organisation_id: str
    reason: str
    expires_on: date
    approved_at: datetime
    ended_at: datetime | None
    is_in_force: bool


class WaiverList(BaseModel):
    items: list[Waiver]
    total: int

"""What of reviews, classes, rates and campaigns of the catalogue crosses HTTP."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from shudao.architecture.contracts import EntryState
from shudao.architecture.contracts_review import CampaignState, LocalField, NewCampaign, ReviewStep
from shudao.architecture.schemas import Out


class DifferenceOut(Out):
    key: str
    zh: str
    en: str
    before: str
    after: str
    line: int


class DuplicateOut(Out):
    code: str
    name: str
    provider_name: str
    score: float
    items: list[str]


class EntryFaultOut(Out):
    key: str
    zh: str
    en: str
    line: int


class ReviewLineOut(Out):
    code: str
    name: str
    provider_organisation_id: str
    provider_name: str
    state: EntryState
    is_new: bool
    handed_in_by: str
    handed_in_at: datetime | None
    differences: list[DifferenceOut]
    duplicates: list[DuplicateOut]
    faults: list[EntryFaultOut]
    may_decide: bool


class ReviewList(BaseModel):
    items: list[ReviewLineOut]
    total: int


class BatchIn(BaseModel):
    """The same step for many entries."""

    codes: list[str] = Field(min_length=1, max_length=500)
    step: ReviewStep
    opinion: str = Field("", max_length=500)


class OutcomeOut(Out):
    code: str
    state: EntryState | None
    zh: str
    en: str


class OutcomeList(BaseModel):
    items: list[OutcomeOut]
    total: int


class ClassOut(Out):
    code: str
    zh: str
    en: str
    parent: str
    count: int


class ClassList(BaseModel):
    items: list[ClassOut]
    total: int


class RatesOut(Out):
    organisation_id: str
    organisation_name: str
    tables: int
    catalogued: int
    entries: int
    hooked: int


class RatesList(BaseModel):
    items: list[RatesOut]
    total: int


class CampaignOut(Out):
    id: str
    title: str
    field: str
    field_zh: str
    field_en: str
    basis: str
    begins_on: date
    due_on: date
    state: CampaignState
    ended_at: datetime | None
    result: dict[str, int]


class CampaignList(BaseModel):
    items: list[CampaignOut]
    total: int


class LocalFieldIn(BaseModel):
    key: str = Field(max_length=40)
    zh: str = Field(min_length=1, max_length=60)
    en: str = Field(min_length=1, max_length=60)
    help_zh: str = Field("", max_length=500)
    choices: list[str] = Field(default_factory=list, max_length=100)


class CampaignIn(BaseModel):
    """A campaign for a core field, or for a local one that it declares."""

    title: str = Field(min_length=2, max_length=200)
    field: str = Field(max_length=60)
    basis: str = Field(min_length=2, max_length=500)
    due_on: date
    local_field: LocalFieldIn | None = None

    def new(self) -> NewCampaign:
        told = self.local_field
        local = LocalField(told.key, told.zh, told.en, told.help_zh, tuple(told.choices)) if told else None
        return NewCampaign(self.title, self.field, self.basis, self.due_on, local)


class ProgressOut(Out):
    organisation_id: str
    organisation_name: str
    entries: int
    done: int
    waiting: int
    missing: int


class ProgressList(BaseModel):
    items: list[ProgressOut]
    total: int


class Reminded(BaseModel):
    departments: int


class RuleIn(BaseModel):
    rule: str = Field(max_length=60)


class RecodingIn(BaseModel):
    reason: str = Field(min_length=2, max_length=300)
    code: str | None = Field(None, max_length=60)


class RuleOut(BaseModel):
    rule: str
    zh: str
    en: str


class NewCode(BaseModel):
    code: str

"""What of disputes crosses HTTP."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from shudao.kernel.actor import Role
from shudao.mechanism import contracts_disputes as contracts
from shudao.mechanism.contracts_disputes import ContributionKind, DisputeState, Topic


class DisputeIn(BaseModel):
    """A case: about which thing, with whom, the facts, and what is claimed."""

    topic: Topic
    subject: str = Field(min_length=3, max_length=200)
    respondent_organisation_id: str = Field(max_length=60)
    statement: str = Field(min_length=1, max_length=10_000)
    claim: str = Field(min_length=1, max_length=1000)


class TextIn(BaseModel):
    text: str = Field(min_length=1, max_length=10_000)


class RulingIn(BaseModel):
    """A ruling: its reasons, and what it sets. `version` is the one that was read."""

    words: str = Field(min_length=1, max_length=10_000)
    person_id: str | None = Field(None, max_length=60)
    grade: str | None = Field(None, max_length=20)
    version: int = Field(ge=1, le=1_000_000)


class Contribution(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: str
    kind: ContributionKind
    text: str
    author_name: str
    organisation_name: str
    at: datetime


class Outcome(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    words: str
    person_id: str | None
    grade: str | None


class Dispute(BaseModel):
    """A case as it stands. `working_days_left`: until the ruling is due, negative when it is late."""

    id: str
    topic: Topic
    subject: str
    title: str
    path: str
    claim: str
    claimant_organisation_id: str
    claimant_name: str
    respondent_organisation_id: str
    respondent_name: str
    level: int
    ruling_organisation_id: str
    ruling_name: str
    ruling_role: Role
    state: DisputeState
    opened_at: datetime
    opened_by_name: str
    due_on: date
    due_estimated: bool
    working_days_left: int
    ruled_at: datetime | None
    outcome: Outcome | None
    is_carried_out: bool
    version: int

    @classmethod
    def of(cls, found: contracts.Dispute, working_days_left: int) -> "Dispute":
        derived = ("due_on", "due_estimated", "working_days_left", "outcome")
        fields = {name: getattr(found, name) for name in cls.model_fields if name not in derived}
        return cls(
            **fields,
            due_on=found.due.on,
            due_estimated=found.due.estimated,
            working_days_left=working_days_left,
            outcome=Outcome.model_validate(found.outcome) if found.outcome else None,
        )


class DisputeList(BaseModel):
    items: list[Dispute]
    total: int


class DisputeCase(BaseModel):
    """A case with its whole thread, and what I may do with it."""

    dispute: Dispute
    thread: list[Contribution]
    may_rule: bool
    is_party: bool

"""What others may know of disputes: cases with evidence, a deadline, a ruling body and a binding outcome (SPEC 1.6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shudao.kernel.actor import Role
from shudao.kernel.working_days import DueDate

__all__ = [
    "Contribution",
    "ContributionKind",
    "Dispute",
    "DisputeFilter",
    "DisputeState",
    "NewDispute",
    "Outcome",
    "Topic",
]


class Topic(StrEnum):
    """What departments disagree about."""

    OWNER = "owner"
    SOURCE = "source"
    STANDARD = "standard"
    GRADE = "grade"
    QUALITY = "quality"
    SHARING = "sharing"

    @property
    def zh(self) -> str:
        words = {"owner": "责任归属", "source": "数据源", "standard": "数据标准", "grade": "安全级别"}
        return (words | {"quality": "数据质量", "sharing": "数据共享"})[self.value]


class DisputeState(StrEnum):
    OPEN = "open"
    RULED = "ruled"
    WITHDRAWN = "withdrawn"


class ContributionKind(StrEnum):
    """What a line of the thread is."""

    STATEMENT = "statement"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    RULING = "ruling"
    APPEAL = "appeal"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class NewDispute:
    """A case: about which thing (a subject such as `architecture/node/<code>`), with whom, and what is claimed."""

    topic: Topic
    subject: str
    respondent_organisation_id: str
    statement: str
    claim: str


@dataclass(frozen=True)
class Outcome:
    """A ruling in words, and in what it sets: the owner of an owner case, the grade of a grade case."""

    words: str
    person_id: str | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Contribution:
    """A line of the thread, which is never changed."""

    id: str
    kind: ContributionKind
    text: str
    author_name: str
    organisation_name: str
    at: datetime


@dataclass(frozen=True)
class Dispute:
    """A case as it stands. `level` 1: the bureau of the government both belong to; 2: the body above, whose word is
    the last. `carried_out`: by the module concerned at the ruling, otherwise when its owner has done so.
    """

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
    due: DueDate
    ruled_at: datetime | None
    outcome: Outcome | None
    is_carried_out: bool
    version: int


@dataclass(frozen=True)
class DisputeFilter:
    topic: Topic | None = None
    state: DisputeState | None = None
    organisation_id: str | None = None
    subject: str | None = None

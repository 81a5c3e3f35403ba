"""What others may know of quality: rules, runs with their scores, and tickets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

__all__ = ["Dimension", "QualityRun", "Rule", "RuleOrigin", "RuleResult", "Ticket", "TicketState"]


class Dimension(StrEnum):
    """The six dimensions of the white paper (4.6, 4.8)."""

    COMPLETENESS = "完整性"
    UNIQUENESS = "唯一性"
    VALIDITY = "有效性"
    CONSISTENCY = "一致性"
    ACCURACY = "准确性"
    TIMELINESS = "及时性"


class RuleOrigin(StrEnum):
    DERIVED = "derived"
    DECLARED = "declared"


@dataclass(frozen=True)
class Rule:
    """One question asked of every row of a data set. `params` belong to its kind (see `quality.rules`)."""

    id: str
    asset_code: str
    kind: str
    title: str
    dimension: Dimension
    params: Mapping[str, Any]
    origin: RuleOrigin
    is_blocking: bool = False


@dataclass(frozen=True)
class RuleResult:
    """A rule's answer. `checked` rows were in a state to be judged; `score` is None where there were none.

    A rule that did not run has `was_run` false and counts as nothing, never as passed (STANDARDS §4.2).
    """

    rule: Rule
    was_run: bool
    checked: int
    failed: int

    @property
    def score(self) -> float | None:
        return None if not self.was_run or not self.checked else 100.0 * (self.checked - self.failed) / self.checked


@dataclass(frozen=True)
class QualityRun:
    """One check of a version. The score is the mean of the dimensions' scores; None for an empty data set."""

    id: str
    asset_code: str
    lake_version: int
    rows: int
    failing_rows: int
    score: float | None
    dimensions: Mapping[str, float]
    seconds: float
    checked_at: datetime
    results: tuple[RuleResult, ...] = field(default=())
    withheld: bool = False


class TicketState(StrEnum):
    """Problems are mended at the source: opened, answered with a day, closed when a later check finds none."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Ticket:
    """A problem on its way back to the owner of the certified source."""

    id: str
    number: str
    asset_code: str
    rule_id: str
    rule_title: str
    organisation_id: str
    owner_name: str
    failed: int
    checked: int
    state: TicketState
    opened_at: datetime
    due_on: date | None
    fix_on: date | None
    answer: str
    closed_at: datetime | None
    version: int

"""What others may know of mergers of organisations, and of what every reform moves or meets."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Merger", "MovedThings", "Obstacle", "Succession"]


@dataclass(frozen=True)
class Merger:
    """Several organisations become one: everything of `predecessors` passes to `successor`, and they end.

    `basis` names the decision, such as the number of the reform plan (机构改革方案). Ids of organisations throughout.
    """

    predecessors: tuple[str, ...]
    successor: str
    basis: str


@dataclass(frozen=True)
class MovedThings:
    """How many things of one kind move."""

    kind: str
    zh: str
    en: str
    count: int


@dataclass(frozen=True)
class Obstacle:
    """Something that has to be settled before a reform: what it is, and what to do about it."""

    code: str
    name: str
    zh: str
    en: str


@dataclass(frozen=True)
class Succession:
    """Which organisation followed which, from a day on."""

    predecessor_id: str
    predecessor_name: str
    successor_id: str
    successor_name: str
    on: date
    basis: str

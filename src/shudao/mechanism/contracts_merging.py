"""What others may know of mergers of organisations."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Merger", "MergerPreview", "MovedThings", "Obstacle", "Succession"]


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
    """Something that has to be settled before the merger: what it is, and what to do about it."""

    code: str
    name: str
    zh: str
    en: str


@dataclass(frozen=True)
class MergerPreview:
    """What a merger would move, and what stands in its way. `versions` are those of the organisations as seen here."""

    moves: tuple[MovedThings, ...]
    obstacles: tuple[Obstacle, ...]
    versions: dict[str, int]


@dataclass(frozen=True)
class Succession:
    """Which organisation followed which, from a day on."""

    predecessor_id: str
    predecessor_name: str
    successor_id: str
    successor_name: str
    on: date
    basis: str

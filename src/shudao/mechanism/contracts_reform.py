"""What others may know of reforms: changes of organisations that two people decide, at once or for a day ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from shudao.mechanism.contracts_merging import Merger, MovedThings, Obstacle

__all__ = ["Alteration", "Part", "Plan", "Reform", "ReformKind", "ReformPreview", "ReformState", "Split", "Thing"]


class ReformKind(StrEnum):
    MERGER = "merger"
    SPLIT = "split"
    ALTERATION = "alteration"


class ReformState(StrEnum):
    """`held`: waits for its day. `obstructed`: its day came and something stood in the way; nothing was done."""

    HELD = "held"
    DONE = "done"
    OBSTRUCTED = "obstructed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Part:
    """What one organisation takes: keys by kind of thing, as `Thing` tells them."""

    taker: str
    takes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """An organisation gives things to others. `rest` takes everything that nobody chose.

    When `rest` is the organisation itself it goes on standing; otherwise it ends. Ids of organisations throughout.
    """

    source: str
    parts: tuple[Part, ...]
    rest: str
    basis: str


@dataclass(frozen=True)
class Alteration:
    """An organisation is renamed, moved below another, or dissolved. What is None stays as it is."""

    organisation: str
    basis: str
    name: str | None = None
    short_name: str | None = None
    parent: str | None = None
    ends: bool = False


Plan = Merger | Split | Alteration


@dataclass(frozen=True)
class Thing:
    """One thing of an organisation that may be chosen when it is split."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True)
class ReformPreview:
    """What a reform would move to whom, and what stands in its way. `versions`: those of the organisations seen here.

    `moves` is keyed by the id of the organisation that takes over; an alteration moves nothing.
    """

    moves: Mapping[str, tuple[MovedThings, ...]]
    obstacles: tuple[Obstacle, ...]
    versions: dict[str, int]


@dataclass(frozen=True)
class Reform:
    """A reform that a second person approved. `on`: the day it takes effect."""

    id: str
    kind: ReformKind
    title: str
    basis: str
    on: date
    state: ReformState
    organisations: tuple[str, ...]
    change_id: str
    proposed_by: str
    proposed_name: str
    approved_by: str
    approved_name: str
    approved_at: datetime
    ended_at: datetime | None
    ended_because: str
    obstacles: tuple[Obstacle, ...]

"""What `mechanism` needs from downstream when somebody leaves or organisations merge.

Whoever keeps duties of people says which are open; whoever keeps things of organisations says where their owner is
written. `app` joins them: a module's guards in `DEPARTURE_GUARDS`, its file `estate` in `ESTATES` and `OBSTACLES`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import HeldDuty, Obstacle

__all__ = ["DEPARTURE_GUARDS", "ESTATES", "OBSTACLES", "DepartureGuard", "Estate"]


class DepartureGuard(Protocol):
    """Keeps duties of people outside this module, a steward's tickets for instance."""

    def held(self, uow: UnitOfWork, person_id: str) -> Sequence[HeldDuty]:
        """What the person still answers for; they may not leave while it is theirs."""
        ...

    def hand_over(self, uow: UnitOfWork, person_id: str, successor_id: str, by: Actor) -> None:
        """Let the successor answer for all of it from now on."""
        ...


DEPARTURE_GUARDS: list[DepartureGuard] = []


@dataclass(frozen=True)
class Estate:
    """Rows of one kind that belong to organisations.

    `owner` is the column that says to which. `moving`: only these rows follow a successor, the others are history.
    `words`: columns that repeat the organisation's own words, by the field of `Organisation` they repeat.
    `is_projection`: it repeats what another kind says, so nobody is told how many there are.
    """

    kind: str
    zh: str
    en: str
    owner: InstrumentedAttribute[Any]
    moving: ColumnElement[bool] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    is_projection: bool = False


ESTATES: list[Estate] = []
# Each looks at organisations that are to become one, and says what forbids it.
OBSTACLES: list[Callable[[UnitOfWork, Collection[str]], Sequence[Obstacle]]] = []

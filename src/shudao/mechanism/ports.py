"""What `mechanism` needs from downstream when somebody leaves, and when organisations merge or are split.

Whoever keeps duties of people says which are open; whoever keeps things of organisations says where their owner is
written. `app` joins them: a module's guards in `DEPARTURE_GUARDS`, its file `estate` in `ESTATES` and `OBSTACLES`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import Dispute, HeldDuty, Obstacle, Outcome, Topic

__all__ = [
    "DEPARTURE_GUARDS",
    "ESTATES",
    "OBSTACLES",
    "RULING_HANDLERS",
    "Along",
    "DepartureGuard",
    "Estate",
    "Follow",
    "RulingHandler",
    "ruling_handler",
]


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
class Follow:
    """Rows that go where the row of another kind goes: `column` repeats the key of that row, behind a prefix.

    `only`: the rows of which this is true.
    """

    kind: str
    column: InstrumentedAttribute[Any]
    prefix: str = ""
    only: ColumnElement[bool] | None = None


class Along(Protocol):
    """What goes along with chosen rows of a kind, such as everything below a node."""

    def __call__(self, session: Session, keys: Collection[str]) -> set[str]:
        """The codes that go along, the chosen ones among them."""
        ...


@dataclass(frozen=True)
class Estate:
    """Rows of one kind that belong to organisations.

    `owner` is the column that says to which. `moving`: only these rows follow a successor, the others are history.
    `words`: columns that repeat the organisation's own words, by the field of `Organisation` they repeat.
    `is_projection`: it repeats what another kind says, so nobody is told how many there are.

    When an organisation is split, only some rows go: `key` is what they are chosen by and `label` what people read of
    them, `along` says what goes with them, `follows` which of them are not chosen but go where another row goes, and
    `subject` how work about such a row begins. A kind without key and follows stays with the remainder.
    """

    kind: str
    zh: str
    en: str
    owner: InstrumentedAttribute[Any]
    moving: ColumnElement[bool] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    is_projection: bool = False
    key: InstrumentedAttribute[Any] | None = None
    label: ColumnElement[Any] | InstrumentedAttribute[Any] | None = None
    along: Along | None = None
    follows: tuple[Follow, ...] = ()
    subject: str | None = None


class RulingHandler(Protocol):
    """Carries out what the ruling of a case of one topic sets; `by` is whoever ruled, on behalf of the claimant."""

    def __call__(self, uow: UnitOfWork, dispute: Dispute, outcome: Outcome, by: Actor) -> None: ...


# Topics whose rulings a module carries out by itself. The others leave a to-do for the department concerned.
RULING_HANDLERS: dict[Topic, RulingHandler] = {}


def ruling_handler(topic: Topic) -> Callable[[RulingHandler], RulingHandler]:
    """Register the one handler of rulings on a topic, where the facade of its module is imported."""

    def register(handler: RulingHandler) -> RulingHandler:
        RULING_HANDLERS[topic] = handler
        return handler

    return register


ESTATES: list[Estate] = []
# Each looks at organisations that are to become one, and says what forbids it.
OBSTACLES: list[Callable[[UnitOfWork, Collection[str]], Sequence[Obstacle]]] = []

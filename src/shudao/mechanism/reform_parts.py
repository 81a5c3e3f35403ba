"""What all kinds of reform share: the act of carrying one out, and what every kind has to answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import MovedThings, Obstacle

__all__ = ["Act", "Carrier", "counted"]

P = TypeVar("P", contravariant=True)
_WORK_WORDS = {"work.task": ("待办", "to-dos"), "work.change": ("待审批变更", "changes to decide")}


@dataclass(frozen=True)
class Act:
    """Carrying a reform out: from which day, under which decision, by whom."""

    on: date
    change_id: str
    by: Actor


class Carrier(Protocol[P]):
    """One kind of reform. Everything happens in the unit of work it is given, or nothing does."""

    def read(self, told: Mapping[str, Any]) -> Any:
        """The plan as it was put into a change request."""
        ...

    def involved(self, plan: P) -> tuple[str, ...]:
        """Ids of the organisations it changes: locked, compared with what was seen, and kept from other reforms."""
        ...

    def title(self, uow: UnitOfWork, plan: P) -> str:
        """What it does, in one line."""
        ...

    def moves(self, uow: UnitOfWork, plan: P) -> dict[str, tuple[MovedThings, ...]]:
        """What moves, by the id of the organisation that takes it."""
        ...

    def obstacles(self, uow: UnitOfWork, plan: P) -> list[Obstacle]:
        """All that forbids it now."""
        ...

    def carry_out(self, uow: UnitOfWork, plan: P, act: Act) -> dict[str, Any]:
        """Do it; what goes into the evidence, counts and codes only."""
        ...


def counted(counts: Mapping[str, int]) -> Iterable[MovedThings]:
    """Open work as things that move."""
    return [MovedThings(kind, *_WORK_WORDS[kind], count) for kind, count in counts.items() if count]

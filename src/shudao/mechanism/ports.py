"""What `mechanism` needs from downstream when somebody leaves: whoever keeps duties of people says which are open.

`app` joins the two: `DEPARTURE_GUARDS.append(guard)`.
"""

from collections.abc import Sequence
from typing import Protocol

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.contracts import HeldDuty

__all__ = ["DEPARTURE_GUARDS", "DepartureGuard"]


class DepartureGuard(Protocol):
    """Keeps duties of people outside this module, a steward's tickets for instance."""

    def held(self, uow: UnitOfWork, person_id: str) -> Sequence[HeldDuty]:
        """What the person still answers for; they may not leave while it is theirs."""
        ...

    def hand_over(self, uow: UnitOfWork, person_id: str, successor_id: str, by: Actor) -> None:
        """Let the successor answer for all of it from now on."""
        ...


DEPARTURE_GUARDS: list[DepartureGuard] = []

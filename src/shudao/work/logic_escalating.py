"""What falls due for a task today: plain functions over plain values."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from shudao.work.contracts import Escalation

__all__ = ["REMIND_BEFORE", "TO_BUREAU_AFTER", "Due", "Step", "step_due"]

# Working days: reminded from the day before the last on, to the head on the first day too late, to the bureau on the
# fourth.
REMIND_BEFORE = 1
TO_BUREAU_AFTER = 3


class Step(Enum):
    REMIND = "remind"
    TO_HEAD = "to_head"
    TO_BUREAU = "to_bureau"


@dataclass(frozen=True)
class Due:
    """How a task stands: working days left (negative: late), and what has been done about it."""

    remaining: int
    is_estimated: bool
    escalation: Escalation
    reminded_on: date | None


def step_due(due: Due, today: date) -> Step | None:
    """The one thing to do about a task today, if anything. An estimated due day only reminds (DESIGN §8)."""
    if due.remaining < 0 and not due.is_estimated:
        if due.escalation is Escalation.NONE:
            return Step.TO_HEAD
        if due.escalation is Escalation.HEAD and -due.remaining > TO_BUREAU_AFTER:
            return Step.TO_BUREAU
        return None
    is_near = due.remaining <= REMIND_BEFORE
    return Step.REMIND if is_near and due.reminded_on != today else None

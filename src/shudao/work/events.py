"""Facts `work` tells."""

from dataclasses import dataclass
from typing import ClassVar

from shudao.kernel.facts import Fact

__all__ = ["CalendarLoaded"]


@dataclass(frozen=True)
class CalendarLoaded(Fact):
    """The working-day calendar was loaded anew: whoever stores estimated due dates of their own recomputes them."""

    name: ClassVar[str] = "work.calendar_loaded"
    for_outsiders: ClassVar[bool] = True
    years: list[int]

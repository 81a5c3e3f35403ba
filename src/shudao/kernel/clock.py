"""The injected clock. Every decision takes `now` from here, so that a simulated year runs in seconds (DESIGN §7)."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

__all__ = ["TIME_ZONE", "Clock", "FixedClock", "SystemClock"]

TIME_ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the time; all times are aware and in Asia/Shanghai, where the time limits of the law count."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(TIME_ZONE)

    def today(self) -> date:
        return self.now().date()


class FixedClock:
    """A clock that stands still until it is moved; for tests and simulated years."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(TIME_ZONE) if start.tzinfo else start.replace(tzinfo=TIME_ZONE)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def set(self, moment: datetime) -> None:
        self._now = moment.astimezone(TIME_ZONE) if moment.tzinfo else moment.replace(tzinfo=TIME_ZONE)

    def advance(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> None:
        self._now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

"""Working days: the unit in which the time limits of the law are counted (State Council Decree 809; STANDARDS §2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

__all__ = ["DueDate", "WorkingDays"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DueDate:
    """The day at whose end (24:00, Asia/Shanghai) something is due.

    `estimated`: the published calendar does not reach that far, the day was computed from weekends alone, and nothing
    but reminders may act on it.
    """

    on: date
    estimated: bool = False


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of the State Council: weekends, with exceptions by day.

    `holidays` maps a day to True when it is off and to False when it is a make-up working day; days not listed follow
    their weekday. The listing for a year is published in the autumn before it and may reach back into the last days of
    that December, so the end of the last loaded year is not settled until the next listing is loaded.
    """

    holidays: Mapping[date, bool]
    settled_from: date | None = field(init=False)
    settled_until: date | None = field(init=False)

    def __post_init__(self) -> None:
        # A year's listing always holds its National Day; a lone day of December may come from the next year's listing.
        years = [day.year for day, is_off in self.holidays.items() if is_off and (day.month, day.day) == (10, 1)]
        object.__setattr__(self, "settled_from", date(min(years), 1, 1) if years else None)
        # The New Year holiday has never reached back further than 29 December; two days are left for safety.
        object.__setattr__(self, "settled_until", date(max(years), 12, 26) if years else None)

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`: a weekday that is not a holiday, or a make-up working day."""
        listed = self.holidays.get(day)
        return day.weekday() < 5 if listed is None else not listed

    def is_estimated(self, day: date) -> bool:
        """Whether `day` lies outside what the loaded listings settle."""
        if self.settled_from is None or self.settled_until is None:
            return True
        return not self.settled_from <= day <= self.settled_until

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        following = day + _DAY
        while not self.is_working(following):
            following += _DAY
        return following

    def add(self, received: date, working_days: int) -> DueDate:
        """The due day of a limit of `working_days` counted from receipt; day 1 is the first working day after it."""
        if working_days < 1:
            raise ValueError("a time limit is at least one working day")
        due = received
        for _ in range(working_days):
            due = self.next_working(due)
        return DueDate(due, self.is_estimated(due))

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working(start + i * _DAY) for i in range(1, (end - start).days + 1))

    def remaining(self, today: date, due: date | DueDate) -> int:
        """Working days left after today: 0 on the due day itself, negative when overdue."""
        return self.between(today, due.on if isinstance(due, DueDate) else due)

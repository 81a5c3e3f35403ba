"""Time qualifiers as half-open intervals of days, and the day from which an earlier period is seen."""

from datetime import date, timedelta

from shudao.architecture.contracts_indicators import TimeKind, TimeSpec

__all__ = ["compared_day", "interval", "shifted"]

# How many months a calendar period has.
_MONTHS = {TimeKind.MONTH: 1, TimeKind.QUARTER: 3, TimeKind.YEAR: 12, TimeKind.YEAR_TO_DATE: 12}


def interval(time: TimeSpec, as_of: date) -> tuple[date | None, date]:
    """The days [from, to) that are meant, seen from `as_of`; `from` is None where everything so far counts.

    A calendar period is the whole one that holds the day; what runs up to now includes the day itself.
    """
    after = as_of + timedelta(days=1)
    match time.kind:
        case TimeKind.DAY:
            return as_of, after
        case TimeKind.WEEK:
            monday = as_of - timedelta(days=as_of.weekday())
            return monday, monday + timedelta(days=7)
        case TimeKind.LAST_DAYS:
            return after - timedelta(days=time.days), after
        case TimeKind.YEAR_TO_DATE:
            return date(as_of.year, 1, 1), after
        case TimeKind.SO_FAR:
            return None, after
    months = _MONTHS[time.kind]
    first = date(as_of.year, (as_of.month - 1) // months * months + 1, 1)
    return first, _months_on(first, months)


def shifted(time: TimeSpec, as_of: date, periods: int) -> date:
    """The day from which the period so many periods earlier is seen, the last day of the month where needed.

    What counts everything so far goes back by months.
    """
    if time.kind in (TimeKind.DAY, TimeKind.WEEK, TimeKind.LAST_DAYS):
        days = {TimeKind.DAY: 1, TimeKind.WEEK: 7}.get(time.kind, time.days)
        return as_of - timedelta(days=days * periods)
    return _months_on(as_of, -_MONTHS.get(time.kind, 1) * periods)


def compared_day(time: TimeSpec, as_of: date, growth: str) -> date:
    """The day a growth compares with: a year earlier for `yoy`, a period earlier for `mom`."""
    return _months_on(as_of, -12) if growth == "yoy" else shifted(time, as_of, 1)


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))

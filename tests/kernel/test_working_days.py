"""Time limits of the law are counted in working days; a wrong count refuses somebody, or lets somebody off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.kernel.working_days import DueDate, WorkingDays


def _span(first: date, last: date, is_off: bool) -> dict[date, bool]:
    return {first + timedelta(days=i): is_off for i in range((last - first).days + 1)}


# The days of the 2025 and 2026 calendars that the worked examples pass over.
CALENDAR = {
    **_span(date(2025, 1, 28), date(2025, 2, 4), True),
    date(2025, 1, 26): False,
    date(2025, 2, 8): False,
    date(2025, 9, 28): False,
    **_span(date(2025, 10, 1), date(2025, 10, 8), True),
    date(2025, 10, 11): False,
    **_span(date(2026, 1, 1), date(2026, 1, 3), True),
    date(2026, 1, 4): False,
    date(2026, 2, 14): False,
    **_span(date(2026, 2, 15), date(2026, 2, 23), True),
    date(2026, 2, 28): False,
    **_span(date(2026, 10, 1), date(2026, 10, 7), True),
}
DAYS = WorkingDays(CALENDAR)

dates = st.dates(date(2024, 12, 1), date(2027, 6, 30))
limits = st.integers(1, 60)
calendars = st.dictionaries(dates, st.booleans(), max_size=40).map(WorkingDays)


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        (date(2025, 9, 26), 10, date(2025, 10, 16)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 12, 26), 10, date(2026, 1, 12)),
        (date(2025, 1, 24), 10, date(2025, 2, 13)),
        (date(2026, 2, 10), 20, date(2026, 3, 16)),
    ],
)
def test_worked_examples_of_the_published_calendars(received: date, limit: int, due: date) -> None:
    assert DAYS.add(received, limit) == DueDate(due, estimated=False)


def test_a_limit_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        DAYS.add(date(2026, 3, 2), 0)


def test_a_due_day_beyond_the_loaded_years_is_marked_estimated() -> None:
    assert DAYS.add(date(2026, 12, 28), 10) == DueDate(date(2027, 1, 11), estimated=True)


def test_the_last_days_of_the_last_loaded_year_are_not_settled() -> None:
    """The listing of 2019 made 29 December 2018 a working day and 31 December a holiday."""
    assert not DAYS.add(date(2026, 12, 18), 5).estimated
    assert DAYS.add(date(2026, 12, 25), 2).estimated


def test_a_december_day_from_next_years_listing_does_not_load_its_year() -> None:
    only = WorkingDays({date(2018, 12, 29): False, date(2018, 12, 31): True, date(2019, 10, 1): True})
    assert only.is_estimated(date(2018, 6, 1))
    assert not only.is_estimated(date(2019, 6, 3))
    assert only.is_working(date(2018, 12, 29))
    assert not only.is_working(date(2018, 12, 31))


def test_an_empty_calendar_only_estimates() -> None:
    assert WorkingDays({}).add(date(2026, 3, 2), 1) == DueDate(date(2026, 3, 3), estimated=True)


def test_remaining_is_nought_on_the_due_day_and_negative_after_it() -> None:
    due = DAYS.add(date(2025, 9, 26), 10)
    assert DAYS.remaining(date(2025, 10, 16), due) == 0
    assert DAYS.remaining(date(2025, 10, 17), due) == -1
    assert DAYS.remaining(date(2025, 9, 26), due) == 10


@given(calendars, dates, limits)
def test_a_due_day_is_a_working_day_and_counting_back_gives_the_limit(
    days: WorkingDays, received: date, limit: int
) -> None:
    due = days.add(received, limit).on
    assert days.is_working(due)
    assert days.between(received, due) == limit


@given(calendars, dates, limits, st.integers(0, 20), st.integers(0, 20))
def test_later_receipt_or_longer_limit_is_never_due_earlier(
    days: WorkingDays, received: date, limit: int, later: int, longer: int
) -> None:
    due = days.add(received, limit).on
    assert days.add(received + timedelta(days=later), limit + longer).on >= due


@given(calendars, dates, dates)
def test_between_is_antisymmetric(days: WorkingDays, one: date, other: date) -> None:
    assert days.between(one, other) == -days.between(other, one)

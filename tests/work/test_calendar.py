"""The calendar is a table an administrator loads; a corrected listing leaves nothing of the earlier one behind."""

from datetime import date

import pytest

from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.work import facade as work
from shudao.work.contracts import CalendarDay
from shudao.work.errors import CalendarDayTwice
from tests.builders.mechanism import SYSTEM, make_actor, make_town

NATIONAL = CalendarDay(date(2026, 10, 1), True, "国庆节", 2026)


def test_a_department_may_not_change_the_calendar(database: Database) -> None:
    with database.unit_of_work() as uow:
        head = make_actor(uow, make_town(uow).police, Role.DEPARTMENT_HEAD)
        with pytest.raises(NotPermitted):
            work.load_calendar(uow, [NATIONAL], by=head)


def test_a_day_listed_twice_with_different_answers_is_refused_and_nothing_is_loaded(database: Database) -> None:
    again = CalendarDay(NATIONAL.day, False, "补班", 2026)
    with pytest.raises(CalendarDayTwice), database.unit_of_work() as uow:
        work.load_calendar(uow, [NATIONAL, again], by=SYSTEM)
    with database.unit_of_work() as uow:
        assert work.list_calendar(uow, PageQuery()).total == 0


def test_a_corrected_listing_replaces_its_year_only(database: Database) -> None:
    """A December day published with the next year stays when its own calendar year is loaded again."""
    eve = CalendarDay(date(2025, 12, 31), True, "元旦", 2026)
    wrong = CalendarDay(date(2025, 3, 3), True, "误", 2025)
    right = CalendarDay(date(2025, 10, 1), True, "国庆节", 2025)
    with database.unit_of_work() as uow:
        work.load_calendar(uow, [wrong, eve, NATIONAL], by=SYSTEM)
        work.load_calendar(uow, [right], by=SYSTEM)
        days = work.working_days(uow)
        assert days.is_working(wrong.day)
        assert not days.is_working(right.day)
        assert not days.is_working(eve.day)
        assert [d.day for d in work.list_calendar(uow, PageQuery(), 2025).items] == [right.day]


def test_next_years_listing_does_not_wipe_out_this_year(database: Database) -> None:
    """It reaches back into December, and a plain file does not say which listing a day comes from."""
    new_years_eve = CalendarDay(date(2026, 12, 31), True, "元旦")
    with database.unit_of_work() as uow:
        work.load_calendar(uow, [CalendarDay(NATIONAL.day, True, "国庆节")], by=SYSTEM)
        work.load_calendar(uow, [new_years_eve, CalendarDay(date(2027, 10, 1), True, "国庆节")], by=SYSTEM)
        days = work.working_days(uow)
        assert not days.is_working(NATIONAL.day)
        assert not days.is_working(new_years_eve.day)

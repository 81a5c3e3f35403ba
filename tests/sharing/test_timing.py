"""The clock's rounds: reminders, refusal by timeout, escalation, pauses, ends of terms."""

from datetime import date, datetime

import pytest
from sqlalchemy import text

from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.paging import PageQuery
from shudao.sharing import facade as sharing
from shudao.sharing import limits, thread
from shudao.sharing.contracts import Application, Event, Method, Profile, State, Step, TimeLimit
from shudao.sharing.facade import TickReport
from shudao.work import facade as work
from shudao.work.contracts import CalendarDay
from tests.builders.mechanism import make_actor
from tests.builders.sharing import HEAD, Case, make_case

API = {"method": Method.API}


def load_calendar(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        work.load_calendar(uow, [CalendarDay(date(2026, 10, 1), True, "国庆节", 2026)], by=HEAD)


def tick(case: Case) -> TickReport:
    return sharing.tick(case.installed.database)


def present(case: Case) -> Application:
    with case.installed.database.unit_of_work() as uow:
        return sharing.application(uow, case.id, by=HEAD)


def in_review(installed: Installation, profile: Profile, calendar: bool = True) -> Case:
    if calendar:
        load_calendar(installed)
    case = make_case(installed, profile=profile)
    case.draft(**API)
    case.reach(["submit", "consent"])
    return case


def test_the_white_papers_practice_refuses_after_five_working_days(installed: Installation, clock: FixedClock) -> None:
    case = in_review(installed, Profile.WHITEPAPER)
    clock.set(datetime(2026, 11, 30, 23, 59))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    assert tick(case).refused == 0 and present(case).state is State.AWAITING_REVIEW
    clock.advance(minutes=1)
    assert tick(case).refused == 1
    assert tick(case) == TickReport()
    with installed.database.unit_of_work() as uow:
        told = sharing.detail(uow, case.id, by=case.sides.clerk)
        assert not work.tasks_about(uow, f"sharing/application/{case.id}")
    assert told.application.state is State.REFUSED and told.events[-1].event is Event.TIMED_OUT


def test_the_decree_escalates_once_and_keeps_the_request_open(installed: Installation, clock: FixedClock) -> None:
    case = in_review(installed, Profile.DECREE_809)
    with installed.database.unit_of_work() as uow:
        officer = make_actor(uow, case.sides.town.police, Role.DEPARTMENT_HEAD)
    clock.set(datetime(2026, 12, 8, 8, 0))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    assert [tick(case).escalated for _ in range(2)] == [1, 0]
    assert present(case).state is State.AWAITING_REVIEW and present(case).is_overdue
    with installed.database.unit_of_work() as uow:
        for told in (officer, case.sides.filer):
            assert "超过时限" in work.notices(uow, PageQuery(), by=told).items[0].title_zh
    assert case.do("approve", case.sides.reviewer).state is State.AWAITING_FILING


def test_without_a_calendar_time_only_reminds(installed: Installation, clock: FixedClock) -> None:
    case = in_review(installed, Profile.WHITEPAPER, calendar=False)
    clock.set(datetime(2026, 12, 10, 10, 0))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    report = tick(case)
    assert (report.refused, report.reminded) == (0, 1) and present(case).due is not None
    load_calendar(installed)
    assert tick(case).refused == 1, "the listing settles the day"


def test_reminders_go_to_whoever_is_waited_for_and_not_twice(installed: Installation, clock: FixedClock) -> None:
    case = in_review(installed, Profile.WHITEPAPER)
    clock.advance(days=1)
    assert [tick(case).reminded for _ in range(2)] == [1, 0]
    clock.advance(hours=10)
    assert tick(case).reminded == 0
    with installed.database.unit_of_work() as uow:
        assert work.notices(uow, PageQuery(), by=case.sides.reviewer).total == 1
        assert work.notices(uow, PageQuery(), by=case.sides.clerk).total == 0
    assert present(case).version == 3, "a reminder does not make open pages stale"


def test_the_decrees_clock_stands_still_while_a_request_is_completed(
    installed: Installation, clock: FixedClock
) -> None:
    case = in_review(installed, Profile.DECREE_809)
    assert str(present(case).due) and present(case).due.on == date(2026, 12, 7)  # type: ignore[union-attr]
    clock.set(datetime(2026, 11, 26, 10, 0))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    case.do("return_for_completion", case.sides.reviewer, "请补充使用环节说明")
    assert present(case).step is Step.COMPLETION
    clock.set(datetime(2026, 12, 3, 10, 0))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    completed = case.do("complete", case.sides.clerk)
    # Three of ten working days were used; seven remain from 3 December.
    assert completed.due is not None and completed.due.on == date(2026, 12, 14)


def test_a_term_that_is_over_ends_the_application(installed: Installation, clock: FixedClock) -> None:
    load_calendar(installed)
    case = make_case(installed)
    case.draft(**API, valid_to=date(2026, 12, 1))
    case.reach(["submit", "consent", "approve", "file"])
    clock.set(datetime(2026, 12, 1, 23, 0))  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
    assert tick(case).ended == 0
    clock.advance(hours=1)
    assert tick(case).ended == 1 and present(case).state is State.ENDED


def test_a_profile_chosen_later_leaves_requests_under_way_alone(installed: Installation) -> None:
    case = in_review(installed, Profile.WHITEPAPER)
    with installed.database.unit_of_work() as uow:
        sharing.choose_profile(uow, Profile.DECREE_809, by=case.sides.filer)
        limit = TimeLimit(Profile.DECREE_809, Step.REVIEW, 3, date(2026, 1, 1), "330000")
        sharing.set_limit(uow, limit, by=case.sides.filer)
        assert limits.profile_in_force(uow) == (Profile.DECREE_809, "")
    assert present(case).profile is Profile.WHITEPAPER


@pytest.mark.parametrize("profile", list(Profile))
def test_the_clock_comes_by_itself_once_something_waits(installed: Installation, profile: Profile) -> None:
    case = in_review(installed, profile)
    query = text("select count(*) from procrastinate_jobs where task_name = :name and status = 'todo'")
    with case.installed.database.unit_of_work() as uow:
        assert uow.session.scalar(query, {"name": thread.TICK_JOB}) == 1

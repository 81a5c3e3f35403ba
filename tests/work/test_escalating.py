"""What waits too long climbs by working days: reminder, head, bureau; each step once, whatever runs twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import CalendarDay, Escalation, ToPool
from shudao.work.errors import TaskNotPausable, UnknownTask
from shudao.work.logic_escalating import Due, Step, step_due
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

TODAY = date(2026, 11, 23)


def settle(uow: UnitOfWork) -> None:
    """A calendar that settles the year, so that due days are not estimates."""
    work.load_calendar(uow, [CalendarDay(date(2026, 10, 1), True, "国庆节", 2026)], by=SYSTEM)


def open_task(uow: UnitOfWork, town: Town, days: int = 2) -> str:
    said = {"title_zh": "整改", "title_en": "Mend", "subject": "t/1", "link": "/x"}
    to = ToPool(Role.DATA_STEWARD, town.police.id)
    return work.open_task(uow, kind="test.mend", to=to, within_working_days=days, by=SYSTEM, **said).id


def titles(uow: UnitOfWork, who: Actor) -> list[str]:
    return [notice.title_zh for notice in work.notices(uow, PageQuery(), by=who).items]


def escalated(uow: UnitOfWork, who: Actor) -> int:
    return sum(task.kind == "work.escalated" for task in work.inbox(uow, PageQuery(), by=who).items)


def test_from_reminder_to_bureau_by_working_days(database: Database, clock: FixedClock) -> None:
    """Due on Wednesday: reminded Tuesday and Wednesday, the head on Thursday, the bureau on the fourth day too late."""
    with database.unit_of_work() as uow:
        settle(uow)
        town = make_town(uow)
        steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        head, bureau = (
            make_actor(uow, town.police, Role.DEPARTMENT_HEAD),
            make_actor(uow, town.bureau, Role.DATA_BUREAU),
        )
        task_id = open_task(uow, town)
    seen = []
    for _ in range(9):
        for _ in range(2):
            work.escalate_due(database)
        with database.unit_of_work() as uow:
            seen.append((len(titles(uow, steward)), escalated(uow, head), escalated(uow, bureau)))
        clock.advance(days=1)
    #             Mon        Tue        Wed        Thu        Fri        Sat        Sun        Mon        Tue
    assert seen == [(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0), (2, 1, 1)]
    with database.unit_of_work() as uow:
        assert work.task(uow, task_id, by=steward).escalation is Escalation.BUREAU
        work.complete_tasks(uow, "t/1", "done", by=steward)
        assert (escalated(uow, head), escalated(uow, bureau)) == (0, 0)


def test_nobody_is_reminded_outside_office_hours(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        settle(uow)
        town = make_town(uow)
        make_actor(uow, town.police, Role.DATA_STEWARD)
        open_task(uow, town, 1)
    clock.advance(hours=10)
    assert work.escalate_due(database) == 0
    clock.advance(hours=14)
    assert work.escalate_due(database) == 1


def test_a_pause_stops_the_clock_and_its_working_days_are_added(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        settle(uow)
        town = make_town(uow)
        steward, head = (
            make_actor(uow, town.police, Role.DATA_STEWARD),
            make_actor(uow, town.police, Role.DEPARTMENT_HEAD),
        )
        task_id = open_task(uow, town)
        work.pause_task(uow, task_id, "等待上级答复", by=head)
        with pytest.raises(TaskNotPausable):
            work.pause_task(uow, task_id, "再一次", by=head)
    clock.advance(days=7)
    assert work.escalate_due(database) == 0
    with database.unit_of_work() as uow:
        assert work.task(uow, task_id, by=steward).is_paused
        work.resume_task(uow, task_id, by=head)
        due = work.task(uow, task_id, by=steward).due
    # Wednesday 25 November and five working days.
    assert due is not None and due.on == date(2026, 12, 2)


def test_whoever_has_to_do_it_may_not_pause_it_and_for_others_it_is_not_there(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        elsewhere = make_actor(uow, town.civil, Role.DEPARTMENT_HEAD)
        task_id = open_task(uow, town)
        with pytest.raises(NotPermitted):
            work.pause_task(uow, task_id, "忙", by=steward)
        with pytest.raises(UnknownTask):
            work.pause_task(uow, task_id, "忙", by=elsewhere)


@given(st.integers(-40, 40), st.booleans(), st.sampled_from(Escalation), st.sampled_from([None, TODAY]))
def test_an_estimate_only_reminds_and_no_step_is_taken_twice(
    remaining: int, estimated: bool, escalation: Escalation, reminded: date | None
) -> None:
    step = step_due(Due(remaining, estimated, escalation, reminded), TODAY)
    if estimated:
        assert step in (None, Step.REMIND)
    if reminded == TODAY:
        assert step is not Step.REMIND
    if escalation is Escalation.BUREAU and not estimated and remaining < 0:
        assert step is None
    if remaining > 1:
        assert step is None

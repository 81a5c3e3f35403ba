"""Work reaches exactly the people it is for, and nobody else learns of it."""

from datetime import date

import pytest

from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery, UnknownSortKey
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import Assignee, CalendarDay, InboxFilter, Task, TaskState, ToAccount, ToPool, Urgency
from shudao.work.errors import NotByHand, TaskClosed, UnknownNotice, UnknownTask
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

SUBJECT = "sharing/application/1"


def open_task(uow: UnitOfWork, to: Assignee, **given: object) -> Task:
    usual: dict[str, object] = {
        "kind": "sharing.review",
        "title_zh": "审核共享申请",
        "title_en": "Review an application",
        "subject": SUBJECT,
        "link": "/sharing/applications/1",
        "to": to,
        "by": SYSTEM,
    }
    return work.open_task(uow, **(usual | given))  # type: ignore[arg-type]  # a bag of keyword arguments


def review_pool(town: Town) -> ToPool:
    return ToPool(Role.SHARING_OFFICER, town.police.id)


def test_another_departments_officer_neither_sees_nor_completes_the_task(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        task = open_task(uow, review_pool(town), by_hand=True)
        outsider = make_actor(uow, town.civil, Role.SHARING_OFFICER)
        clerk = make_actor(uow, town.police, Role.CONSUMER)
        for other in (outsider, clerk):
            assert work.inbox(uow, PageQuery(), by=other).total == 0
            with pytest.raises(UnknownTask):
                work.task(uow, task.id, by=other)
            with pytest.raises(UnknownTask):
                work.complete_task(uow, task.id, "好", by=other)


def test_a_task_that_is_done_on_its_page_cannot_be_ticked_off(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        officer = make_actor(uow, town.police, Role.SHARING_OFFICER)
        task = open_task(uow, review_pool(town))
        with pytest.raises(NotByHand):
            work.complete_task(uow, task.id, "", by=officer)


def test_a_closed_task_is_not_done_twice(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        officer = make_actor(uow, town.police, Role.SHARING_OFFICER)
        task = open_task(uow, review_pool(town), by_hand=True)
        assert work.complete_task(uow, task.id, "已核", by=officer).state is TaskState.DONE
        with pytest.raises(TaskClosed):
            work.complete_task(uow, task.id, "再核", by=officer)


def test_a_pool_task_reaches_every_holder_and_is_done_for_all_by_the_first(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        first, second = (make_actor(uow, town.police, Role.SHARING_OFFICER) for _ in range(2))
        open_task(uow, review_pool(town))
        assert [work.count_open(uow, by=officer) for officer in (first, second)] == [1, 1]
        assert work.complete_tasks(uow, SUBJECT, "同意", kind="sharing.review", by=first) == 1
        assert work.count_open(uow, by=second) == 0
        done = work.inbox(uow, PageQuery(), InboxFilter(state=TaskState.DONE), by=second).items[0]
        assert (done.done_by, done.outcome) == (first.account_id, "同意")


def test_the_inbox_is_the_persons_not_the_hats(database: Database) -> None:
    """Who acts for one organisation still sees what waits for them in another."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        officer = make_actor(uow, town.police, Role.SHARING_OFFICER)
        elsewhere = Actor(officer.account_id, officer.name, officer.person_id, town.civil.id, frozenset({"consumer"}))
        open_task(uow, review_pool(town))
        assert work.count_open(uow, by=elsewhere) == 1


def test_cancelling_closes_only_what_is_about_the_subject(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        officer = make_actor(uow, town.police, Role.SHARING_OFFICER)
        open_task(uow, review_pool(town))
        open_task(uow, ToAccount(officer.account_id), subject="sharing/application/2")
        assert work.cancel_tasks(uow, SUBJECT, by=SYSTEM) == 1
        assert [t.subject for t in work.inbox(uow, PageQuery(), by=officer).items] == ["sharing/application/2"]


def test_a_limit_is_counted_in_working_days_and_recounted_when_the_calendar_comes(
    database: Database, clock: FixedClock
) -> None:
    """Without a calendar the due day is estimated; the listing settles it and moves it past the holiday."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        task = open_task(uow, review_pool(town), within_working_days=10, received_on=date(2025, 9, 26))
        assert task.due is not None and task.due.estimated and task.due.on == date(2025, 10, 10)
        listing = [CalendarDay(date(2025, 10, day), True, "国庆节", 2025) for day in range(1, 9)]
        listing += [
            CalendarDay(date(2025, 9, 28), False, "国庆节", 2025),
            CalendarDay(date(2025, 10, 11), False, "国庆节"),
        ]
        assert work.load_calendar(uow, listing, by=SYSTEM) == 1
        due = work.tasks_about(uow, SUBJECT)[0].due
        assert due is not None and (due.on, due.estimated) == (date(2025, 10, 16), False)


def test_filters_sorting_and_search(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        officer = make_actor(uow, town.police, Role.SHARING_OFFICER)
        mine = ToAccount(officer.account_id)
        open_task(uow, mine, title_zh="甲", urgency=Urgency.CRITICAL)
        open_task(uow, mine, title_zh="乙", within_working_days=1)
        open_task(uow, mine, title_zh="丙", within_working_days=9, kind="quality.fix")

        def titles(page: PageQuery | None = None, wanted: InboxFilter | None = None) -> list[str]:
            return [t.title_zh for t in work.inbox(uow, page or PageQuery(), wanted, by=officer).items]

        assert titles() == ["乙", "丙", "甲"], "what has no due day comes last"
        assert titles(PageQuery(sort="-urgency", limit=1)) == ["甲"]
        assert titles(wanted=InboxFilter(kind="quality.fix")) == ["丙"]
        assert titles(PageQuery(q="乙")) == ["乙"]
        assert titles(PageQuery(q="%")) == [], "a wildcard is a character like any other"
        clock.advance(days=3)
        assert titles(wanted=InboxFilter(overdue=True)) == ["乙"]
        with pytest.raises(UnknownSortKey):
            titles(PageQuery(sort="body"))


def test_notices_are_told_to_every_holder_and_read_by_oneself_only(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        first, second = (make_actor(uow, town.police, Role.SHARING_OFFICER) for _ in range(2))
        outsider = make_actor(uow, town.civil, Role.SHARING_OFFICER)
        told = work.notify(uow, review_pool(town), title_zh="已送达", title_en="Delivered", link="/x", by=SYSTEM)
        assert told == 2
        assert work.notices(uow, PageQuery(), by=outsider).total == 0
        notice = work.notices(uow, PageQuery(), by=first).items[0]
        for other in (second, outsider):
            with pytest.raises(UnknownNotice):
                work.mark_read(uow, notice.id, by=other)
        work.mark_read(uow, notice.id, by=first)
        assert work.notices(uow, PageQuery(), unread=True, by=first).total == 0
        assert work.notices(uow, PageQuery(), unread=True, by=second).total == 1

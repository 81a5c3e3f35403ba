"""A deputy does somebody's work for a while, both names are in the evidence, and four eyes stay four."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ChangeState, ToAccount, ToPool
from shudao.work.contracts_life import NewDelegation
from shudao.work.errors import (
    DecidesForRequester,
    DecidesOwnChange,
    MalformedDelegation,
    UnknownChange,
    UnknownDelegation,
    UnknownTask,
)
from shudao.work.ports import CHANGE_HANDLERS, change_handler
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

KIND = "test.deputy"
TODAY = date(2026, 11, 23)


@pytest.fixture
def applied() -> Iterator[list[Actor]]:
    done: list[Actor] = []

    @change_handler(KIND)
    def apply(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
        done.append(by)

    yield done
    del CHANGE_HANDLERS[KIND]


def stand_in(uow: UnitOfWork, of: Actor, deputy: Actor, *kinds: str, days: int = 5) -> str:
    new = NewDelegation(deputy.account_id, TODAY, TODAY + timedelta(days=days), "出差", kinds)
    return work.delegate(uow, new, by=of).id


def task_for(uow: UnitOfWork, to: Actor, kind: str = "test.sign", **given: Any) -> str:
    said = {"title_zh": "签收", "title_en": "Sign", "subject": "t/1", "link": "/", "by_hand": True} | given
    return work.open_task(uow, kind=kind, to=ToAccount(to.account_id), by=SYSTEM, **said).id


def propose(uow: UnitOfWork, town: Town, by: Actor) -> ChangeRequest:
    to = ToPool(Role.DATA_OWNER, town.police.id)
    return work.propose(uow, subject="t/object/9", kind=KIND, title="改名", payload={}, approver=to, by=by)


def test_work_reaches_both_and_the_evidence_names_both(database: Database, raw: psycopg.Connection[Any]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.police, Role.DATA_STEWARD)
        stand_in(uow, owner, deputy)
        task_id = task_for(uow, owner)
        (own,) = work.inbox(uow, PageQuery(), by=owner).items
        (his,) = work.inbox(uow, PageQuery(), by=deputy).items
        assert (own.on_behalf_of, his.on_behalf_of) == ("", owner.name)
        work.complete_task(uow, task_id, "已签收", by=deputy)
    ((account, behalf),) = raw.execute(
        "select account_id, behalf_of from evidence.entry where action = 'work.task.done'"
    ).fetchall()
    assert (account, behalf) == (deputy.account_id, owner.account_id)


def test_a_pool_of_the_deputised_person_reaches_the_deputy_as_well(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.civil, Role.DATA_STEWARD)
        stand_in(uow, owner, deputy)
        said = {"title_zh": "审核", "title_en": "Review", "subject": "t/2", "link": "/"}
        work.open_task(uow, kind="test.review", to=ToPool(Role.DATA_OWNER, town.police.id), by=SYSTEM, **said)
        assert work.count_open(uow, by=deputy) == 1


def test_only_within_the_scope_and_the_days(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.police, Role.DATA_STEWARD)
        stand_in(uow, owner, deputy, "test.sign", days=1)
        task_for(uow, owner), task_for(uow, owner, "test.sign.twice"), task_for(uow, owner, "test.signature")
        other = task_for(uow, owner, "quality.ticket")
        seen = {task.kind for task in work.inbox(uow, PageQuery(), by=deputy).items}
        assert seen == {"test.sign", "test.sign.twice"}
        with pytest.raises(UnknownTask):
            work.complete_task(uow, other, "", by=deputy)
        clock.advance(days=2)
        assert work.count_open(uow, by=deputy) == 0


def test_it_does_not_pass_on_from_deputy_to_deputy(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        first, second, third = (make_actor(uow, town.police, Role.DATA_STEWARD) for _ in range(3))
        stand_in(uow, first, second), stand_in(uow, second, third)
        task_for(uow, first)
        assert (work.count_open(uow, by=second), work.count_open(uow, by=third)) == (1, 0)


def test_a_deputy_approves_for_the_approver_and_the_handler_knows_the_requester(
    database: Database, applied: list[Actor]
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.civil, Role.DATA_STEWARD)
        steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        change = propose(uow, town, steward)
        with pytest.raises(UnknownChange):
            work.change(uow, change.id, by=deputy)
        stand_in(uow, owner, deputy, "work.change")
        assert work.list_changes(uow, PageQuery(), by=deputy).total == 1
        decided = work.decide(uow, change.id, approve=True, by=deputy)
    assert (decided.decided_by, decided.decided_for) == (deputy.account_id, owner.account_id)
    assert applied[0].behalf_of == steward.account_id


def test_a_deputy_approves_neither_his_own_request_nor_that_of_whom_he_stands_in_for(
    database: Database, applied: list[Actor]
) -> None:
    """Not even with the approving role of his own: as long as he is the requester's deputy, he is the requester."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.police, Role.DATA_OWNER)
        asked = propose(uow, town, owner)
        delegation = stand_in(uow, owner, deputy)
        with pytest.raises(DecidesForRequester):
            work.decide(uow, asked.id, approve=True, by=deputy)
        # A second account of the same person does not help either.
        with pytest.raises(DecidesOwnChange):
            work.decide(uow, asked.id, approve=True, by=replace(owner, account_id="second-account"))
        assert not work.may_decide(uow, asked, by=deputy)
        work.end_delegation(uow, delegation, by=owner)
        assert work.decide(uow, asked.id, approve=True, by=deputy).state is ChangeState.APPROVED
        own = propose(uow, town, deputy)
        stand_in(uow, owner, deputy)
        with pytest.raises(DecidesOwnChange):
            work.decide(uow, own.id, approve=True, by=deputy)


def test_who_may_not_be_a_deputy(database: Database) -> None:
    """Oneself, nobody, an administrator, a term that is over or too long, and without a reason."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, admin = make_actor(uow, town.police, Role.DATA_OWNER), make_actor(uow, town.bureau, Role.SYSTEM_ADMIN)
        colleague = make_actor(uow, town.police, Role.DATA_STEWARD)
        good = NewDelegation(colleague.account_id, TODAY, TODAY, "出差")
        wrong = [
            replace(good, deputy_id=owner.account_id),
            replace(good, deputy_id="nobody"),
            replace(good, deputy_id=admin.account_id),
            replace(good, valid_to=TODAY - timedelta(days=1)),
            replace(good, valid_from=TODAY - timedelta(days=9), valid_to=TODAY - timedelta(days=1)),
            replace(good, valid_to=TODAY + timedelta(days=400)),
            replace(good, reason="  "),
        ]
        for each in wrong:
            with pytest.raises(MalformedDelegation):
                work.delegate(uow, each, by=owner)
        with pytest.raises(MalformedDelegation):
            work.delegate(uow, good, by=admin)
        assert work.delegations(uow, by=owner) == []


def test_only_the_two_of_them_end_it(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, deputy, other = (make_actor(uow, town.police, Role.DATA_OWNER) for _ in range(3))
        made = stand_in(uow, owner, deputy)
        with pytest.raises(UnknownDelegation):
            work.end_delegation(uow, made, by=other)
        work.end_delegation(uow, made, by=deputy)
        with pytest.raises(UnknownDelegation):
            work.end_delegation(uow, made, by=owner)

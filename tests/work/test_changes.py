"""A change to something published takes two people; no role is an exception (DESIGN §9)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.errors import StaleEdit
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ChangeState, ToPool
from shudao.work.errors import (
    AlreadyPending,
    ChangeDecided,
    DecidesOwnChange,
    NoReason,
    NotYoursToDecide,
    UnknownChange,
    UnknownChangeKind,
)
from shudao.work.ports import CHANGE_HANDLERS, change_handler
from tests.builders.mechanism import SYSTEM, Town, make_account, make_actor, make_person, make_town

KIND = "test.rename"


@pytest.fixture
def applied() -> Iterator[list[tuple[ChangeRequest, Actor]]]:
    """What the handler of the owner module was given; a payload of `stale` no longer fits."""
    done: list[tuple[ChangeRequest, Actor]] = []

    @change_handler(KIND)
    def apply(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
        if change.payload.get("stale"):
            raise StaleEdit
        done.append((change, by))

    yield done
    del CHANGE_HANDLERS[KIND]


def propose(uow: UnitOfWork, town: Town, by: Actor, **payload: object) -> ChangeRequest:
    approver = ToPool(Role.DATA_OWNER, town.police.id)
    return work.propose(
        uow,
        subject="t/object/1",
        kind=KIND,
        title="改名",
        payload={"name": "新名", **payload},
        approver=approver,
        by=by,
    )


def test_the_requester_may_not_decide_whatever_they_are(database: Database, applied: list[object]) -> None:
    """Neither as an administrator who also holds the approving role, nor under a second account, nor by proxy."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        requester = make_actor(uow, town.police, Role.DATA_OWNER, Role.SYSTEM_ADMIN)
        change = propose(uow, town, requester)
        second = replace(requester, account_id="another-account-of-the-same-person")
        deputy = make_actor(uow, town.police, Role.DATA_OWNER).on_behalf(requester, because="decision")
        for own in (requester, second, deputy):
            with pytest.raises(DecidesOwnChange):
                work.decide(uow, change.id, approve=True, by=own)
        with pytest.raises(DecidesOwnChange):
            work.decide(uow, change.id, approve=True, by=SYSTEM)
        assert not applied


def test_who_is_not_asked_neither_sees_nor_decides(database: Database, applied: list[object]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        change = propose(uow, town, make_actor(uow, town.police, Role.DATA_STEWARD))
        outsider = make_actor(uow, town.civil, Role.DATA_OWNER)
        assert work.list_changes(uow, PageQuery(), by=outsider).total == 0
        with pytest.raises(UnknownChange):
            work.change(uow, change.id, by=outsider)
        with pytest.raises(UnknownChange):
            work.decide(uow, change.id, approve=True, by=outsider)


def test_only_the_requester_withdraws(database: Database, applied: list[object]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward, owner = make_actor(uow, town.police, Role.DATA_STEWARD), make_actor(uow, town.police, Role.DATA_OWNER)
        change = propose(uow, town, steward)
        with pytest.raises(NotYoursToDecide):
            work.withdraw(uow, change.id, by=owner)
        assert work.withdraw(uow, change.id, by=steward).state is ChangeState.WITHDRAWN
        with pytest.raises(ChangeDecided):
            work.decide(uow, change.id, approve=True, by=owner)
        assert work.count_open(uow, by=owner) == 0


def test_an_unknown_kind_and_a_second_change_to_the_same_thing_are_refused(
    database: Database, applied: list[object]
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        approver = ToPool(Role.DATA_OWNER, town.police.id)
        with pytest.raises(UnknownChangeKind):
            work.propose(uow, subject="t/1", kind="no.such", title="x", payload={}, approver=approver, by=steward)
        propose(uow, town, steward)
        with pytest.raises(AlreadyPending):
            propose(uow, town, make_actor(uow, town.police, Role.DATA_STEWARD))


def test_a_refusal_needs_its_reason_and_changes_nothing(database: Database, applied: list[object]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward, owner = make_actor(uow, town.police, Role.DATA_STEWARD), make_actor(uow, town.police, Role.DATA_OWNER)
        change = propose(uow, town, steward)
        with pytest.raises(NoReason):
            work.decide(uow, change.id, approve=False, reason="  ", by=owner)
        refused = work.decide(uow, change.id, approve=False, reason="名称与标准不符", by=owner)
        assert refused.state is ChangeState.REJECTED
        assert not applied
        assert work.notices(uow, PageQuery(), by=steward).total == 1


def test_approval_carries_the_change_out_on_behalf_of_the_requester(
    database: Database, applied: list[tuple[ChangeRequest, Actor]]
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward, owner = make_actor(uow, town.police, Role.DATA_STEWARD), make_actor(uow, town.police, Role.DATA_OWNER)
        change = propose(uow, town, steward)
        assert work.count_open(uow, by=owner) == 1
        assert work.decide(uow, change.id, approve=True, by=owner).state is ChangeState.APPROVED
        (given, by), *more = applied
        assert not more
        assert given.payload == {"name": "新名"}
        assert (by.account_id, by.behalf_of, by.because) == (owner.account_id, steward.account_id, change.id)
        assert work.count_open(uow, by=owner) == 0
        with pytest.raises(ChangeDecided):
            work.decide(uow, change.id, approve=True, by=owner)


def test_an_approval_that_cannot_be_carried_out_leaves_the_change_waiting(
    database: Database, applied: list[object]
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner = make_actor(uow, town.police, Role.DATA_OWNER)
        change = propose(uow, town, make_actor(uow, town.police, Role.DATA_STEWARD), stale=True)
    with pytest.raises(StaleEdit), database.unit_of_work() as uow:
        work.decide(uow, change.id, approve=True, by=owner)
    with database.unit_of_work() as uow:
        assert work.change(uow, change.id, by=owner).state is ChangeState.PENDING
        assert work.may_decide(uow, work.change(uow, change.id, by=owner), by=owner)


def test_two_handlers_of_one_kind_are_a_mistake_told_at_start(applied: list[object]) -> None:
    with pytest.raises(ValueError, match=KIND):

        @change_handler(KIND)
        def another(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None: ...


def test_a_second_account_of_the_same_person_is_the_same_person(database: Database, applied: list[object]) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.police)
        account = make_account(uow, person)
        first = Actor(account, person.name, person.id, town.police.id, frozenset({"data_steward"}))
        second = Actor("other", person.name, person.id, town.police.id, frozenset({"data_owner"}))
        change = propose(uow, town, first)
        assert not work.may_decide(uow, change, by=second)

"""Data has exactly one owner, and nobody leaves with what they own."""

import threading
from collections.abc import Sequence

import pytest

from shudao.access import facade as access
from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Duty, HeldDuty, Matter, Organisation, ProcessStep
from shudao.mechanism.contracts_departure import HandOver
from shudao.mechanism.errors import (
    AlreadyLeft,
    CodeTaken,
    DutiesUnhanded,
    NoSuchAccountability,
    SecondOwner,
    UnfitSuccessor,
    UnknownAsset,
)
from shudao.mechanism.ports import DEPARTURE_GUARDS
from shudao.work import facade as work
from shudao.work.contracts import ToAccount
from tests.builders.mechanism import SYSTEM, make_account, make_actor, make_person, make_town


def asset(organisation: Organisation, code: str = "LC01.01.001") -> AccountableAsset:
    return AccountableAsset("business_object", code, "自然人", organisation.id)


def test_a_second_owner_is_refused_by_name(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, other = make_person(uow, town.police), make_person(uow, town.police)
        mechanism.name_owner(uow, asset(town.police), owner.id, by=SYSTEM)
        with pytest.raises(SecondOwner) as refusal:
            mechanism.name_owner(uow, asset(town.police), other.id, by=SYSTEM)
        assert owner.name in refusal.value.message()
        mechanism.name_owner(uow, asset(town.police), owner.id, by=SYSTEM)
        assert mechanism.list_owners(uow, PageQuery()).total == 1


def test_owners_are_listed_and_found_by_the_name_of_what_they_own(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        mechanism.name_owner(uow, asset(town.police), make_person(uow, town.police).id, by=SYSTEM)
        found = mechanism.list_owners(uow, PageQuery(q="自然"))
        assert [(owned.asset_code, owned.asset_name) for owned in found.items] == [("LC01.01.001", "自然人")]
        assert mechanism.list_owners(uow, PageQuery(q="车辆")).total == 0


def test_two_departments_naming_at_the_same_moment_leave_one_owner(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        people = [make_person(uow, town.police) for _ in range(2)]
    outcomes: list[str] = []
    at_once = threading.Barrier(2)

    def name(person_id: str) -> None:
        try:
            with database.unit_of_work() as uow:
                at_once.wait(30)
                mechanism.name_owner(uow, asset(town.police), person_id, by=SYSTEM)
            outcomes.append("named")
        except SecondOwner:
            outcomes.append("refused")

    threads = [threading.Thread(target=name, args=(person.id,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["named", "refused"]


def test_a_department_cannot_take_anothers_asset_by_naming(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        mechanism.note_asset(uow, asset(town.police))
        head = make_actor(uow, town.civil, Role.DEPARTMENT_HEAD)
        person = make_person(uow, town.civil)
        for claimed_for in (town.police, town.civil):
            with pytest.raises(NotPermitted):
                mechanism.name_owner(uow, asset(claimed_for), person.id, by=head)
        assert mechanism.owner_of(uow, "business_object", "LC01.01.001") is None


def test_what_nobody_answers_for_is_listed_until_mended(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        mechanism.note_asset(uow, asset(town.police))
        (gap,) = mechanism.unowned(uow, PageQuery()).items
        assert (gap.asset.code, gap.claimants) == ("LC01.01.001", ())
        assert mechanism.unowned(uow, PageQuery(), organisation_id=town.civil.id).total == 0
        with pytest.raises(NoSuchAccountability):
            person = make_person(uow, town.police)
            mechanism.hand_over(uow, "business_object", "LC01.01.001", person.id, by=SYSTEM)
        mechanism.name_owner(uow, asset(town.police), person.id, by=SYSTEM)
        assert mechanism.unowned(uow, PageQuery()).total == 0


def test_a_claim_is_listed_and_only_the_bureau_settles_it(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        owner, claimant = make_person(uow, town.police), make_person(uow, town.civil)
        police, civil = (make_actor(uow, o, Role.DEPARTMENT_HEAD) for o in (town.police, town.civil))
        bureau = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        key = ("business_object", "LC01.01.001")
        with pytest.raises(UnknownAsset):
            mechanism.claim_ownership(uow, *key, claimant.id, town.civil.id, by=civil)
        mechanism.name_owner(uow, asset(town.police), owner.id, by=police)
        with pytest.raises(NotPermitted):
            mechanism.claim_ownership(uow, *key, claimant.id, town.police.id, by=civil)
        mechanism.claim_ownership(uow, *key, claimant.id, town.civil.id, by=civil)
        (dispute,) = mechanism.doubly_owned(uow, PageQuery()).items
        assert {c.person_id for c in dispute.claimants} == {owner.id, claimant.id}
        for party in (police, civil):
            with pytest.raises(NotPermitted):
                mechanism.settle_ownership(uow, *key, claimant.id, by=party)
        settled = mechanism.settle_ownership(uow, *key, claimant.id, by=bureau)
        assert (settled.person_id, settled.organisation_id) == (claimant.id, town.civil.id)
        assert mechanism.doubly_owned(uow, PageQuery()).total == 0


def test_leaving_with_duties_is_refused_with_the_whole_list(database: Database) -> None:
    """What is owned, what is led, what waits in the inbox, and what others keep: all of it, at once."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.police)
        account = make_account(uow, person)
        mechanism.name_owner(uow, asset(town.police), person.id, by=SYSTEM)
        _register_step(uow, town.police, person.id)
        _open_task(uow, account)
        guard = Guard(person.id)
        DEPARTURE_GUARDS.append(guard)
        try:
            with pytest.raises(DutiesUnhanded) as refusal:
                mechanism.depart(uow, person.id, by=SYSTEM)
            kinds = {detail["kind"] for detail in refusal.value.details}
            assert kinds == {"business_object", "process_step", "task", "ticket"}
            for unfit in (person.id,):
                with pytest.raises(UnfitSuccessor):
                    mechanism.depart(uow, person.id, over=HandOver(unfit), by=SYSTEM)
            assert access.account(uow, account).state == "active"
        finally:
            DEPARTURE_GUARDS.remove(guard)


def test_leaving_hands_everything_to_the_successor(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person, successor = make_person(uow, town.police), make_person(uow, town.police)
        account, next_account = make_account(uow, person), make_account(uow, successor)
        mechanism.appoint(uow, person.id, "OWNER", town.police.id, by=SYSTEM)
        mechanism.name_owner(uow, asset(town.police), person.id, by=SYSTEM)
        _register_step(uow, town.police, person.id)
        _open_task(uow, account)
        guard = Guard(person.id)
        DEPARTURE_GUARDS.append(guard)
        try:
            left = mechanism.depart(uow, person.id, over=HandOver(successor.id), by=SYSTEM)
        finally:
            DEPARTURE_GUARDS.remove(guard)
        assert left.left_on == uow.clock.today()
        assert access.account(uow, account).state == "disabled"
        assert {d.kind for d in mechanism.held_duties(uow, successor.id)} == {"business_object", "process_step", "task"}
        assert len(work.tasks_of_account(uow, next_account)) == 1
        assert guard.holder == successor.id
        with pytest.raises(AlreadyLeft):
            mechanism.depart(uow, person.id, by=SYSTEM)
        with pytest.raises(AlreadyLeft):
            mechanism.appoint(uow, person.id, "OWNER", town.police.id, by=SYSTEM)
        with pytest.raises(AlreadyLeft):
            mechanism.name_owner(uow, asset(town.police, "LC02"), person.id, by=SYSTEM)


def test_duties_are_registered_by_their_own_department_and_replaced_by_code(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward = make_actor(uow, town.police, Role.DATA_STEWARD)
        step = ProcessStep("S1", "出生登记", None, ("出生医学证明",), ("登记表",), creates=("LC01.01.001",))
        duty = Duty("D1", town.police.id, "户籍管理", matters=(Matter("M1", "人口登记", (step,)),))
        with pytest.raises(NotPermitted):
            foreign = Duty("D9", town.civil.id, "婚姻登记")
            mechanism.register_duties(uow, [foreign], by=steward)
        assert mechanism.register_duties(uow, [duty], by=steward) == 1
        assert mechanism.register_duties(uow, [duty], by=steward) == 1
        assert mechanism.list_duties(uow, PageQuery(), organisation_id=town.police.id).items == [duty]
        with pytest.raises(CodeTaken):
            mechanism.register_duties(uow, [Duty("D1", town.civil.id, "抢占")], by=SYSTEM)


class Guard:
    """A colleague module that keeps one ticket of a person."""

    def __init__(self, holder: str) -> None:
        self.holder = holder

    def held(self, uow: UnitOfWork, person_id: str) -> Sequence[HeldDuty]:
        return [HeldDuty("ticket", "T-1", "空值整改")] if person_id == self.holder and self.holder else []

    def hand_over(self, uow: UnitOfWork, person_id: str, successor_id: str, by: Actor) -> None:
        self.holder = successor_id


def _register_step(uow: UnitOfWork, organisation: Organisation, owner_id: str) -> None:
    step = ProcessStep("S1", "出生登记", owner_id)
    duty = Duty("D1", organisation.id, "户籍管理", matters=(Matter("M1", "人口登记", (step,)),))
    mechanism.register_duties(uow, [duty], by=SYSTEM)


def _open_task(uow: UnitOfWork, account_id: str) -> None:
    work.open_task(
        uow,
        kind="quality.fix",
        title_zh="整改",
        title_en="Fix",
        subject="quality/ticket/1",
        link="/quality/1",
        to=ToAccount(account_id),
        by=SYSTEM,
    )

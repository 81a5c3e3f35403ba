"""Whoever leaves hands over all of it or stays; who acts is asked after until owners are named (journey P10)."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg
import pytest

from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import Conflict
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Person
from shudao.mechanism.contracts_departure import HandOver
from shudao.mechanism.errors import BadDates, DutiesUnhanded, PostConflict, UnfitSuccessor
from shudao.work import facade as work
from shudao.work.contracts import InboxFilter, ToAccount
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_person, make_town

UNTIL = date(2026, 12, 31)


@dataclass
class Desk:
    """An owner of three objects with a to-do and the post of data owner, and two who could take over."""

    installed: Installation
    town: Town
    leaving: Actor
    successor: Actor
    other: Person
    head: Actor

    @property
    def leaving_id(self) -> str:
        return self.leaving.person_id or ""

    @property
    def successor_id(self) -> str:
        return self.successor.person_id or ""

    def owners(self) -> dict[str, tuple[str, date | None]]:
        with self.installed.database.unit_of_work() as uow:
            found = mechanism.list_owners(uow, PageQuery()).items
        return {each.asset_code: (each.person_id, each.acting_until) for each in found}


@pytest.fixture
def desk(installed: Installation) -> Iterator[Desk]:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        leaving, successor = (make_actor(uow, town.police) for _ in range(2))
        head = make_actor(uow, town.police, Role.DEPARTMENT_HEAD)
        other = make_person(uow, town.police)
        for number in range(3):
            asset = AccountableAsset("business_object", f"XX0{number}", f"对象{number}", town.police.id)
            mechanism.name_owner(uow, asset, leaving.person_id or "", by=SYSTEM)
        mechanism.appoint(uow, leaving.person_id or "", "OWNER", town.police.id, by=SYSTEM)
        work.open_task(
            uow,
            kind="test",
            title_zh="待办",
            title_en="task",
            subject="test/1",
            link="/inbox",
            to=ToAccount(leaving.account_id),
            by=SYSTEM,
        )
    yield Desk(installed, town, leaving, successor, other, head)


def test_the_list_of_what_is_held_is_whole_and_refuses_the_departure(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow, pytest.raises(DutiesUnhanded) as refusal:
        mechanism.depart(uow, desk.leaving_id, by=desk.head)
    told = [(each["kind"], each["name"]) for each in refusal.value.details]
    assert told == [*(("business_object", f"对象{n}") for n in range(3)), ("task", "待办")]
    with desk.installed.database.unit_of_work() as uow:
        # Not even the appointment ended: all or nothing.
        assert mechanism.list_appointments(uow, PageQuery(), person_id=desk.leaving_id).items[0].valid_to is None


def test_each_thing_may_go_to_another_but_none_to_nobody(desk: Desk) -> None:
    takers = {("business_object", "XX01"): desk.other.id}
    with desk.installed.database.unit_of_work() as uow, pytest.raises(DutiesUnhanded):
        mechanism.depart(uow, desk.leaving_id, over=HandOver(takers=takers), by=desk.head)
    assert {owner for owner, _ in desk.owners().values()} == {desk.leaving_id}
    with desk.installed.database.unit_of_work() as uow:
        left = mechanism.depart(uow, desk.leaving_id, over=HandOver(desk.successor_id, takers), by=desk.head)
        assert left.left_on == uow.clock.today()
        assert work.inbox(uow, PageQuery(), InboxFilter(kind="test"), by=desk.successor).total == 1
    assert desk.owners() == {
        "XX00": (desk.successor_id, None),
        "XX01": (desk.other.id, None),
        "XX02": (desk.successor_id, None),
    }


def test_an_acting_owner_holds_the_posts_and_the_head_is_asked_until_all_are_named(desk: Desk) -> None:
    over = HandOver(desk.successor_id, acting_until=UNTIL, takes_posts=True)
    with desk.installed.database.unit_of_work() as uow:
        today = uow.clock.today()
        mechanism.depart(uow, desk.leaving_id, on=today, over=over, by=desk.head)
        held = mechanism.list_appointments(
            uow, PageQuery(), on=today + timedelta(days=1), person_id=desk.successor_id
        ).items
        assert [(a.post.code, a.valid_from, a.valid_to) for a in held] == [("OWNER", today + timedelta(days=1), UNTIL)]
        (task,) = work.inbox(uow, PageQuery(), InboxFilter(), by=desk.head).items
        assert "3 项" in task.title_zh
        assert task.due is not None and task.due.on == UNTIL
        assert mechanism.list_owners(uow, PageQuery(), acting=True).total == 3
        mechanism.hand_over(uow, "business_object", "XX00", desk.other.id, by=desk.head)
        mechanism.hand_over(uow, "business_object", "XX01", desk.other.id, by=desk.head)
        assert work.inbox(uow, PageQuery(), InboxFilter(), by=desk.head).total == 1
        kept = AccountableAsset("business_object", "XX02", "对象2", desk.town.police.id)
        assert mechanism.name_owner(uow, kept, desk.successor_id, by=desk.head).acting_until is None
        assert mechanism.list_owners(uow, PageQuery(), acting=True).total == 0
        assert work.inbox(uow, PageQuery(), InboxFilter(), by=desk.head).total == 0


def test_a_successor_who_may_not_hold_the_post_refuses_everything(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow:
        mechanism.appoint(uow, desk.leaving_id, "SEC-BAK", desk.town.police.id, by=SYSTEM)
        mechanism.appoint(uow, desk.successor_id, "SEC-REC", desk.town.police.id, by=SYSTEM)
    over = HandOver(desk.successor_id, takes_posts=True)
    with desk.installed.database.unit_of_work() as uow, pytest.raises(PostConflict):
        mechanism.depart(uow, desk.leaving_id, over=over, by=SYSTEM)
    assert {owner for owner, _ in desk.owners().values()} == {desk.leaving_id}
    for bad in (HandOver(desk.leaving_id), HandOver(desk.successor_id, {("business_object", "XX00"): desk.leaving_id})):
        with desk.installed.database.unit_of_work() as uow, pytest.raises(UnfitSuccessor):
            mechanism.depart(uow, desk.leaving_id, over=bad, by=SYSTEM)
    with desk.installed.database.unit_of_work() as uow, pytest.raises(BadDates):
        over = HandOver(desk.successor_id, acting_until=uow.clock.today())
        mechanism.depart(uow, desk.leaving_id, over=over, by=SYSTEM)


def test_lists_of_none_and_two_are_mended_in_bulk_and_refusals_block_nothing(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow:
        police, civil = desk.town.police.id, desk.town.civil.id
        assets = [AccountableAsset("subject_area", f"A{n}", f"主题{n}", police) for n in range(3)]
        foreign = AccountableAsset("subject_area", "B0", "外", civil)
        mechanism.note_assets(uow, [*assets, foreign])
        keys = [(a.kind, a.code) for a in (*assets, foreign)] + [("business_object", "XX00"), ("x", "y")]
        outcome = mechanism.name_owners(uow, keys, desk.other.id, by=desk.head)
        assert outcome.done == 3
        assert {r.code for r in outcome.refused} == {"B0", "XX00", "y"}
        assert all(r.zh and r.en for r in outcome.refused)
        assert [g.asset.code for g in mechanism.unowned(uow, PageQuery()).items] == ["B0"]
        for code in ("A0", "A1"):
            mechanism.claim_ownership(uow, "subject_area", code, desk.successor_id, police, by=SYSTEM)
        assert mechanism.doubly_owned(uow, PageQuery()).total == 2
        clerk = make_actor(uow, desk.town.bureau, Role.DATA_BUREAU)
        settled = mechanism.settle_owners(uow, keys[:2], desk.successor_id, by=clerk)
        assert settled.done == 2
        assert mechanism.doubly_owned(uow, PageQuery()).total == 0


def test_what_a_person_who_left_still_owns_is_mended_from_the_list(
    desk: Desk, raw: psycopg.Connection[tuple[object, ...]]
) -> None:
    raw.execute("update mechanism.person set left_on = '2026-01-01' where id = %s", [desk.leaving_id])
    with desk.installed.database.unit_of_work() as uow:
        gaps = mechanism.unowned(uow, PageQuery()).items
        assert len(gaps) == 3
        keys = [(gap.asset.kind, gap.asset.code) for gap in gaps]
        assert mechanism.name_owners(uow, keys, desk.other.id, by=desk.head).done == 3
        assert mechanism.unowned(uow, PageQuery()).total == 0


def test_a_critical_attribute_is_its_objects_owners_until_another_is_named(desk: Desk) -> None:
    with desk.installed.database.unit_of_work() as uow:
        attribute = AccountableAsset("attribute", "XX00.01.001", "身份号", desk.town.police.id, within="XX00")
        orphan = AccountableAsset("attribute", "XX09.01.001", "无主", desk.town.police.id, within="XX09")
        mechanism.note_assets(uow, [attribute, orphan])
        assert [g.asset.code for g in mechanism.unowned(uow, PageQuery()).items] == ["XX09.01.001"]
        inherited = mechanism.owner_of(uow, "attribute", "XX00.01.001")
        assert inherited is not None and inherited.person_id == desk.leaving_id
        mechanism.name_owner(uow, attribute, desk.other.id, by=SYSTEM)
        own = mechanism.owner_of(uow, "attribute", "XX00.01.001")
        assert own is not None and own.person_id == desk.other.id
        mechanism.release_asset(uow, "attribute", "XX00.01.001", by=SYSTEM)
        mechanism.release_asset(uow, "attribute", "XX09.01.001", by=SYSTEM)
        assert mechanism.unowned(uow, PageQuery()).total == 0
        assert len(mechanism.owned_by(uow, desk.other.id)) == 0


def test_many_who_name_owners_of_one_thing_at_once_leave_exactly_one(
    desk: Desk, raw: psycopg.Connection[tuple[object, ...]]
) -> None:
    """The others are told who the owner is; the database would refuse a second in any case."""
    with desk.installed.database.unit_of_work() as uow:
        people = [make_person(uow, desk.town.police) for _ in range(3)]
        asset = AccountableAsset("attribute", "XX00.01.001", "身份号", desk.town.police.id, within="XX00")
        mechanism.note_assets(uow, [asset])
    together, outcomes = threading.Barrier(3), []

    def name(person: Person) -> None:
        try:
            with desk.installed.database.unit_of_work() as uow:
                together.wait(30)
                mechanism.name_owner(uow, asset, person.id, by=SYSTEM)
            outcomes.append("named")
        except Conflict as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=name, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["mechanism.second_owner", "mechanism.second_owner", "named"]
    count = "select count(*) from mechanism.accountability where asset_code = 'XX00.01.001' and state = 'current'"
    assert raw.execute(count).fetchone() == (1,)
    insert = (
        "insert into mechanism.accountability"
        " (id, asset_kind, asset_code, person_id, organisation_id, state, valid_from)"
        " values ('x', 'attribute', 'XX00.01.001', %s, %s, 'current', '2026-01-01')"
    )
    with pytest.raises(psycopg.errors.UniqueViolation):
        raw.execute(insert, [people[0].id, desk.town.police.id])

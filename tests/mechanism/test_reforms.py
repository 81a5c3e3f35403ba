"""Reforms are decided by two people, wait for their day, and do everything or nothing (SPEC 1.1, journey B10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from shudao.access import facade as access
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.jobs import JobContext, run_job
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Merger, OrganisationFilter
from shudao.mechanism.contracts_reform import Alteration, Part, Plan, Reform, ReformState, Split
from shudao.mechanism.errors import (
    DayHasPassed,
    NeedsSecondPerson,
    NoReasonGiven,
    ReformEnded,
    ReformObstructed,
    ReformWithoutBasis,
    StaleOrganisation,
)
from shudao.work import facade as work
from shudao.work.contracts import InboxFilter, ToPool
from shudao.work.errors import DecidesOwnChange
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_organisation, make_person, make_town
from tests.mechanism.test_organisations import edited

BASIS = "机构改革方案〔2026〕7 号"
AHEAD = date(2026, 12, 1)


@dataclass
class Office:
    """A town whose data bureau has two people who may decide on reforms."""

    installed: Installation
    town: Town
    proposer: Actor
    approver: Actor

    def decide(self, plan: Plan, on: date | None = None) -> None:
        """Both people: one proposes, the other approves."""
        with self.installed.database.unit_of_work() as uow:
            seen = mechanism.preview_reform(uow, plan, by=self.proposer).versions
            change = mechanism.propose_reform(uow, plan, seen, on=on, by=self.proposer)
        with self.installed.database.unit_of_work() as uow:
            work.decide(uow, change.id, approve=True, by=self.approver)

    def wake(self, reform_id: str) -> None:
        context = JobContext(self.installed.database, self.installed.clock, self.installed.settings)
        run_job("mechanism.carry_out_reform", context, {"reform_id": reform_id})

    def only(self) -> Reform:
        with self.installed.database.unit_of_work() as uow:
            (found,) = mechanism.list_reforms(uow, PageQuery()).items
        return found

    def inbox(self, actor: Actor) -> list[str]:
        with self.installed.database.unit_of_work() as uow:
            page = work.inbox(uow, PageQuery(), InboxFilter(kind="mechanism.reform.obstructed"), by=actor)
        return [task.title_zh for task in page.items]


@pytest.fixture
def office(installed: Installation) -> Iterator[Office]:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        people = [make_actor(uow, town.bureau, Role.DATA_BUREAU) for _ in range(2)]
    yield Office(installed, town, *people)


def test_a_renaming_keeps_the_old_name_for_the_days_it_was_true(office: Office, clock: FixedClock) -> None:
    police = office.town.police
    office.decide(Alteration(police.id, BASIS, name="测试市公安和应急局"))
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.organisation(uow, police.id).name == "测试市公安和应急局"
        then, today = date(2026, 6, 1), clock.today()
        for day, name in (
            (then, "测试市公安局"),
            (today - timedelta(days=1), "测试市公安局"),
            (today, "测试市公安和应急局"),
        ):
            names = {
                o.id: o.name
                for o in mechanism.list_organisations(uow, PageQuery(limit=50), OrganisationFilter(on=day)).items
            }
            assert names[police.id] == name, day
            (root,) = mechanism.tree(uow, day)
            assert name in {node.organisation.name for node in root.children}
        found = mechanism.list_organisations(uow, PageQuery(q="公安局", sort="-name"), OrganisationFilter(on=then))
        assert ([o.id for o in found.items], found.total) == ([police.id], 1)


def test_a_renaming_may_be_told_afterwards_but_not_from_before_the_last_change(office: Office) -> None:
    police = office.town.police
    office.decide(Alteration(police.id, BASIS, name="新名"), on=date(2026, 11, 1))
    with office.installed.database.unit_of_work() as uow:
        for day, name in ((date(2026, 10, 31), "测试市公安局"), (date(2026, 11, 1), "新名")):
            (root,) = mechanism.tree(uow, day)
            assert name in {node.organisation.name for node in root.children}, day
        plan = Alteration(police.id, BASIS, name="又新名")
        seen = mechanism.preview_reform(uow, plan, by=office.proposer).versions
        with pytest.raises(DayHasPassed):
            mechanism.propose_reform(uow, plan, seen, on=date(2026, 10, 1), by=office.proposer)
        merger = Merger((police.id,), office.town.civil.id, BASIS)
        seen = mechanism.preview_reform(uow, merger, by=office.proposer).versions
        with pytest.raises(DayHasPassed):
            mechanism.propose_reform(uow, merger, seen, on=date(2026, 11, 20), by=office.proposer)


def test_people_cannot_rename_move_or_end_an_organisation_alone(office: Office) -> None:
    police = office.town.police
    with office.installed.database.unit_of_work() as uow:
        for change in ({"name": "别名"}, {"parent_id": office.town.civil.id}, {"valid_to": date(2026, 12, 31)}):
            with pytest.raises(NeedsSecondPerson):
                mechanism.edit_organisation(
                    uow, police.id, edited(police, **change), seen_version=1, by=office.proposer
                )
        corrected = edited(police, short_name="公安局")
        assert mechanism.edit_organisation(uow, police.id, corrected, seen_version=1, by=office.proposer).version == 2
        with pytest.raises(ReformWithoutBasis):
            mechanism.preview_reform(uow, Alteration(police.id, BASIS), by=office.proposer)


def test_an_organisation_with_anything_left_is_not_dissolved(office: Office) -> None:
    with office.installed.database.unit_of_work() as uow:
        empty = make_organisation(uow, name="空局", parent_id=office.town.government.id)
        make_person(uow, office.town.police)
    office.decide(Alteration(empty.id, BASIS, ends=True))
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.organisation(uow, empty.id).valid_to == uow.clock.today() - timedelta(days=1)
        preview = mechanism.preview_reform(uow, Alteration(office.town.police.id, BASIS, ends=True), by=office.proposer)
        assert [o.name for o in preview.obstacles] == ["人员"]
        ring = Alteration(office.town.government.id, BASIS, parent=office.town.police.id)
        assert "下级" in mechanism.preview_reform(uow, ring, by=office.proposer).obstacles[0].zh


def test_a_merger_set_ahead_is_held_then_done_on_its_day_and_only_once(office: Office, clock: FixedClock) -> None:
    police, civil = office.town.police, office.town.civil
    with office.installed.database.unit_of_work() as uow:
        clerk = make_person(uow, police)
    office.decide(Merger((police.id,), civil.id, BASIS), on=AHEAD)
    held = office.only()
    assert (held.state, held.on, held.title) == (ReformState.HELD, AHEAD, "测试市公安局 并入 测试市民政局")
    office.wake(held.id)
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.person(uow, clerk.id).organisation_id == police.id
    clock.advance(days=8)
    for _ in range(2):
        office.wake(held.id)
    done = office.only()
    assert (done.state, done.ended_at) == (ReformState.DONE, clock.now())
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.person(uow, clerk.id).organisation_id == civil.id
        (line,) = mechanism.successions(uow, police.id)
        assert line.on == AHEAD
    with office.installed.database.unit_of_work() as uow, pytest.raises(ReformEnded):
        mechanism.cancel_reform(uow, held.id, "不办了", by=office.proposer)


def test_what_stands_in_the_way_on_the_day_is_a_task_of_both_and_nothing_is_done(
    office: Office, clock: FixedClock
) -> None:
    centre, civil = office.town.operations, office.town.civil
    with office.installed.database.unit_of_work() as uow:
        engineer = make_person(uow, centre)
    office.decide(Merger((centre.id,), civil.id, BASIS), on=AHEAD)
    reform = office.only()
    with office.installed.database.unit_of_work() as uow:
        appointment = mechanism.appoint(uow, engineer.id, "OPS", centre.id, by=SYSTEM)
    clock.advance(days=10)
    office.wake(reform.id)
    stuck = office.only()
    assert stuck.state is ReformState.OBSTRUCTED
    assert [obstacle.name for obstacle in stuck.obstacles] == ["运行值守岗"]
    for person in (office.proposer, office.approver):
        assert office.inbox(person) == ["机构改革未能按期实施：测试市运营中心 并入 测试市民政局"]
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.person(uow, engineer.id).organisation_id == centre.id
        with pytest.raises(ReformObstructed):
            mechanism.resume_reform(uow, reform.id, by=office.approver)
    with office.installed.database.unit_of_work() as uow:
        mechanism.end_appointment(uow, appointment.id, uow.clock.today() - timedelta(days=1), by=SYSTEM)
        mechanism.resume_reform(uow, reform.id, by=office.approver)
    assert office.only().state is ReformState.DONE
    assert office.inbox(office.proposer) == []
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.person(uow, engineer.id).organisation_id == civil.id


def test_an_organisation_changed_before_the_day_is_not_reformed_unseen(office: Office, clock: FixedClock) -> None:
    police, civil = office.town.police, office.town.civil
    office.decide(Merger((police.id,), civil.id, BASIS), on=AHEAD)
    with office.installed.database.unit_of_work() as uow:
        mechanism.edit_organisation(uow, civil.id, edited(civil, name="民政和救助局"), seen_version=1, by=SYSTEM)
    clock.advance(days=8)
    office.wake(office.only().id)
    stuck = office.only()
    assert stuck.state is ReformState.OBSTRUCTED
    assert "名称改为“民政和救助局”" in stuck.obstacles[0].zh


def test_a_held_reform_is_cancelled_with_a_reason_and_frees_the_organisation(office: Office, clock: FixedClock) -> None:
    police, civil = office.town.police, office.town.civil
    office.decide(Merger((police.id,), civil.id, BASIS), on=AHEAD)
    held, other = office.only(), Alteration(police.id, BASIS, name="别名")
    with office.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, other, by=office.proposer)
        assert [o.name for o in preview.obstacles] == [held.title]
        with pytest.raises(ReformObstructed):
            mechanism.propose_reform(uow, other, preview.versions, by=office.proposer)
        with pytest.raises(NoReasonGiven):
            mechanism.cancel_reform(uow, held.id, " ", by=office.approver)
        cancelled = mechanism.cancel_reform(uow, held.id, "方案调整", by=office.approver)
        assert (cancelled.state, cancelled.ended_because) == (ReformState.CANCELLED, "方案调整")
        assert mechanism.preview_reform(uow, other, by=office.proposer).obstacles == ()
    clock.advance(days=8)
    office.wake(held.id)
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.organisation(uow, police.id).valid_to is None


def test_two_reforms_of_one_organisation_approved_one_after_the_other_do_not_both_hold(office: Office) -> None:
    """The second approver is told of the first reform, also when both were proposed before either was approved."""
    police, civil = office.town.police, office.town.civil
    with office.installed.database.unit_of_work() as uow:
        changes = []
        for plan in (Merger((police.id,), civil.id, BASIS), Alteration(police.id, BASIS, name="别名")):
            seen = mechanism.preview_reform(uow, plan, by=office.proposer).versions
            changes.append(mechanism.propose_reform(uow, plan, seen, on=AHEAD, by=office.proposer))
    with office.installed.database.unit_of_work() as uow:
        work.decide(uow, changes[0].id, approve=True, by=office.approver)
    with office.installed.database.unit_of_work() as uow, pytest.raises(ReformObstructed) as refusal:
        work.decide(uow, changes[1].id, approve=True, by=office.approver)
    assert refusal.value.details[0]["name"] == "测试市公安局 并入 测试市民政局"


@dataclass
class Divided:
    """A bureau with two owners, each with an object, a duty-less clerk and open work; and a new bureau."""

    owners: list[Actor]
    clerk: Actor
    new: str
    source: str

    def split(self, rest: str | None = None, **takes: tuple[str, ...]) -> Split:
        kinds = {"people": "mechanism.person", "work": "work.task"}
        part = Part(self.new, {kinds[name]: keys for name, keys in takes.items()})
        return Split(self.source, (part,), rest or self.source, BASIS)


@pytest.fixture
def divided(office: Office) -> Divided:
    with office.installed.database.unit_of_work() as uow:
        new = make_organisation(uow, name="新设局", parent_id=office.town.government.id)
        source = office.town.police
        owners = [make_actor(uow, source, Role.DATA_OWNER, code=f"owner{n}") for n in range(2)]
        clerk = make_actor(uow, source, Role.DATA_STEWARD, Role.CONSUMER, code="clerk")
        for number, owner in enumerate(owners):
            asset = AccountableAsset("business_object", f"XX0{number}", f"对象{number}", source.id)
            assert owner.person_id is not None
            mechanism.name_owner(uow, asset, owner.person_id, by=SYSTEM)
        for person in (*owners, clerk):
            assert person.person_id is not None
            mechanism.appoint(uow, person.person_id, "STEWARD", source.id, valid_from=date(2026, 2, 1), by=SYSTEM)
        for number in range(3):
            work.open_task(
                uow,
                kind="test",
                title_zh=f"事项{number}",
                title_en=f"task {number}",
                subject=f"test/{number}",
                link="/inbox",
                to=ToPool(Role.DATA_STEWARD, source.id),
                by=SYSTEM,
            )
    return Divided(owners, clerk, new.id, source.id)


def test_a_part_goes_with_its_people_posts_roles_and_work_and_the_rest_stays(office: Office, divided: Divided) -> None:
    plan = divided.split(people=("clerk",), work=("test/1",))
    with office.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, plan, by=office.proposer)
        assert {m.kind: m.count for m in preview.moves[divided.new]} == {"mechanism.person": 1, "work.task": 1}
    office.decide(plan)
    with office.installed.database.unit_of_work() as uow:
        assert divided.clerk.person_id is not None
        assert mechanism.person(uow, divided.clerk.person_id).organisation_id == divided.new
        assert mechanism.organisation(uow, divided.source).valid_to is None
        held = mechanism.list_appointments(uow, PageQuery(), person_id=divided.clerk.person_id).items
        assert [(a.organisation_id, a.valid_from) for a in held] == [(divided.new, uow.clock.today())]
        roles = {(m.role, m.organisation_id) for m in access.account(uow, divided.clerk.account_id).memberships}
        assert roles == {(Role.DATA_STEWARD, divided.new), (Role.CONSUMER, divided.new)}
        moved = Actor(divided.clerk.account_id, "", divided.clerk.person_id, divided.new, divided.clerk.roles)
        tasks = work.inbox(uow, PageQuery(), InboxFilter(kind="test"), by=moved).items
        assert [task.subject for task in tasks] == ["test/1"]
        stays = mechanism.list_appointments(uow, PageQuery(), organisation_id=divided.source)
        assert stays.total == 2
        (line,) = mechanism.successions(uow, divided.source)
        assert line.successor_name == "新设局"


def test_a_split_without_a_remainder_ends_the_organisation_and_leaves_it_nothing(
    office: Office, divided: Divided
) -> None:
    civil = office.town.civil.id
    plan = divided.split(rest=civil, people=("clerk",))
    with office.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, plan, by=office.proposer)
        assert {m.kind: m.count for m in preview.moves[civil]} == {
            "mechanism.person": 2,
            "mechanism.asset": 2,
            "mechanism.accountability": 2,
            "work.task": 3,
        }
    office.decide(plan)
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.organisation(uow, divided.source).valid_to == uow.clock.today() - timedelta(days=1)
        owned = [mechanism.owned_by(uow, owner.person_id or "")[0] for owner in divided.owners]
        assert {o.organisation_id for o in owned} == {civil}
        assert mechanism.count_things(uow, divided.source) == []
        assert len(mechanism.successions(uow, divided.source)) == 2


def test_owners_do_not_go_another_way_than_what_they_answer_for(office: Office, divided: Divided) -> None:
    with office.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, divided.split(people=("owner0",)), by=office.proposer)
    assert [(o.code, "去向不同" in o.zh) for o in preview.obstacles] == [("XX00", True)]


def test_what_is_chosen_twice_or_is_not_theirs_is_told_at_once(office: Office, divided: Divided) -> None:
    twice = (
        Part(divided.new, {"mechanism.person": ("clerk", "nobody")}),
        Part(office.town.civil.id, {"mechanism.person": ("clerk",), "no.kind": ("x",)}),
    )
    plan = Split(divided.source, twice, divided.source, BASIS)
    with office.installed.database.unit_of_work() as uow:
        preview = mechanism.preview_reform(uow, plan, by=office.proposer)
        assert sorted(o.code for o in preview.obstacles) == ["clerk", "nobody", "x"]
        itself = Split(divided.source, (Part(divided.source, {}),), divided.source, BASIS)
        assert "自己" in mechanism.preview_reform(uow, itself, by=office.proposer).obstacles[0].zh


def test_a_split_set_ahead_that_lost_a_chosen_thing_does_nothing_on_its_day(
    office: Office, divided: Divided, clock: FixedClock
) -> None:
    office.decide(divided.split(people=("clerk",), work=("test/1",)), on=AHEAD)
    with office.installed.database.unit_of_work() as uow:
        work.cancel_tasks(uow, "test/1", by=SYSTEM)
    clock.advance(days=8)
    office.wake(office.only().id)
    assert [o.code for o in office.only().obstacles] == ["test/1"]
    with office.installed.database.unit_of_work() as uow:
        assert mechanism.person(uow, divided.clerk.person_id or "").organisation_id == divided.source


def test_nobody_approves_their_own_reform(office: Office) -> None:
    plan = Alteration(office.town.police.id, BASIS, name="别名")
    with office.installed.database.unit_of_work() as uow:
        seen = mechanism.preview_reform(uow, plan, by=office.proposer).versions
        change = mechanism.propose_reform(uow, plan, seen, by=office.proposer)
        with pytest.raises(DecidesOwnChange):
            work.decide(uow, change.id, approve=True, by=office.proposer)
        with pytest.raises(StaleOrganisation):
            mechanism.propose_reform(uow, plan, {office.town.police.id: 7}, by=office.approver)

"""Groups and security posts have members and inboxes; posts that do not go together are refused or flagged."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts_posts import SECURITY_POSTS, GroupKind, NewGroup, Verdict
from shudao.mechanism.errors import NobodyThere, PostConflict, PostNotForOrganisation, StaleOrganisation, UnknownPost
from shudao.work import facade as work
from shudao.work.contracts import InboxFilter
from shudao.work.errors import DecidesOwnChange
from tests.builders.mechanism import FIRST_DAY, SYSTEM, Town, make_actor, make_person, make_town


@dataclass
class House:
    installed: Installation
    town: Town
    clerk: Actor
    security: Actor


@pytest.fixture
def house(installed: Installation) -> Iterator[House]:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        mechanism.define_standard_posts(uow, by=SYSTEM)
        clerk = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        security = make_actor(uow, town.bureau, Role.SECURITY_ADMIN)
    yield House(installed, town, clerk, security)


def test_a_group_has_duties_members_and_an_inbox_that_one_member_empties_for_all(house: House) -> None:
    with house.installed.database.unit_of_work() as uow:
        new = NewGroup("G-LEAD", "领导小组", GroupKind.LEADING, house.town.government.id, "裁决跨部门争议")
        group = mechanism.create_group(uow, new, by=house.clerk)
        people = [make_actor(uow, home) for home in (house.town.police, house.town.civil)]
        for person, post in zip(people, ("GRP-HEAD", "GRP-MEMBER"), strict=True):
            mechanism.appoint(uow, person.person_id or "", post, group.id, by=house.clerk)
        task = mechanism.ask_group(uow, group.id, "审定计划", "", 5, by=house.clerk)
        seen = mechanism.group(uow, group.id)
        assert [(m.post_name, m.organisation_name) for m in seen.members] == [
            ("组长", house.town.police.name),
            ("成员", house.town.civil.name),
        ]
        assert [waiting.title_zh for waiting in seen.waiting] == ["审定计划"]
        for person in people:
            assert work.inbox(uow, PageQuery(), InboxFilter(), by=person).total == 1
        work.complete_task(uow, task.id, "已审定", by=people[1])
        assert work.inbox(uow, PageQuery(), InboxFilter(), by=people[0]).total == 0
        assert mechanism.group(uow, group.id).waiting == ()
        edited = mechanism.edit_group(uow, group.id, GroupKind.LEADING, "新职责", seen_version=1, by=house.clerk)
        assert (edited.duties, edited.version) == ("新职责", 2)
        with pytest.raises(StaleOrganisation):
            mechanism.edit_group(uow, group.id, GroupKind.LEADING, "旧职责", seen_version=1, by=house.clerk)
        with pytest.raises(PostNotForOrganisation):
            mechanism.appoint(uow, people[0].person_id or "", "GRP-MEMBER", house.town.police.id, by=house.clerk)


def test_the_five_security_posts_have_holders_and_inboxes(house: House) -> None:
    with house.installed.database.unit_of_work() as uow:
        posts = mechanism.security_posts(uow)
        assert [post.role for post in posts] == list(SECURITY_POSTS)
        engineer = make_actor(uow, house.town.operations)
        with pytest.raises(NobodyThere):
            mechanism.ask_security_post(uow, "SEC-REC", house.town.operations.id, "演练", "", 3, by=house.clerk)
        mechanism.appoint(uow, engineer.person_id or "", "SEC-REC", house.town.operations.id, by=house.security)
        mechanism.ask_security_post(uow, "SEC-REC", house.town.operations.id, "演练", "", 3, by=house.clerk)
        (recovery,) = [post for post in mechanism.security_posts(uow) if post.code == "SEC-REC"]
        assert [holder.person_id for holder in recovery.holders] == [engineer.person_id]
        assert len(recovery.waiting) == 1
        assert [t.title_zh for t in work.inbox(uow, PageQuery(), InboxFilter(), by=engineer).items] == ["演练"]
        with pytest.raises(UnknownPost):
            mechanism.ask_security_post(uow, "OPS", house.town.operations.id, "x", "", 3, by=house.clerk)


@pytest.mark.parametrize(
    ("role", "home"), [(Role.DEPARTMENT_HEAD, "police"), (Role.SECURITY_ADMIN, "bureau"), (Role.DATA_OWNER, "police")]
)
def test_only_the_bureau_sets_up_groups_and_only_security_proposes_pairs(house: House, role: Role, home: str) -> None:
    with house.installed.database.unit_of_work() as uow:
        other = make_actor(uow, getattr(house.town, home), role)
        new = NewGroup("G-X", "组", GroupKind.QUALITY, house.town.bureau.id, "")
        with pytest.raises(NotPermitted):
            mechanism.create_group(uow, new, by=other)
        for asker in {other, house.clerk} - {house.security}:
            if Role.SECURITY_ADMIN not in asker.roles:
                with pytest.raises(NotPermitted):
                    mechanism.propose_conflict(uow, "OPS", "DEV", Verdict.REFUSE, by=asker)


def test_refused_pairs_are_refused_and_flagged_ones_listed(house: House) -> None:
    with house.installed.database.unit_of_work() as uow:
        centre = house.town.operations
        careful, busy = make_person(uow, centre), make_person(uow, centre)
        mechanism.appoint(uow, careful.id, "SEC-DBA", centre.id, by=SYSTEM)
        with pytest.raises(PostConflict):
            mechanism.appoint(uow, careful.id, "SEC-AUD", centre.id, by=SYSTEM)
        mechanism.appoint(uow, busy.id, "DEV", centre.id, by=SYSTEM)
        mechanism.appoint(uow, busy.id, "SEC-DBA", centre.id, valid_from=FIRST_DAY, by=SYSTEM)
        (flagged,) = mechanism.held_conflicts(uow)
        assert (flagged.person_id, flagged.post_a, flagged.post_b, flagged.verdict) == (
            busy.id,
            "DEV",
            "SEC-DBA",
            Verdict.FLAG,
        )


def test_the_matrix_is_changed_by_two_people_and_lists_whom_it_concerns(house: House) -> None:
    with house.installed.database.unit_of_work() as uow:
        both = make_person(uow, house.town.operations)
        for post in ("OPS", "DEV"):
            mechanism.appoint(uow, both.id, post, house.town.operations.id, by=SYSTEM)
        change = mechanism.propose_conflict(uow, "OPS", "DEV", Verdict.REFUSE, by=house.security)
        assert mechanism.held_conflicts(uow) == []
        with pytest.raises(DecidesOwnChange):
            work.decide(uow, change.id, approve=True, by=house.security)
    with house.installed.database.unit_of_work() as uow:
        work.decide(uow, change.id, approve=True, by=house.clerk)
        assert [(c.person_id, c.verdict) for c in mechanism.held_conflicts(uow)] == [(both.id, Verdict.REFUSE)]
        other = make_person(uow, house.town.operations)
        mechanism.appoint(uow, other.id, "DEV", house.town.operations.id, by=SYSTEM)
        with pytest.raises(PostConflict):
            mechanism.appoint(uow, other.id, "OPS", house.town.operations.id, by=SYSTEM)
    with house.installed.database.unit_of_work() as uow:
        change = mechanism.propose_conflict(uow, "DEV", "OPS", None, by=house.security)
        with pytest.raises(UnknownPost):
            mechanism.propose_conflict(uow, "DEV", "NONE", None, by=house.security)
    with house.installed.database.unit_of_work() as uow:
        work.decide(uow, change.id, approve=True, by=house.clerk)
        assert mechanism.held_conflicts(uow) == []

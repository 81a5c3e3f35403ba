"""Whoever is appointed gets exactly the role of the post, for as long as it lasts; nobody raises themselves."""

from datetime import date
from typing import Any

import pytest

from shudao.access import facade as access
from shudao.access.errors import AdministratorConflict, NotPermitted
from shudao.kernel.actor import Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import Appointment, NewPerson, Organisation, Person, Post, PostKind
from shudao.mechanism.errors import (
    AppointmentEnded,
    BadDates,
    CodeTaken,
    PostConflict,
    PostNotForOrganisation,
    StalePerson,
    UnknownPerson,
    UnknownPost,
)
from tests.builders.mechanism import SYSTEM, make_account, make_actor, make_person, make_town


def appoint(uow: UnitOfWork, person: Person, post: str, organisation: Organisation, **given: Any) -> Appointment:
    return mechanism.appoint(uow, person.id, post, organisation.id, **({"by": SYSTEM} | given))


def roles(uow: UnitOfWork, account_id: str) -> set[str]:
    return {str(m.role) for m in access.account(uow, account_id).memberships}


def test_a_head_appoints_only_in_their_own_department_and_only_its_posts(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        head = make_actor(uow, town.police, Role.DEPARTMENT_HEAD)
        own, other = make_person(uow, town.police), make_person(uow, town.civil)
        appoint(uow, own, "STEWARD", town.police, by=head)
        with pytest.raises(NotPermitted):
            appoint(uow, other, "STEWARD", town.civil, by=head)
        for above in ("BUREAU", "SYSADMIN", "SECADMIN", "SEC-BAK", "OPS"):
            with pytest.raises(NotPermitted):
                appoint(uow, own, above, town.police, by=head)


def test_the_bureau_does_not_make_administrators(database: Database) -> None:
    """Not even by calling an administrator's role by the name of a department's post."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        bureau = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        person = make_person(uow, town.bureau)
        mechanism.define_posts(uow, [Post("CLERK", "用数业务岗", PostKind.DEPARTMENT, Role.SECURITY_ADMIN)], by=bureau)
        for post in ("SECADMIN", "CLERK"):
            with pytest.raises(NotPermitted):
                appoint(uow, person, post, town.bureau, by=bureau)


@pytest.mark.parametrize("post", ["BUREAU", "OPS"])
def test_posts_that_reach_beyond_the_department_are_held_where_they_belong(database: Database, post: str) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        with pytest.raises(PostNotForOrganisation):
            appoint(uow, make_person(uow, town.police), post, town.police)


def test_incompatible_posts_are_not_held_together(database: Database) -> None:
    """Also when the one held begins only later."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.operations)
        appoint(uow, person, "SEC-BAK", town.operations, valid_from=date(2027, 1, 1))
        with pytest.raises(PostConflict):
            appoint(uow, person, "SEC-REC", town.operations)


def test_two_administrators_in_one_person_are_refused_whole(database: Database) -> None:
    """Two accounts do not help; and of the refused appointment nothing stays."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.operations)
        make_account(uow, person)
        appoint(uow, person, "SYSADMIN", town.operations)
        twin = make_person(uow, town.operations)
        access.create_account(uow, "twin", twin.name, person.id, None, by=SYSTEM)
    with database.unit_of_work() as uow:
        with pytest.raises((AdministratorConflict, PostConflict)):
            appoint(uow, person, "AUDADMIN", town.operations)
        assert mechanism.list_appointments(uow, PageQuery(), person_id=person.id).total == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"post_code": "NONE"}, UnknownPost),
        ({"person_id": "nobody"}, UnknownPerson),
        ({"reports_to": ["nobody"]}, UnknownPerson),
        ({"valid_from": date(2026, 5, 1), "valid_to": date(2026, 4, 1)}, BadDates),
    ],
)
def test_unknown_names_and_impossible_dates_are_refused(
    database: Database, given: dict[str, Any], refusal: type[Exception]
) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        usual = {"person_id": make_person(uow, town.police).id, "post_code": "CLERK", "organisation_id": town.police.id}
        with pytest.raises(refusal):
            mechanism.appoint(uow, by=SYSTEM, **(usual | given))


def test_the_role_comes_with_the_post_and_goes_with_it(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.police)
        account = make_account(uow, person)
        made = appoint(uow, person, "STEWARD", town.police)
        assert roles(uow, account) == {"data_steward"}
        mechanism.end_appointment(uow, made.id, by=SYSTEM)
        assert roles(uow, account) == {"data_steward"}, "the last day still counts"
        clock.advance(days=1)
        assert roles(uow, account) == set()
        with pytest.raises(AppointmentEnded):
            mechanism.end_appointment(uow, made.id, by=SYSTEM)


def test_a_role_stays_while_another_post_carries_it(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.police)
        account = make_account(uow, person)
        first = appoint(uow, person, "OWNER", town.police)
        appoint(uow, person, "OWNER", town.police)
        mechanism.end_appointment(uow, first.id, by=SYSTEM)
        clock.advance(days=1)
        assert roles(uow, account) == {"data_owner"}


def test_an_account_opened_after_the_appointment_gets_its_roles(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        person = make_person(uow, town.police)
        appoint(uow, person, "SHARING", town.police)
        account = make_account(uow, person)
        assert roles(uow, account) == set()
        mechanism.assign_roles(uow, person.id, by=SYSTEM)
        assert roles(uow, account) == {"sharing_officer"}


def test_the_dual_reporting_line_is_derived_where_none_is_named(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        chief, head, steward = (make_person(uow, o) for o in (town.bureau, town.police, town.police))
        appoint(uow, chief, "BUREAU", town.bureau)
        appoint(uow, steward, "STEWARD", town.police)
        (open_line,) = mechanism.reporting_chart(uow, town.police.id)
        assert open_line.to_head == (), "the open line is shown as open"
        appoint(uow, head, "CDO", town.police)
        lines = {line.appointment.person_id: line for line in mechanism.reporting_chart(uow, town.police.id)}
        assert [p for p, _ in lines[steward.id].to_head] == [head.id]
        assert [p for p, _ in lines[steward.id].to_bureau] == [chief.id]
        assert lines[head.id].to_head == (), "nobody reports to themselves"


def test_the_named_reporting_line_wins(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        chief, other, head, steward = (
            make_person(uow, o) for o in (town.bureau, town.bureau, town.police, town.police)
        )
        for person, post, organisation in ((chief, "BUREAU", town.bureau), (other, "BUREAU", town.bureau)):
            appoint(uow, person, post, organisation)
        appoint(uow, head, "CDO", town.police)
        appoint(uow, steward, "STEWARD", town.police, reports_to=[head.id, other.id])
        lines = mechanism.reporting_chart(uow, town.police.id)
        line = next(line for line in lines if line.appointment.person_id == steward.id)
        assert (line.to_head[0][0], line.to_bureau[0][0]) == (head.id, other.id)


def test_whom_to_ask_is_found_in_the_nearest_organisation_above(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        steward = make_person(uow, town.government, phone="15400000000")
        appoint(uow, steward, "STEWARD", town.government)
        contact = mechanism.contact_of(uow, town.police.id, Role.DATA_STEWARD)
        assert contact is not None and (contact.person_id, contact.phone) == (steward.id, "15400000000")
        assert mechanism.contact_of(uow, town.police.id, Role.ANALYST) is None


def test_people_are_registered_by_their_own_head_and_edited_as_seen(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        head = make_actor(uow, town.police, Role.DEPARTMENT_HEAD)
        with pytest.raises(NotPermitted):
            mechanism.create_person(uow, NewPerson("a", "甲", town.civil.id), by=head)
        made = mechanism.create_person(uow, NewPerson("a", "甲", town.police.id), by=head)
        with pytest.raises(CodeTaken):
            mechanism.create_person(uow, NewPerson("a", "乙", town.police.id), by=head)
        with pytest.raises(NotPermitted):
            mechanism.edit_person(uow, made.id, NewPerson("a", "甲", town.civil.id), seen_version=1, by=head)
        mechanism.edit_person(uow, made.id, NewPerson("a", "甲", town.police.id, "科长"), seen_version=1, by=head)
        with pytest.raises(StalePerson):
            mechanism.edit_person(uow, made.id, NewPerson("a", "丙", town.police.id), seen_version=1, by=head)

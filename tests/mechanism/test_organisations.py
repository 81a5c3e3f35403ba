"""The tree of organisations stays a tree, its codes stay true, and nobody overwrites what they have not seen."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access import facade as access
from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism import logic
from shudao.mechanism.contracts import (
    Level,
    NewOrganisation,
    Organisation,
    OrganisationFilter,
    OrganisationKind,
    OrganisationNode,
)
from shudao.mechanism.errors import (
    BadDates,
    BadRegionCode,
    BadUscc,
    CodeTaken,
    OrganisationInUse,
    StaleOrganisation,
    TreeCycle,
    UnknownOrganisation,
)
from shudao.mechanism.permissions import APPOINT, EDIT_ORGANISATIONS
from tests.builders.mechanism import (
    FIRST_DAY,
    SYSTEM,
    make_actor,
    make_organisation,
    make_town,
    new_organisation,
)

USCC = "11680100LC0000023H"


def edited(organisation: Organisation, **changes: Any) -> NewOrganisation:
    state = {key: value for key, value in asdict(organisation).items() if key in NewOrganisation.__dataclass_fields__}
    return NewOrganisation(**(state | changes))


def edit(uow: UnitOfWork, organisation: Organisation, **changes: Any) -> Organisation:
    new = edited(organisation, **changes)
    return mechanism.edit_organisation(uow, organisation.id, new, seen_version=organisation.version, by=SYSTEM)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"uscc": "11680100LC0000023X"}, BadUscc),
        ({"uscc": "11680100LC0000"}, BadUscc),
        ({"region_code": "68010"}, BadRegionCode),
        ({"region_code": "六八零一零零"}, BadRegionCode),
        ({"region_code": "６８０１００"}, BadRegionCode),
        ({"level": Level.TOWNSHIP}, BadRegionCode),
        ({"valid_to": date(2025, 12, 31)}, BadDates),
        ({"parent_id": "nowhere"}, UnknownOrganisation),
    ],
)
def test_what_cannot_be_is_refused(database: Database, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with database.unit_of_work() as uow:
        with pytest.raises(refusal):
            make_organisation(uow, **changes)
        assert mechanism.list_organisations(uow, PageQuery()).total == 0


def test_codes_are_taken_once(database: Database) -> None:
    with database.unit_of_work() as uow:
        make_organisation(uow, code="A", uscc=USCC)
        with pytest.raises(CodeTaken):
            make_organisation(uow, code="A")
        with pytest.raises(CodeTaken):
            make_organisation(uow, code="B", uscc=USCC.lower())


def test_only_the_bureau_changes_the_tree(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        head = make_actor(uow, town.police, Role.DEPARTMENT_HEAD)
        bureau = make_actor(uow, town.bureau, Role.DATA_BUREAU)
        with pytest.raises(NotPermitted):
            mechanism.create_organisation(uow, new_organisation(parent_id=town.police.id), by=head)
        with pytest.raises(NotPermitted):
            mechanism.edit_organisation(uow, town.police.id, edited(town.police), seen_version=1, by=head)
        made = mechanism.create_organisation(uow, new_organisation(parent_id=town.police.id), by=bureau)
        assert [o.id for o in mechanism.superiors(uow, made.id)] == [town.police.id, town.government.id]


def test_an_edit_of_a_version_that_has_passed_is_refused_and_changes_nothing(database: Database) -> None:
    with database.unit_of_work() as uow:
        seen = make_organisation(uow, name="旧名")
        edit(uow, seen, name="新名")
        with pytest.raises(StaleOrganisation):
            edit(uow, seen, name="别名")
        now = mechanism.organisation(uow, seen.id)
        assert (now.name, now.version) == ("新名", 2)
        (earlier,) = mechanism.organisation_versions(uow, seen.id)
        assert earlier.organisation == seen


def test_nothing_is_placed_below_itself(database: Database) -> None:
    with database.unit_of_work() as uow:
        top = make_organisation(uow)
        middle = make_organisation(uow, parent_id=top.id)
        bottom = make_organisation(uow, parent_id=middle.id)
        for below in (top, middle, bottom):
            with pytest.raises(TreeCycle):
                edit(uow, top, parent_id=below.id)


def test_what_is_in_use_does_not_end(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        with pytest.raises(OrganisationInUse):
            edit(uow, town.government, valid_to=date(2026, 12, 31))


def test_a_code_never_changes(database: Database) -> None:
    with database.unit_of_work() as uow:
        made = make_organisation(uow, code="KEEP")
        assert edit(uow, made, code="OTHER").code == "KEEP"


def test_a_move_takes_the_permissions_of_the_subtree_with_it(database: Database) -> None:
    """The head of the old superior loses the department below, the head of the new one gains it."""
    with database.unit_of_work() as uow:
        town = make_town(uow)
        office = make_organisation(uow, parent_id=town.police.id)
        desk = make_organisation(uow, parent_id=office.id)
        old, new = (make_actor(uow, o, Role.DEPARTMENT_HEAD) for o in (town.police, town.civil))
        assert access.permits(uow, old, APPOINT, desk.id) and not access.permits(uow, new, APPOINT, desk.id)
        edit(uow, office, parent_id=town.civil.id)
        assert access.permits(uow, new, APPOINT, desk.id) and not access.permits(uow, old, APPOINT, desk.id)
        assert not access.permits(uow, old, EDIT_ORGANISATIONS, desk.id)


def test_lists_know_only_what_stands_on_the_day(database: Database) -> None:
    with database.unit_of_work() as uow:
        make_organisation(uow, code="OLD", valid_to=date(2026, 6, 30))
        make_organisation(uow, code="NEW", valid_from=date(2026, 7, 1), kind=OrganisationKind.ZONE)

        def standing(on: date) -> list[str]:
            return [o.code for o in mechanism.list_organisations(uow, PageQuery(), OrganisationFilter(on=on)).items]

        assert standing(date(2026, 6, 30)) == ["OLD"]
        assert standing(date(2026, 7, 1)) == ["NEW"]
        assert standing(FIRST_DAY) == ["OLD"]
        assert [node.organisation.code for node in mechanism.tree(uow)] == ["NEW"]
        found = mechanism.list_organisations(uow, PageQuery(), OrganisationFilter(kind=OrganisationKind.ZONE))
        assert [o.code for o in found.items] == ["NEW"]


@given(st.lists(st.integers(-1, 20), max_size=20))
def test_every_organisation_stands_in_the_tree_exactly_once(parents: list[int]) -> None:
    """Each number names an earlier organisation as the parent; what points nowhere stands at the top."""
    sample = new_organisation()
    all_of_them = [
        Organisation(**asdict(replace(sample, parent_id=str(parent) if 0 <= parent < i else None)), id=str(i))
        for i, parent in enumerate(parents)
    ]

    def ids(nodes: tuple[OrganisationNode, ...]) -> list[str]:
        return [i for node in nodes for i in (node.organisation.id, *ids(node.children))]

    assert sorted(ids(logic.tree_of(all_of_them))) == sorted(o.id for o in all_of_them)

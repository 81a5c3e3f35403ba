"""The one permission decision: what a role reaches, and that nothing widens by not being known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.access import facade as access
from shudao.access import logic
from shudao.access.contracts import Permission, Scope
from shudao.access.errors import (
    AdministratorAccount,
    AdministratorConflict,
    NotPermitted,
    OwnRole,
    TermReversed,
    UnknownPlace,
)
from shudao.app.installation import Installation
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database

BY = Actor.system("test")
OWN = Permission("t.own", "本单位", "own", frozenset({Role.DATA_OWNER}), Scope.OWN, frozenset({Role.DATA_BUREAU}))
SUBTREE = Permission("t.subtree", "本级及下级", "subtree", frozenset({Role.DATA_OWNER}), Scope.SUBTREE)


def _actor(role: Role, organisation_id: str | None) -> Actor:
    return Actor("a", "甲", organisation_id=organisation_id, roles=frozenset({role.value}))


@pytest.fixture
def tree(database: Database) -> Database:
    with database.unit_of_work() as uow:
        access.note_organisation(uow, "city", "市", None)
        access.note_organisation(uow, "a", "甲局", "city")
        access.note_organisation(uow, "b", "乙局", "city")
        access.note_organisation(uow, "a1", "甲局一处", "a")
    return database


@pytest.mark.parametrize(
    ("role", "own", "target", "permission", "allowed"),
    [
        (Role.DATA_OWNER, "a", "a", OWN, True),
        (Role.DATA_OWNER, "a", "b", OWN, False),
        (Role.DATA_OWNER, "a", "a1", OWN, False),
        (Role.DATA_OWNER, "a", "a1", SUBTREE, True),
        (Role.DATA_OWNER, "a1", "a", SUBTREE, False),
        (Role.DATA_BUREAU, "city", "b", OWN, True),
        (Role.CONSUMER, "a", "a", OWN, False),
        (Role.DATA_OWNER, "a", "unheard-of", OWN, False),
        (Role.DATA_OWNER, None, "a", OWN, False),
    ],
)
def test_reach(tree: Database, role: Role, own: str, target: str, permission: Permission, allowed: bool) -> None:
    with tree.unit_of_work() as uow:
        assert access.decide(uow, _actor(role, own), permission, target).allowed is allowed


@pytest.fixture
def province(tree: Database) -> Database:
    """A province whose bureau stands beside two cities, each with a bureau and a department."""
    with tree.unit_of_work() as uow:
        access.note_organisation(uow, "province", "省", None, governs=True)
        access.note_organisation(uow, "p-bureau", "省局", "province")
        for city in ("c1", "c2"):
            access.note_organisation(uow, city, "市", "province", governs=True)
            access.note_organisation(uow, f"{city}-bureau", "市局", city)
            access.note_organisation(uow, f"{city}-dept", "市公安局", city)
    return tree


@pytest.mark.parametrize(
    ("own", "target", "allowed"),
    [
        ("c1-bureau", "c1-dept", True),
        ("c1-bureau", "c1", True),
        ("c1-bureau", "p-bureau", False),
        ("c1-bureau", "province", False),
        ("c1-bureau", "c2-dept", False),
        ("p-bureau", "p-bureau", True),
        ("p-bureau", "c2-dept", True),
        ("c1-bureau", "a", True),
    ],
)
def test_a_bureau_reaches_over_its_own_government_and_those_below_it(
    province: Database, own: str, target: str, allowed: bool
) -> None:
    """Never up into the province's things or across into a neighbour's; what stands in no government is open to it."""
    with province.unit_of_work() as uow:
        assert access.permits(uow, _actor(Role.DATA_BUREAU, own), OWN, target) is allowed


def test_the_governments_above_an_organisation_are_known_nearest_first(province: Database) -> None:
    with province.unit_of_work() as uow:
        assert access.realms_above(uow, "c1-dept") == ("c1", "province")
        assert access.realm_of(uow, "p-bureau") == "province"
        assert access.realm_of(uow, "a") is None
        access.note_organisation(uow, "c1", "市", "province", governs=False)
        assert access.realm_of(uow, "c1-dept") == "province", "a town that became a street office governs no longer"


def test_a_subtree_moves_with_its_organisation(tree: Database) -> None:
    with tree.unit_of_work() as uow:
        access.note_organisation(uow, "a", "甲局", "b")
    with tree.unit_of_work() as uow:
        assert access.decide(uow, _actor(Role.DATA_OWNER, "b"), SUBTREE, "a1").allowed


def test_no_person_holds_two_of_the_three_administrators(installed: Installation) -> None:
    """Not even with two accounts, nor with a term that began before and reaches over."""
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "city", "市", None)
        today = uow.clock.today()
        first = access.create_account(uow, "one", "张三", "p1", None, by=BY)
        second = access.create_account(uow, "two", "张三", "p1", None, by=BY)
        access.assign_role(uow, first.id, Role.SYSTEM_ADMIN, "city", today, by=BY)
        for begins, ends in ((today, None), (date(2020, 1, 1), None), (date(2020, 1, 1), today)):
            with pytest.raises(AdministratorConflict):
                access.assign_role(uow, second.id, Role.AUDIT_ADMIN, "city", begins, ends, by=BY)
        access.assign_role(uow, second.id, Role.AUDIT_ADMIN, "city", date(2020, 1, 1), date(2020, 12, 31), by=BY)


def test_nobody_gives_a_role_to_oneself(installed: Installation) -> None:
    """Whoever may give roles could otherwise do everything; not by a second account of theirs either."""
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "city", "市", None)
        own = access.create_account(uow, "one", "张三", "p1", None, by=BY)
        second = access.create_account(uow, "two", "张三", "p1", None, by=BY)
        by = Actor(own.id, "张三", "p1", "city", frozenset({Role.SECURITY_ADMIN.value}))
        for account in (own, second):
            with pytest.raises(OwnRole):
                access.assign_role(uow, account.id, Role.DATA_BUREAU, "city", uow.clock.today(), by=by)


def test_a_role_needs_a_place_that_exists_and_a_term_that_runs_forward(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "city", "市", None)
        account = access.create_account(uow, "one", "张三", "p1", None, by=BY)
        with pytest.raises(UnknownPlace):
            access.assign_role(uow, account.id, Role.CONSUMER, "nowhere", uow.clock.today(), by=BY)
        with pytest.raises(TermReversed):
            access.assign_role(uow, account.id, Role.CONSUMER, "city", date(2026, 1, 2), date(2026, 1, 1), by=BY)


@pytest.mark.parametrize("role", sorted(logic.ADMINISTRATORS))
def test_one_administrator_does_not_take_anothers_place(installed: Installation, role: Role) -> None:
    """With a new password for the audit administrator's account the system administrator would be both."""
    with installed.database.unit_of_work() as uow:
        access.note_organisation(uow, "city", "市", None)
        other = access.create_account(uow, "other", "李四", "p2", None, by=BY)
        access.assign_role(uow, other.id, role, "city", uow.clock.today(), by=BY)
        by = Actor("admin", "张三", "p1", "city", frozenset({Role.SYSTEM_ADMIN.value}))
        with pytest.raises(AdministratorAccount):
            access.issue_enrolment(uow, "other", by=by)
        with pytest.raises(AdministratorAccount):
            access.set_account_state(uow, other.id, "disabled", by=by)
        assert access.issue_enrolment(uow, "other", by=Actor.system("command-line"))


def test_a_refusal_names_the_right_that_is_missing(tree: Database) -> None:
    with tree.unit_of_work() as uow, pytest.raises(NotPermitted, match="本单位"):
        access.require(uow, _actor(Role.CONSUMER, "a"), OWN, "a")


@given(
    role=st.sampled_from(list(Role)),
    own=st.sampled_from(["", "/c/", "/c/a/", "/c/b/", "/c/a/x/"]),
    target=st.sampled_from(["/c/", "/c/a/", "/c/b/", "/c/a/x/", "?lost"]),
    scope=st.sampled_from([Scope.OWN, Scope.SUBTREE]),
)
def test_narrower_scopes_never_reach_further(role: Role, own: str, target: str, scope: Scope) -> None:
    """What OWN allows SUBTREE allows; and neither allows what the role does not hold."""
    permission = Permission("t", "t", "t", frozenset({Role.DATA_OWNER}), scope)
    actor = _actor(role, "x")
    if logic.reaches(permission, actor, own, target):
        assert role is Role.DATA_OWNER
        assert own
        assert target.startswith(own)
        assert logic.reaches(replace(permission, scope=Scope.SUBTREE), actor, own, target)


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "x" * 300, "zhang.san-secret!"])
def test_weak_passwords_are_refused(password: str) -> None:
    assert logic.password_weakness(password, "zhang.san") is not None


def test_a_long_phrase_is_good_enough() -> None:
    assert logic.password_weakness("今天 天气 很好 like it", "zhang.san") is None

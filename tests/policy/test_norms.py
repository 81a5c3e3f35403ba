"""Norms run: under which version, over what, who is told, what is waived and by whom, and who may see it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy
from shudao.policy.contracts import NewNorm, NewWaiver, Norm, Severity, ViolationFilter
from shudao.policy.errors import NoNormInForce, NothingToWaive, UnknownClause, VersionFixed, WaiverTooLong
from shudao.work import facade as work
from shudao.work.contracts import InboxFilter
from shudao.work.errors import DecidesOwnChange
from tests.builders.architecture import ENTITY, OBJECT, Cast, make_cast, publish_ledger
from tests.builders.mechanism import SYSTEM, make_actor

PAGE = PageQuery(limit=200)
FIRST = date(2026, 1, 1)


def publish(uow: UnitOfWork, cast: Cast, codes: list[str]) -> None:
    policy.submit_norms(uow, codes, by=cast.bureau)
    policy.publish_norms(uow, codes, by=cast.colleague)


def adopt(uow: UnitOfWork, cast: Cast) -> list[str]:
    made = policy.adopt_norms(uow, cast.town.bureau.id, FIRST, by=cast.bureau)
    publish(uow, cast, [norm.code for norm in made])
    return [norm.code for norm in made]


@pytest.fixture
def cast(installed: Installation) -> Cast:
    """A published ledger of the police with some faults, and the norms in force."""
    with installed.database.unit_of_work() as uow:
        people = make_cast(uow)
        publish_ledger(uow, people)
        adopt(uow, people)
        return people


def check(installed: Installation, by: Actor = SYSTEM) -> Any:
    with installed.database.unit_of_work() as uow:
        return policy.check_norms(uow, by=by)


def found(installed: Installation, clause: str) -> set[str]:
    with installed.database.unit_of_work() as uow:
        page = policy.list_violations(uow, PAGE, ViolationFilter(clause_id=clause), by=SYSTEM)
        return {each.subject for each in page.items if each.waived_until is None}


def new_version(norm: Norm, **given: Any) -> NewNorm:
    fields = {key: getattr(norm, key) for key in NewNorm.__dataclass_fields__}
    return replace(NewNorm(**fields), version=norm.version + 1, **given)


def test_the_charter_and_fourteen_norms_are_adopted_once_with_their_clauses(
    installed: Installation, cast: Cast
) -> None:
    with installed.database.unit_of_work() as uow:
        assert policy.adopt_norms(uow, cast.town.bureau.id, FIRST, by=cast.bureau) == ()
        norms = policy.norms_in_force(uow, uow.clock.today())
        assert len(norms) == 15
        assert all(norm.clauses for code, norm in norms.items() if code != "GF-00")
        assert "Z1 " in norms["GF-00"].text


def test_a_check_names_what_is_wrong_who_owns_it_and_under_which_version(installed: Installation, cast: Cast) -> None:
    run = check(installed)
    assert run.must > 0 and run.versions["GF-05"] == 1 and run.clauses >= 60
    # A critical entity of the ledger has no certified source; nobody but the police answers for it.
    with installed.database.unit_of_work() as uow:
        page = policy.list_violations(uow, PAGE, ViolationFilter(clause_id="N05-01"), by=cast.steward)
    (violation,) = page.items
    assert (violation.subject, violation.organisation_id) == (ENTITY, cast.police)
    assert violation.owner_person_id == cast.owner.person_id and violation.owner_name == cast.owner.name
    assert violation.link == f"/ledger/entities/{ENTITY}"


def test_what_is_mended_is_gone_and_what_stays_keeps_its_first_day(
    installed: Installation, cast: Cast, clock: FixedClock
) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        before = policy.list_violations(uow, PAGE, by=SYSTEM).items
        architecture.confirm_owner(uow, ENTITY, by=cast.owner)
    clock.advance(days=3)
    check(installed)
    assert found(installed, "N02-07") == set()
    with installed.database.unit_of_work() as uow:
        after = policy.list_violations(uow, PAGE, by=SYSTEM).items
    assert {v.since for v in after} == {v.since for v in before} and len(after) == len(before) - 1


def test_a_new_version_asks_from_its_effective_day_and_not_before(
    installed: Installation, cast: Cast, clock: FixedClock
) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with installed.database.unit_of_work() as uow:
        old = policy.norm(uow, "GF-05", by=cast.bureau)
        policy.define_norms(uow, [new_version(old, effective_on=tomorrow, clauses=("N05-02",))], by=cast.bureau)
        publish(uow, cast, ["GF-05"])
    assert check(installed).versions["GF-05"] == 1
    assert found(installed, "N05-01") == {ENTITY}
    clock.advance(days=1)
    assert check(installed).versions["GF-05"] == 2
    assert found(installed, "N05-01") == set(), "the clause is in force no longer, and its findings went with it"


def test_a_norm_cannot_name_a_clause_of_another_norm_or_one_that_is_not_there(
    installed: Installation, cast: Cast
) -> None:
    with installed.database.unit_of_work() as uow:
        old = policy.norm(uow, "GF-05", by=cast.bureau)
        for clauses in (("N13-01",), ("N05-99",)):
            with pytest.raises(UnknownClause):
                policy.define_norms(uow, [new_version(old, clauses=clauses)], by=cast.bureau)
        with pytest.raises(VersionFixed):
            policy.define_norms(uow, [replace(new_version(old), version=1, clauses=())], by=cast.bureau)


def test_without_a_norm_in_force_nothing_is_checked_and_nothing_shows_as_kept(installed: Installation) -> None:
    with pytest.raises(NoNormInForce):
        check(installed)


def test_a_department_gets_one_task_per_role_and_none_again_until_it_is_mended(
    installed: Installation, cast: Cast
) -> None:
    check(installed)
    check(installed)
    with installed.database.unit_of_work() as uow:
        mine = work.inbox(uow, PAGE, InboxFilter(kind="policy.norms.mend"), by=cast.steward)
        assert len(mine.items) == 1
        assert f"/standards/norms/results/{cast.police}" in mine.items[0].link
        everything = {v.clause_id for v in policy.list_violations(uow, PAGE, by=cast.steward).items}
        assert len(everything) > 3, "one task, however much was found"
        for norm in policy.list_norms(uow, PAGE, by=cast.bureau).items:
            if norm.code != "GF-14":
                policy.define_norms(uow, [new_version(norm, clauses=())], by=cast.bureau)
        others = [norm.code for norm in policy.list_norms(uow, PAGE, by=cast.bureau).items if norm.version == 2]
        publish(uow, cast, others)
    check(installed)
    with installed.database.unit_of_work() as uow:
        assert work.inbox(uow, PAGE, InboxFilter(kind="policy.norms.mend"), by=cast.steward).items == []


def ask_waiver(uow: UnitOfWork, cast: Cast, by: Actor, days: int = 30) -> Any:
    until = uow.clock.today() + timedelta(days=days)
    return policy.propose_waiver(uow, NewWaiver("N05-01", ENTITY, "系统年底前上线", until), by=by)


def test_a_waiver_needs_another_person_and_ends_on_its_day(
    installed: Installation, cast: Cast, clock: FixedClock
) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        held = ask_waiver(uow, cast, cast.steward)
    with installed.database.unit_of_work() as uow:
        work.decide(uow, held.id, approve=True, by=cast.bureau)
    run = check(installed)
    assert run.waived == 1 and found(installed, "N05-01") == set()
    clock.advance(days=31)
    assert check(installed).waived == 0
    assert found(installed, "N05-01") == {ENTITY}


def test_a_member_of_the_bureau_cannot_approve_a_waiver_of_their_own(installed: Installation, cast: Cast) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        held = ask_waiver(uow, cast, cast.bureau)
    with installed.database.unit_of_work() as uow, pytest.raises(DecidesOwnChange):
        work.decide(uow, held.id, approve=True, by=cast.bureau)


def test_a_waiver_is_for_something_found_and_for_a_year_at_most(installed: Installation, cast: Cast) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        with pytest.raises(WaiverTooLong):
            ask_waiver(uow, cast, cast.steward, days=400)
        with pytest.raises(WaiverTooLong):
            ask_waiver(uow, cast, cast.steward, days=0)
        new = NewWaiver("N05-01", OBJECT, "没有违反", uow.clock.today() + timedelta(days=9))
        with pytest.raises(NothingToWaive):
            policy.propose_waiver(uow, new, by=cast.steward)


def test_an_ended_waiver_counts_no_more(installed: Installation, cast: Cast) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        held = ask_waiver(uow, cast, cast.steward)
    with installed.database.unit_of_work() as uow:
        work.decide(uow, held.id, approve=True, by=cast.bureau)
        (waiver,) = policy.list_waivers(uow, PAGE, in_force=True, by=cast.steward).items
        assert not policy.end_waiver(uow, waiver.id, by=cast.steward).is_in_force
    assert check(installed).waived == 0


def test_an_outsider_sees_nothing_of_another_department_and_may_not_check_or_waive(
    installed: Installation, cast: Cast
) -> None:
    check(installed)
    with installed.database.unit_of_work() as uow:
        assert policy.list_violations(uow, PAGE, by=cast.outsider).total == 0
        assert policy.department_results(uow, by=cast.outsider) == []
        assert policy.list_waivers(uow, PAGE, by=cast.outsider).total == 0
        assert sum(c.violations for c in policy.list_clauses(uow, by=cast.outsider)) == 0
        with pytest.raises(NotPermitted):
            policy.trend(uow, cast.police, by=cast.outsider)
        with pytest.raises(NotPermitted):
            policy.list_violations(uow, PAGE, ViolationFilter(organisation_id=cast.police), by=cast.outsider)
        with pytest.raises(NotPermitted):
            policy.check_norms(uow, by=cast.steward)
        with pytest.raises(NothingToWaive):
            ask_waiver(uow, cast, cast.outsider)


def test_the_board_tells_the_change_since_the_run_before(installed: Installation, cast: Cast) -> None:
    first = check(installed)
    with installed.database.unit_of_work() as uow:
        assert {each.before for each in policy.department_results(uow, by=cast.bureau)} == {None}
        architecture.confirm_owner(uow, ENTITY, by=cast.owner)
    second = check(installed)
    with installed.database.unit_of_work() as uow:
        (police,) = [e for e in policy.department_results(uow, by=cast.bureau) if e.organisation_id == cast.police]
        points = policy.trend(uow, None, by=cast.bureau)
        runs = policy.list_runs(uow, PAGE, by=cast.bureau)
    assert police.before is not None and police.must + police.should == police.before - 1
    assert [(p.must, p.should) for p in points] == [(r.must, r.should) for r in (first, second)]
    assert runs.total == 2 and runs.items[0].id == second.id


def test_results_are_sorted_by_what_matters(installed: Installation, cast: Cast) -> None:
    run = check(installed)
    with installed.database.unit_of_work() as uow:
        rows = policy.run_details(uow, run.id, by=SYSTEM)
        severities = [row.severity for row in rows]
        reader = make_actor(uow, cast.town.civil, Role.DATA_STEWARD)
        assert policy.run_details(uow, run.id, by=reader) == []
    assert severities == sorted(severities, key=list(Severity).index)
    assert sum(row.violations for row in rows) == run.must + run.should + run.advice

"""Grades go up by one hand and down only by two (DESIGN §9)."""

from datetime import timedelta

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import ChangeState, Grade
from shudao.architecture.errors import (
    ChangeOpen,
    LoweringNeedsTwo,
    NotALowering,
    OwnWork,
    ReasonRequired,
    RegulatorDecides,
    UnknownChange,
)
from shudao.kernel.actor import Role
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.jobs import JobContext, run_job
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, NAME, NUMBER, PAGE
from tests.builders.mechanism import make_actor


def grade_of(uow: UnitOfWork, code: str) -> Grade | None:
    return architecture.entity(uow, ENTITY).attribute(code).grade


def test_no_single_hand_lowers_a_grade(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        with pytest.raises(LoweringNeedsTwo):
            architecture.set_grades(uow, {NAME: Grade.G4, NUMBER: Grade.G2}, by=cast.steward)
        for code in (NAME, NUMBER):
            with pytest.raises(NotPermitted):
                architecture.set_grades(uow, {code: Grade.G4}, by=cast.outsider)
    with database.unit_of_work() as uow:
        assert grade_of(uow, NAME) is Grade.G2, "a refused set leaves nothing half done"


def test_raising_a_grade_needs_one(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.set_grades(uow, {NAME: Grade.IMPORTANT}, by=cast.steward)
        assert architecture.entity(uow, ENTITY).grade is Grade.IMPORTANT


def test_lowering_waits_for_the_second_signature(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        made = architecture.propose_lowering(uow, NUMBER, Grade.G2, "已脱敏", by=cast.owner)
        assert grade_of(uow, NUMBER) is Grade.G3
        assert work.count_open(uow, by=cast.security) == 1
        with pytest.raises(ChangeOpen):
            architecture.propose_lowering(uow, NUMBER, Grade.G1, "再降", by=cast.owner)
        assert architecture.confirm_lowering(uow, made, True, by=cast.security) is ChangeState.APPLIED
        assert grade_of(uow, NUMBER) is Grade.G2
        assert work.count_open(uow, by=cast.security) == 0
        with pytest.raises(UnknownChange):
            architecture.confirm_lowering(uow, made, True, by=cast.security)


def test_a_refused_lowering_changes_nothing(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        made = architecture.propose_lowering(uow, NUMBER, Grade.G2, "已脱敏", by=cast.owner)
        assert architecture.confirm_lowering(uow, made, False, by=cast.security) is ChangeState.REFUSED
        assert grade_of(uow, NUMBER) is Grade.G3


def test_the_two_signatures_are_two_peoples(database: Database, raw: psycopg.Connection) -> None:
    """One person with both posts signs once; the bureau's or the owner's second yes does not count either."""
    with build.ledger(database) as (uow, cast):
        both = make_actor(uow, cast.town.police, Role.DATA_OWNER, Role.SECURITY_ADMIN)
        made = architecture.propose_lowering(uow, NUMBER, Grade.G2, "已脱敏", by=both)
        with pytest.raises(OwnWork):
            architecture.confirm_lowering(uow, made, True, by=both)
        for other in (cast.owner, cast.bureau, cast.steward):
            with pytest.raises(NotPermitted):
                architecture.confirm_lowering(uow, made, True, by=other)
    with pytest.raises(psycopg.errors.CheckViolation):
        raw.execute("update architecture.lowering set decided_by = requested_by, decided_at = now()")


def test_what_is_no_lowering_is_not_proposed(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        propose = architecture.propose_lowering
        for after in (Grade.G3, Grade.G4):
            with pytest.raises(NotALowering):
                propose(uow, NUMBER, after, "理由", by=cast.owner)
        with pytest.raises(ReasonRequired):
            propose(uow, NUMBER, Grade.G1, " ", by=cast.owner)
        for other in (cast.outsider, cast.steward):
            with pytest.raises(NotPermitted):
                propose(uow, NUMBER, Grade.G1, "理由", by=other)


@pytest.mark.parametrize("grade", [Grade.IMPORTANT, Grade.CORE])
def test_what_the_regulator_listed_never_drops_by_a_click(database: Database, grade: Grade) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.set_grades(uow, {NUMBER: grade}, by=cast.owner)
        with pytest.raises(RegulatorDecides):
            architecture.propose_lowering(uow, NUMBER, Grade.G4, "理由", by=cast.owner)


def _schedule(installed: Installation, clock: FixedClock) -> str:
    """A lowering signed by two, ten days ahead."""
    with build.ledger(installed.database) as (uow, cast):
        day = clock.today() + timedelta(days=10)
        made = architecture.propose_lowering(uow, NUMBER, Grade.G2, "期满", effective_on=day, by=cast.owner)
        assert architecture.confirm_lowering(uow, made, True, by=cast.security) is ChangeState.SCHEDULED
        assert grade_of(uow, NUMBER) is Grade.G3
    return made


def _wake(installed: Installation, lowering_id: str) -> None:
    context = JobContext(installed.database, installed.clock, installed.settings)
    run_job("architecture.apply_lowering", context, {"lowering_id": lowering_id})


def test_a_lowering_signed_for_a_day_happens_on_that_day_and_not_before(
    installed: Installation, clock: FixedClock
) -> None:
    made = _schedule(installed, clock)
    for days, grade in ((9, Grade.G3), (1, Grade.G2), (1, Grade.G2)):
        clock.advance(days=days)
        _wake(installed, made)
        with installed.database.unit_of_work() as uow:
            assert grade_of(uow, NUMBER) is grade


def test_a_grade_that_rose_meanwhile_is_left_alone(installed: Installation, clock: FixedClock) -> None:
    """What two people signed was a step from G3 to G2; from G4 it would be another decision."""
    made = _schedule(installed, clock)
    with installed.database.unit_of_work() as uow:
        architecture.set_grades(uow, {NUMBER: Grade.G4}, by=build.SYSTEM)
    clock.advance(days=10)
    _wake(installed, made)
    with installed.database.unit_of_work() as uow:
        assert grade_of(uow, NUMBER) is Grade.G4
        assert architecture.list_lowerings(uow, PAGE, by=build.SYSTEM).items[0].state is ChangeState.LAPSED


def test_lowerings_are_listed_to_their_organisation_and_to_those_who_sign(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.propose_lowering(uow, NUMBER, Grade.G2, "已脱敏", by=cast.owner)
        seen = {who: architecture.list_lowerings(uow, PAGE, by=who).total for who in (cast.owner, cast.security)}
        assert set(seen.values()) == {1}
        assert architecture.list_lowerings(uow, PAGE, by=cast.outsider).total == 0
        with pytest.raises(NotPermitted):
            architecture.list_lowerings(uow, PAGE, by=cast.officer)

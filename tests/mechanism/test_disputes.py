"""Disputes: two parties, a body that is neither, a binding outcome that is carried out, and the whole thread kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest

from shudao.access import facade as access
from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade
from shudao.architecture.errors import RegulatorDecides
from shudao.kernel.actor import Actor, Role
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import (
    ContributionKind,
    Dispute,
    DisputeFilter,
    DisputeState,
    NewDispute,
    Outcome,
    Topic,
)
from shudao.mechanism.errors_disputes import (
    DisputeIncomplete,
    DisputeSettled,
    NoHigherBody,
    NotTheRulingBody,
    OutcomeIncomplete,
    SameDispute,
    SameParty,
    UnknownDispute,
)
from shudao.work import facade as work
from shudao.work.errors import UnknownSubject
from tests.builders.architecture import (
    DRAFT_ENTITY,
    ENTITY,
    NAME,
    NUMBER,
    OBJECT,
    make_cast,
    plant_draft,
    publish_ledger,
)
from tests.builders.mechanism import FIRST_DAY, SYSTEM, make_actor, make_organisation


@dataclass
class Case:
    uow: UnitOfWork
    police: Actor
    civil: Actor
    bureau: Actor
    outsider: Actor

    def open(
        self, topic: Topic = Topic.STANDARD, subject: str = f"architecture/node/{ENTITY}", **given: Any
    ) -> Dispute:
        new = NewDispute(topic, subject, str(self.police.organisation_id), "我局为登记机关", "应由我局负责")
        return mechanism.open_dispute(self.uow, replace(new, **given), by=self.civil)

    def rule(self, found: Dispute, by: Actor | None = None, **outcome: Any) -> Dispute:
        said = Outcome(**({"words": "依三定规定"} | outcome))
        return mechanism.rule_dispute(self.uow, found.id, said, seen_version=found.version, by=by or self.bureau)


@pytest.fixture
def case(installed: Installation) -> Iterator[Case]:
    with installed.database.unit_of_work() as uow:
        cast = make_cast(uow)
        publish_ledger(uow, cast)
        plant_draft(uow, cast)
        head, town = Role.DEPARTMENT_HEAD, cast.town
        outsider = make_actor(uow, make_organisation(uow, name="测试外局"), head, Role.DATA_OWNER)
        police, civil = make_actor(uow, town.police, head), make_actor(uow, town.civil, head, Role.DATA_OWNER)
        yield Case(uow, police, civil, make_actor(uow, town.bureau, Role.DATA_BUREAU), outsider)


def kinds(case: Case, who: Actor) -> set[str]:
    return {task.kind for task in work.inbox(case.uow, PageQuery(), by=who).items}


def test_a_case_reaches_the_other_party_and_the_bureau_with_deadlines_and_nobody_else(case: Case) -> None:
    found = case.open()
    assert (found.ruling_organisation_id, found.level) == (case.bureau.organisation_id, 1)
    assert kinds(case, case.police) == {"mechanism.dispute.answer"}
    assert "mechanism.dispute.rule" in kinds(case, case.bureau)
    for who in (case.police, case.civil, case.bureau):
        assert mechanism.dispute(case.uow, found.id, by=who).id == found.id
        assert mechanism.list_disputes(case.uow, DisputeFilter(topic=Topic.STANDARD), PageQuery(), by=who).total == 1
    for act in (mechanism.dispute, mechanism.thread_of):
        with pytest.raises(UnknownDispute):
            act(case.uow, found.id, by=case.outsider)
    with pytest.raises(UnknownDispute):
        mechanism.add_to_dispute(case.uow, found.id, "旁听", by=case.outsider)
    assert mechanism.list_disputes(case.uow, DisputeFilter(), PageQuery(), by=case.outsider).total == 0


def test_neither_a_party_nor_who_brought_it_nor_the_system_rules(case: Case) -> None:
    found = case.open()
    for role in (Role.DATA_BUREAU,):
        access.assign_role(
            case.uow, case.civil.account_id, role, str(case.bureau.organisation_id), FIRST_DAY, by=SYSTEM
        )
    # Whoever brought it also works in the bureau; under that hat it is still the same person.
    same = replace(case.civil, organisation_id=case.bureau.organisation_id, roles=case.bureau.roles)
    party = replace(case.police, roles=case.bureau.roles)
    for wrong in (case.police, case.civil, same, party, SYSTEM):
        with pytest.raises(NotTheRulingBody):
            case.rule(found, by=wrong)
    assert case.rule(found).state is DisputeState.RULED


def test_an_owner_case_makes_the_named_person_the_owner(case: Case, raw: psycopg.Connection[Any]) -> None:
    found = case.open(Topic.OWNER, f"architecture/node/{OBJECT}")
    with pytest.raises(OutcomeIncomplete):
        case.rule(found)
    assert case.civil.person_id is not None
    ruled = case.rule(found, person_id=case.civil.person_id)
    assert ruled.is_carried_out and ruled.outcome is not None
    owner = mechanism.owner_of(case.uow, "business_object", OBJECT)
    assert owner is not None and owner.person_id == case.civil.person_id


def test_a_grade_case_sets_the_grade_up_or_down_and_keeps_both_signatures(case: Case) -> None:
    def grade() -> str:
        return next(str(a.grade) for a in architecture.entity(case.uow, ENTITY).attributes if a.code == NAME)

    subject = f"architecture/node/{NAME}"
    for wanted in (Grade.G4, Grade.G2):
        case.rule(case.open(Topic.GRADE, subject), grade=wanted.value)
        assert grade() == wanted.value
    (lowering,) = architecture.list_lowerings(case.uow, PageQuery(), by=SYSTEM).items
    assert lowering.after == Grade.G2


def test_no_ruling_lowers_what_only_its_regulator_may(case: Case, raw: psycopg.Connection[Any]) -> None:
    architecture.set_grades(case.uow, {NUMBER: Grade.CORE}, by=SYSTEM)
    found = case.open(Topic.GRADE, f"architecture/node/{NUMBER}")
    with pytest.raises(RegulatorDecides), case.uow.session.begin_nested():
        case.rule(found, grade="G1")
    assert mechanism.dispute(case.uow, found.id, by=case.civil).state is DisputeState.OPEN


def test_other_topics_leave_the_party_a_to_do(case: Case) -> None:
    ruled = case.rule(case.open(Topic.QUALITY))
    assert not ruled.is_carried_out
    assert kinds(case, case.police) == {"mechanism.dispute.do"}


def test_the_thread_is_kept_and_ends_with_the_ruling(case: Case) -> None:
    found = case.open()
    mechanism.add_to_dispute(case.uow, found.id, "附三定规定第三条", by=case.civil)
    mechanism.add_to_dispute(case.uow, found.id, "我局不同意", by=case.police)
    assert kinds(case, case.police) == set()
    case.rule(found)
    thread = mechanism.thread_of(case.uow, found.id, by=case.police)
    kind = ContributionKind
    assert [each.kind for each in thread] == [kind.STATEMENT, kind.EVIDENCE, kind.ANSWER, kind.RULING]
    with pytest.raises(DisputeSettled):
        mechanism.add_to_dispute(case.uow, found.id, "再说一句", by=case.civil)


def test_one_appeal_to_the_body_above_and_no_second(case: Case) -> None:
    leader = make_actor(case.uow, mechanism.organisation(case.uow, str(case.bureau.organisation_id)), Role.MANAGER)
    found = case.rule(case.open())
    appealed = mechanism.appeal_dispute(case.uow, found.id, "裁定漏看证据", by=case.police)
    assert (appealed.level, appealed.ruling_role, appealed.state) == (2, Role.MANAGER, DisputeState.OPEN)
    with pytest.raises(NotTheRulingBody):
        case.rule(appealed)
    final = case.rule(appealed, by=leader)
    with pytest.raises(NoHigherBody):
        mechanism.appeal_dispute(case.uow, final.id, "再来", by=case.civil)


def test_a_ruling_on_what_one_has_not_read_is_refused(case: Case) -> None:
    found = case.open()
    with pytest.raises(DisputeSettled):
        case.rule(replace(found, version=7))


def test_what_cannot_be_brought(case: Case) -> None:
    case.open()
    clerk = replace(case.civil, roles=frozenset({"consumer"}))
    with pytest.raises(SameDispute):
        case.open()
    with pytest.raises(SameParty):
        case.open(respondent_organisation_id=str(case.civil.organisation_id))
    with pytest.raises(DisputeIncomplete):
        case.open(statement=" ")
    with pytest.raises(UnknownSubject):
        case.open(subject=f"architecture/node/{DRAFT_ENTITY}")
    with pytest.raises(NotPermitted):
        new = NewDispute(Topic.SOURCE, f"architecture/node/{ENTITY}", str(case.police.organisation_id), "a", "b")
        mechanism.open_dispute(case.uow, new, by=clerk)


def test_it_can_be_taken_back_until_it_is_ruled(case: Case) -> None:
    found = case.open()
    with pytest.raises(NotPermitted):
        mechanism.withdraw_dispute(case.uow, found.id, "已协商", by=case.police)
    assert mechanism.withdraw_dispute(case.uow, found.id, "已协商", by=case.civil).state is DisputeState.WITHDRAWN
    assert kinds(case, case.police) == set()
    assert case.open().state is DisputeState.OPEN

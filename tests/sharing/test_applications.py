"""The way of an application: first everything that must be refused, then the way itself."""

from datetime import date

import pytest

from shudao.access.errors import NotPermitted
from shudao.app.installation import Installation
from shudao.architecture.contracts import ShareType
from shudao.kernel.actor import Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.expr.errors import PredicateMalformed
from shudao.kernel.expr.predicate import Eq, In
from shudao.kernel.paging import PageQuery
from shudao.security import facade as security
from shudao.security.contracts import MaskKind
from shudao.sharing import facade as sharing
from shudao.sharing.contracts import (
    Action,
    ApplicationFilter,
    Approval,
    ListScope,
    Method,
    Profile,
    RefusalGround,
    State,
    Step,
)
from shudao.sharing.errors import (
    DecidesOwnRequest,
    EntryNotShared,
    GroundMissing,
    GroundNotFitting,
    MalformedScope,
    NotPossibleNow,
    RequestIncomplete,
    ReturnedBefore,
    ScopeWidened,
    UnknownApplication,
    UnknownTarget,
)
from shudao.work import facade as work
from tests.builders.mechanism import make_actor
from tests.builders.sharing import Case, make_case, new_application

EXPLAINED = "申请理由与法定职责不符，请缩小范围"
API = {"method": Method.API}


def test_an_outsider_finds_nothing(case: Case) -> None:
    case.draft(**API, purpose="标记用途MARKER")
    with case.installed.database.unit_of_work() as uow:
        for asker in (case.sides.outsider, case.sides.reviewer, case.sides.filer):
            with pytest.raises(UnknownApplication):
                sharing.detail(uow, case.id, by=asker)
            assert sharing.list_applications(uow, ApplicationFilter(), PageQuery(), by=asker).total == 0
    case.reach(["submit", "consent"])
    with case.installed.database.unit_of_work() as uow:
        with pytest.raises(UnknownApplication):
            sharing.application(uow, case.id, by=case.sides.outsider)
        assert (
            sharing.list_applications(uow, ApplicationFilter(), PageQuery(q="MARKER"), by=case.sides.outsider).total
            == 0
        )
        assert sharing.application(uow, case.id, by=case.sides.reviewer).number


@pytest.mark.parametrize(
    ("reached", "step", "who", "args"),
    [
        (["submit"], "consent", "clerk", ()),
        (["submit", "consent"], "approve", "clerk", ()),
        (["submit", "consent"], "approve", "consenter", ()),
        (["submit", "consent"], "refuse", "filer", (RefusalGround.NOT_NECESSARY, EXPLAINED)),
        (["submit", "consent", "approve"], "file", "reviewer", ()),
        (["submit", "consent", "approve"], "file", "consenter", ()),
        (["submit", "consent", "approve", "file"], "confirm_receipt", "reviewer", (0,)),
    ],
)
def test_nobody_takes_anothers_step(
    case: Case, reached: list[str], step: str, who: str, args: tuple[object, ...]
) -> None:
    case.draft(**API)
    case.reach(reached)
    before = case.version
    with pytest.raises(NotPermitted):
        case.do(step, getattr(case.sides, who), *args)
    assert case.version == before


def test_a_requester_with_every_role_still_does_not_decide_their_own_request(case: Case) -> None:
    town = case.sides.town
    with case.installed.database.unit_of_work() as uow:
        officer = make_actor(uow, town.civil, Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD, Role.DATA_BUREAU)
    case.sides = case.sides.__class__(**{**vars(case.sides), "clerk": officer})
    case.draft(**API)
    case.do("submit", officer)
    with pytest.raises(DecidesOwnRequest):
        case.do("consent", officer)
    case.reach(["consent", "approve"])
    with pytest.raises(DecidesOwnRequest):
        case.do("file", officer)


@pytest.mark.parametrize("ground", [None, RefusalGround.NOT_NECESSARY])
def test_a_refusal_needs_a_ground_and_an_explanation(case: Case, ground: RefusalGround | None) -> None:
    case.draft(**API)
    case.reach(["submit", "consent"])
    explanation = "不同意" if ground else EXPLAINED
    with pytest.raises(GroundMissing):
        case.do("refuse", case.sides.reviewer, ground, explanation)
    with pytest.raises(GroundNotFitting):
        case.do("refuse", case.sides.reviewer, RefusalGround.NOT_SHARED, EXPLAINED)
    refused = case.do("refuse", case.sides.reviewer, RefusalGround.OUTSIDE_DUTY, EXPLAINED)
    assert refused.state is State.REFUSED
    with pytest.raises(NotPossibleNow):
        case.do("approve", case.sides.reviewer)


def test_a_late_edit_and_a_second_submission_are_refused(case: Case) -> None:
    drafted = case.draft(**API)
    case.do("submit", case.sides.clerk, seen_version=drafted.version)
    with pytest.raises(StaleEdit):
        case.do("submit", case.sides.clerk, seen_version=drafted.version)
    with pytest.raises(NotPossibleNow):
        case.do("submit", case.sides.clerk)


def test_what_is_not_shared_is_refused_with_its_legal_basis(installed: Installation) -> None:
    case = make_case(installed, ShareType.NOT_SHARED)
    case.draft(**API)
    with pytest.raises(EntryNotShared, match="测试保密条例"):
        case.do("submit", case.sides.clerk)


def test_an_incomplete_request_is_told_everything_at_once(case: Case) -> None:
    case.draft(purpose="", legal_basis=" ", valid_to=None)
    with pytest.raises(RequestIncomplete) as told:
        case.do("submit", case.sides.clerk)
    fields = {each["field"] for each in told.value.details}
    assert fields == {"purpose", "legal_basis", "valid_to", "target_code"}


def test_a_scope_that_makes_no_sense_is_refused_when_it_is_typed(case: Case) -> None:
    with pytest.raises(MalformedScope, match="没有字段"):
        case.draft(columns=("salary",))
    with pytest.raises(PredicateMalformed):
        case.draft(where=Eq("born", 7))
    with pytest.raises(UnknownTarget):
        case.draft(target_code="none")


def test_approval_only_narrows(case: Case) -> None:
    case.draft(**API, columns=("id", "name"), where=In("district", ("680101", "680102")))
    case.reach(["submit", "consent"])
    with pytest.raises(ScopeWidened):
        case.do("approve", case.sides.reviewer, Approval(columns=("id", "born")))
    with pytest.raises(ScopeWidened):
        case.do("approve", case.sides.reviewer, Approval(valid_to=date(2030, 1, 1)))
    part = Approval(columns=("name",), and_where=Eq("district", "680101"), masks={"name": MaskKind.PARTIAL})
    approved = case.do("approve", case.sides.reviewer, part)
    assert approved.columns == ("name",) and approved.asked_columns == ("id", "name")
    filed = case.do("file", case.sides.filer)
    with case.installed.database.unit_of_work() as uow:
        grant = security.grant_of(uow, str(filed.grant_id), by=case.sides.clerk)
    assert grant.columns == ("name",) and grant.masks == {"name": MaskKind.PARTIAL}
    rows = [{"district": district} for district in ("680101", "680102", "680103", None)]
    assert [grant.where.evaluate(row) for row in rows] == [True, False, False, False]


def test_a_returned_request_is_completed_within_what_was_consented_to(installed: Installation) -> None:
    case = make_case(installed, profile=Profile.DECREE_809)
    case.draft(**API, columns=("id", "name"))
    case.reach(["submit", "consent"])
    returned = case.do("return_for_completion", case.sides.reviewer, "请补充使用场景的具体环节")
    assert returned.state is State.RETURNED and returned.step is Step.COMPLETION
    wider = new_application(case.catalogue_code, **API, columns=("id", "name", "born"))
    with pytest.raises(ScopeWidened):
        case.do("edit", case.sides.clerk, wider)
    case.do(
        "edit",
        case.sides.clerk,
        new_application(case.catalogue_code, **API, columns=("id", "name"), scenario="窗口受理环节"),
    )
    case.do("complete", case.sides.clerk)
    with pytest.raises(ReturnedBefore):
        case.do("return_for_completion", case.sides.reviewer, "还有别的材料没有提供")


def test_each_step_goes_to_the_right_inbox_with_its_due_day(case: Case) -> None:
    case.draft(**API)
    sides = case.sides
    way = [("submit", "consenter"), ("consent", "reviewer"), ("approve", "filer"), ("file", "clerk")]
    for step, next_person in way:
        case.reach([step])
        with case.installed.database.unit_of_work() as uow:
            (task,) = work.inbox(uow, PageQuery(), by=getattr(sides, next_person)).items
            assert task.subject == f"sharing/application/{case.id}" and task.due is not None
            assert sharing.detail(uow, case.id, by=sides.clerk).holders


def test_the_list_of_what_waits_for_me_shows_only_that(case: Case) -> None:
    case.draft(**API)
    waiting = ApplicationFilter(scope=ListScope.TO_REVIEW)

    def count(who: str) -> int:
        with case.installed.database.unit_of_work() as uow:
            return sharing.list_applications(uow, waiting, PageQuery(), by=getattr(case.sides, who)).total

    for step, person in (("submit", "consenter"), ("consent", "reviewer"), ("approve", "filer")):
        case.reach([step])
        assert {who: count(who) for who in ("clerk", "consenter", "reviewer", "filer", "outsider")} == {
            who: int(who == person) for who in ("clerk", "consenter", "reviewer", "filer", "outsider")
        }


def test_the_detail_tells_each_what_they_may_do(case: Case) -> None:
    case.draft(**API)

    def actions(who: str) -> tuple[Action, ...]:
        with case.installed.database.unit_of_work() as uow:
            return sharing.detail(uow, case.id, by=getattr(case.sides, who)).actions

    assert actions("clerk") == (Action.EDIT, Action.SUBMIT, Action.WITHDRAW)
    case.reach(["submit"])
    assert actions("clerk") == (Action.WITHDRAW,)
    assert Action.CONSENT in actions("consenter")
    case.reach(["consent"])
    assert actions("reviewer") == (Action.REVIEW,)
    assert actions("filer") == ()
    case.reach(["approve"])
    assert actions("filer") == (Action.FILE,)
    with case.installed.database.unit_of_work() as uow:
        told = sharing.detail(uow, case.id, by=case.sides.filer)
    assert {c.name: (c.grade, c.is_asked) for c in told.columns}["name"] == ("G3", True)
    assert [each.event for each in told.events] == ["drafted", "submitted", "consented", "approved"]


def test_numbers_run_by_year_without_gaps(case: Case) -> None:
    assert [case.draft(**API).number for _ in range(3)] == ["SQ-2026-0001", "SQ-2026-0002", "SQ-2026-0003"]


def test_a_withdrawn_request_leaves_no_task_behind(case: Case) -> None:
    case.draft(**API)
    case.reach(["submit", "consent"])
    case.do("withdraw", case.sides.clerk)
    with case.installed.database.unit_of_work() as uow:
        assert not work.tasks_about(uow, f"sharing/application/{case.id}")
    with pytest.raises(NotPossibleNow):
        case.do("approve", case.sides.reviewer)

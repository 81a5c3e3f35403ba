"""From business to data: what creates an object, what is traced to nothing, and the codes that come next."""

import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Level, NewNode, UntracedKind
from shudao.architecture.errors import UnknownNode
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import AccountableAsset, Duty, Matter, ProcessStep, UseKind
from shudao.work import facade as work
from tests.builders.architecture import (
    AREA,
    DOMAIN,
    ENTITY,
    OBJECT,
    PAGE,
    Cast,
    answers,
    ledger,
    register_source,
)
from tests.builders.mechanism import SYSTEM, make_person

OTHER = "LC01.01.002"


def duty(code: str, organisation_id: str, *steps: ProcessStep) -> Duty:
    return Duty(code, organisation_id, "负责户籍管理", "三定规定", None, (Matter(f"MT-{code}", "人口登记", steps),))


def birth(cast: Cast, owner_id: str | None = None) -> ProcessStep:
    return ProcessStep("ST-1", "出生登记", owner_id, (), ("登记表",), creates=(OBJECT,), systems=("SYS-RK",))


def nodes_untraced(uow: UnitOfWork, organisation_id: str | None = None) -> list[str]:
    return [each.code for each in architecture.untraced(uow, UntracedKind.NODE, PAGE, organisation_id).items]


def test_an_object_shows_the_steps_that_create_read_change_and_retire_it(database: Database) -> None:
    with ledger(database) as (uow, cast):
        death = ProcessStep("ST-2", "死亡注销", reads=(OBJECT,), retires=(OBJECT,))
        mechanism.register_duties(uow, [duty("DT-1", cast.police, birth(cast), death)], by=SYSTEM)
        shown = architecture.object_map(uow, OBJECT, by=cast.outsider)
        assert [(use.use, use.step_name) for use in shown.uses] == [
            (UseKind.CREATES, "出生登记"),
            (UseKind.READS, "死亡注销"),
            (UseKind.RETIRES, "死亡注销"),
        ]
        assert shown.uses[0].systems == ("SYS-RK",) and shown.uses[0].organisation_id == cast.police
        assert [trace.name for trace in shown.traces] == ["出生登记"]


def test_a_trace_to_a_duty_nobody_registered_traces_to_nothing(database: Database) -> None:
    with ledger(database) as (uow, cast):
        shown = architecture.object_map(uow, OBJECT, by=cast.outsider)
        assert (shown.traces, shown.uses) == ((), ())
        assert "essential" in {finding.rule for finding in shown.findings}
        assert nodes_untraced(uow) == [DOMAIN, AREA, OBJECT]
        assert nodes_untraced(uow, cast.town.civil.id) == []
        mechanism.register_duties(uow, [duty("DT-1", cast.police, birth(cast))], by=SYSTEM)
        assert nodes_untraced(uow) == [DOMAIN, AREA]


def test_outputs_that_no_object_holds_and_objects_that_two_offices_create_are_listed(database: Database) -> None:
    with ledger(database) as (uow, cast):
        paper = ProcessStep("ST-9", "开具证明", outputs=("证明",), reads=(OBJECT,))
        again = ProcessStep("ST-5", "救助登记", outputs=("登记表",), creates=(OBJECT,))
        ours, theirs = duty("DT-1", cast.police, birth(cast), paper), duty("DT-2", cast.town.civil.id, again)
        mechanism.register_duties(uow, [ours, theirs], by=SYSTEM)
        (output,) = architecture.untraced(uow, UntracedKind.OUTPUT, PAGE).items
        assert (output.code, output.outputs, output.level) == ("ST-9", ("证明",), None)
        (contested,) = architecture.untraced(uow, UntracedKind.CONTESTED, PAGE).items
        assert (contested.code, contested.level) == (OBJECT, Level.BUSINESS_OBJECT)
        assert set(contested.organisations) == {cast.police, cast.town.civil.id}


def test_the_process_owner_is_proposed_as_data_owner_only_while_nobody_is_named(database: Database) -> None:
    with ledger(database) as (uow, cast):
        clerk = make_person(uow, cast.town.police)
        node = NewNode(OTHER, "居住证", cast.police)
        architecture.define_architecture(uow, [node], [], by=cast.steward)
        step = ProcessStep("ST-1", "发证", clerk.id, creates=(OTHER, OBJECT))
        mechanism.register_duties(uow, [duty("DT-1", cast.police, step)], by=SYSTEM)
        assert architecture.object_map(uow, OBJECT, by=cast.steward).proposed_owner is None
        proposed = architecture.object_map(uow, OTHER, by=cast.steward).proposed_owner
        assert proposed is not None and (proposed.person_id, proposed.step_name) == (clerk.id, "发证")
        asset = AccountableAsset("business_object", OTHER, "居住证", cast.police)
        mechanism.name_owner(uow, asset, clerk.id, by=SYSTEM)
        assert architecture.object_map(uow, OTHER, by=cast.steward).proposed_owner is None


@pytest.mark.parametrize(("parent", "code"), [("LC", "LC02"), (DOMAIN, "LC01.02"), (OBJECT, f"{OBJECT}.02")])
def test_the_next_code_below_a_node_follows_the_highest_in_use(database: Database, parent: str, code: str) -> None:
    with ledger(database) as (uow, cast):
        assert architecture.next_code(uow, parent, by=cast.steward) == code


def test_the_next_code_of_an_entity_counts_attributes_and_drafts(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        assert architecture.next_code(uow, ENTITY, by=cast.steward) == f"{ENTITY}.004"
        with pytest.raises(UnknownNode):
            architecture.next_code(uow, "LC09", by=cast.steward)
        with pytest.raises(NotPermitted):
            architecture.next_code(uow, ENTITY, by=cast.developer)


def test_a_source_that_ends_asks_the_department_for_another_until_one_is_certified(database: Database) -> None:
    with ledger(database) as (uow, cast):
        register_source(uow, cast)
        architecture.certify_source(uow, ENTITY, "SYS-RK", answers(), by=cast.owner)
        architecture.invalidate_certification(uow, ENTITY, "换用新系统", by=cast.bureau)
        (task,) = work.tasks_about(uow, f"architecture/certification/{ENTITY}")
        assert task.title_zh == "重新认证数据源：人口基本信息"
        architecture.certify_source(uow, ENTITY, "SYS-RK", answers(), by=cast.owner)
        assert work.tasks_about(uow, f"architecture/certification/{ENTITY}") == []

"""Before something is changed, one is told what hangs on it; nobody is told of what is hidden."""

from collections.abc import Iterator

import pytest

from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, NewAsset
from shudao.app.installation import Installation
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from tests.architecture.marked import MARKER, Marked, marked
from tests.builders.architecture import ENTITY, NAME, NUMBER
from tests.builders.mechanism import SYSTEM, make_actor, make_organisation


@pytest.fixture
def scene(installed: Installation) -> Iterator[Marked]:
    with marked(installed) as made:
        yield made


def register_copy(uow: UnitOfWork, scene: Marked) -> None:
    """The data set `dm_residents` is built from, as the entity's rows in the lake."""
    number, name = AssetColumn("id", "身份证号", "text", attribute_code=NUMBER), AssetColumn("name", "姓名", "text")
    new = NewAsset(
        "dwi_residents", Layer.DWI, "居民", scene.known["organisation_id"], (number, name), entity_code=ENTITY
    )
    admission.register_asset(uow, new, by=SYSTEM)


def test_an_entity_reaches_its_data_sets_what_is_built_from_them_and_the_grants_over_those(scene: Marked) -> None:
    with scene.installed.database.unit_of_work() as uow:
        register_copy(uow, scene)
        found = work.impact_of(uow, f"architecture/node/{ENTITY}", by=SYSTEM)
    assert {"/lake/dwi_residents", "/lake/dm_residents"} <= {each.path for each in found}
    assert {"admission.asset", "security.grant"} <= {each.kind for each in found}
    assert all(each.why_zh and each.why_en and each.title for each in found)


def test_a_domain_reaches_what_its_entities_reach_and_a_standard_the_attributes_that_follow_it(scene: Marked) -> None:
    with scene.installed.database.unit_of_work() as uow:
        register_copy(uow, scene)
        from_domain = {each.kind for each in work.impact_of(uow, "architecture/node/LC01", by=SYSTEM)}
        from_standard = {each.kind for each in work.impact_of(uow, "policy/data_element/DE00001", by=SYSTEM)}
    assert {"architecture.node", "admission.asset", "security.grant"} <= from_domain
    assert {"architecture.attribute", "admission.asset"} <= from_standard


def test_an_attribute_reaches_only_the_data_sets_that_hold_it(scene: Marked) -> None:
    with scene.installed.database.unit_of_work() as uow:
        register_copy(uow, scene)
        reached = {
            code: {asset.code for asset in admission.assets_about(uow, f"architecture/node/{code}")}
            for code in (NUMBER, NAME)
        }
    assert reached == {NUMBER: {"dwi_residents", "dm_residents"}, NAME: set()}


def test_what_one_may_not_see_is_not_told(scene: Marked) -> None:
    """A colleague of another department is told of published things only, and never finds the marker."""
    with scene.installed.database.unit_of_work() as uow:
        register_copy(uow, scene)
        elsewhere = make_actor(uow, make_organisation(uow), Role.CONSUMER)
        found = work.impact_of(uow, f"architecture/node/{ENTITY}", by=elsewhere)
    assert "security.grant" not in {each.kind for each in found}
    assert MARKER not in str(found)


@pytest.mark.parametrize(
    "subject", ["", "nothing", "architecture/node/", "architecture/node/LC01%", "policy/code_table/_"]
)
def test_a_subject_nobody_knows_touches_nothing(scene: Marked, subject: str) -> None:
    with scene.installed.database.unit_of_work() as uow:
        assert work.impact_of(uow, subject, by=SYSTEM) == []


def test_the_approver_reads_the_impact_of_a_change_over_http_and_others_do_not(scene: Marked) -> None:
    client = scene.signed_in("police")
    change = scene.known["changes/{change_id}"]
    answer = client.get(f"/api/v1/work/changes/{change}/impact")
    assert answer.status_code == 200 and set(answer.json()) == {"items", "counts", "total"}
    assert scene.signed_in("outsider").get(f"/api/v1/work/changes/{change}/impact").status_code == 404

"""The ledger: what is refused first, then how it is defined, published, changed and read."""

from dataclasses import replace

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade, NewAttribute, NewNode, State
from shudao.architecture.errors import (
    BadArchitecture,
    NoOwner,
    NotFinishedParent,
    NothingToDecide,
    NotPublished,
    NotTheOwner,
    OwnWork,
    PublishedIsFixed,
    UnknownNode,
)
from shudao.kernel.database import Database
from shudao.kernel.errors import StaleEdit
from shudao.mechanism import facade as mechanism
from shudao.work import facade as work
from tests.builders import architecture as build
from tests.builders.architecture import ADDRESS, AREA, DOMAIN, ENTITY, MARKER, NAME, NUMBER, OBJECT


def test_nobody_defines_for_another_organisation(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        stranger = NewNode(f"{OBJECT}.05", "他人", cast.police, table="theirs")
        with pytest.raises(NotPermitted):
            architecture.define_architecture(uow, [stranger], [], by=cast.outsider)


def test_nobody_adds_attributes_to_another_organisations_entity(database: Database) -> None:
    """Neither alone nor hidden in a set together with something of one's own."""
    intruder = NewAttribute(f"{ENTITY}.050", "混入", "intruder")
    with build.ledger(database) as (uow, cast):
        own = NewNode(f"{AREA}.002", "自己的对象", cast.town.civil.id)
        for nodes in ([], [own]):
            with pytest.raises(NotPermitted):
                architecture.define_architecture(uow, nodes, [intruder], by=cast.outsider)


def test_a_faulty_set_leaves_nothing_behind_and_names_every_fault(database: Database, raw: psycopg.Connection) -> None:
    with pytest.raises(BadArchitecture) as refused, build.ledger(database) as (uow, cast):
        nodes = [NewNode("LC02", "新域", cast.police), NewNode("LC03.01", "无上级", cast.police)]
        attribute = NewAttribute(f"{ENTITY}.050", "新属性", "fresh", data_element="DE99999")
        architecture.define_architecture(uow, nodes, [attribute], by=cast.steward)
    assert {detail["code"] for detail in refused.value.details} == {"LC03.01", f"{ENTITY}.050"}
    assert raw.execute("select count(*) from architecture.node").fetchone() == (0,)


@pytest.mark.parametrize(
    "attribute",
    [NewAttribute(f"{ENTITY}.050", "姓名", "other"), NewAttribute(f"{ENTITY}.050", "别名", "name")],
)
def test_one_name_and_one_column_stand_for_one_attribute(database: Database, attribute: NewAttribute) -> None:
    with build.ledger(database) as (uow, cast), pytest.raises(BadArchitecture):
        architecture.define_architecture(uow, [], [attribute], by=cast.steward)


def test_a_code_is_given_once(database: Database) -> None:
    with build.ledger(database) as (uow, cast), pytest.raises(PublishedIsFixed):
        architecture.define_architecture(uow, [NewNode(AREA, "另一个", cast.police)], [], by=cast.steward)


@pytest.mark.parametrize("who", ["author", "submitter"])
def test_nobody_publishes_their_own_work(database: Database, who: str) -> None:
    with database.unit_of_work() as uow:
        cast = build.make_cast(uow)
        author, submitter = (cast.bureau, cast.colleague) if who == "author" else (cast.colleague, cast.bureau)
        architecture.define_architecture(uow, [NewNode(DOMAIN, "人口", cast.police)], [], by=author)
        architecture.submit_subtree(uow, DOMAIN, by=submitter)
        with pytest.raises(OwnWork):
            architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)


def test_nobody_publishes_attributes_they_drafted_themselves(database: Database) -> None:
    """A supplement of attributes alone is held to the same rule as nodes are."""
    with build.ledger(database) as (uow, cast):
        architecture.define_architecture(uow, [], [NewAttribute(f"{ENTITY}.050", "补充", "extra")], by=cast.colleague)
        architecture.submit_subtree(uow, ENTITY, by=cast.steward)
        with pytest.raises(OwnWork):
            architecture.publish_subtree(uow, ENTITY, by=cast.colleague)
        assert architecture.publish_subtree(uow, ENTITY, by=cast.bureau) == 1


def test_the_database_itself_refuses_a_publisher_who_is_the_author(database: Database, raw: psycopg.Connection) -> None:
    with build.ledger(database):
        pass
    with pytest.raises(psycopg.errors.CheckViolation):
        raw.execute("update architecture.node set published_by = author where code = 'LC01'")


def test_nothing_is_published_below_something_that_is_not(database: Database) -> None:
    with build.ledger(database, published=False) as (uow, cast):
        architecture.submit_subtree(uow, OBJECT, by=cast.steward)
        with pytest.raises(NotFinishedParent):
            architecture.publish_subtree(uow, OBJECT, by=cast.bureau)


def test_an_unsubmitted_draft_is_not_published(database: Database) -> None:
    with build.ledger(database, published=False) as (uow, cast):
        with pytest.raises(NothingToDecide):
            architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)
        with pytest.raises(NotPermitted):
            architecture.submit_subtree(uow, DOMAIN, by=cast.outsider)


def test_publishing_reaches_the_bureaus_inbox_and_leaves_it(database: Database) -> None:
    with build.ledger(database, published=False) as (uow, cast):
        architecture.submit_subtree(uow, DOMAIN, by=cast.steward)
        assert work.count_open(uow, by=cast.bureau) == 1
        architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)
        assert work.count_open(uow, by=cast.bureau) == 0


def test_an_entity_carries_its_five_elements(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        found = architecture.entity(uow, ENTITY)
    assert (found.object_code, found.subject_area_code, found.domain_code) == (OBJECT, AREA, DOMAIN)
    assert found.owner is not None and found.owner.person_id == cast.owner.person_id
    assert found.grade is Grade.G3, "the data set is graded as high as its highest attribute"
    number = found.attribute("citizen_number")
    assert number.is_identifying and number.data_element is not None and number.data_element.is_published
    assert found.attribute(ADDRESS).data_element is None
    with pytest.raises(KeyError):
        found.attribute("no_such_column")


def test_an_ungraded_attribute_leaves_the_data_set_ungraded(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        architecture.define_architecture(uow, [], [NewAttribute(f"{ENTITY}.050", "补充", "extra")], by=cast.steward)
        assert architecture.entity(uow, ENTITY).grade is None


def test_only_the_owner_accepts_and_a_new_owner_accepts_anew(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        with pytest.raises(NotTheOwner):
            architecture.confirm_owner(uow, ENTITY, by=cast.steward)
        architecture.confirm_owner(uow, ENTITY, by=cast.owner)
        owner = architecture.entity(uow, ENTITY).owner
        assert owner is not None and owner.confirmed_on == database.clock.today()
        mechanism.hand_over(uow, "business_object", OBJECT, str(cast.head.person_id), by=build.SYSTEM)
        owner = architecture.entity(uow, ENTITY).owner
        assert owner is not None and owner.person_id == cast.head.person_id and owner.confirmed_on is None


def test_nobody_accepts_where_no_owner_is_named(database: Database) -> None:
    with build.ledger(database, published=False) as (uow, cast), pytest.raises(NoOwner):
        architecture.confirm_owner(uow, ENTITY, by=cast.owner)


def test_drafts_are_unknown_to_outsiders_and_not_counted(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.plant_draft(uow, cast)
        seen_by = {
            who: architecture.children(uow, OBJECT, by=who) for who in (cast.outsider, cast.steward, cast.bureau)
        }
        assert [node.code for node in seen_by[cast.outsider]] == [ENTITY]
        assert [node.child_count for node in seen_by[cast.outsider]] == [3]
        assert [node.child_count for node in seen_by[cast.steward]] == [4, 0]
        assert len(seen_by[cast.bureau]) == 2
        with pytest.raises(UnknownNode):
            architecture.node(uow, build.DRAFT_ENTITY, by=cast.outsider)
        with pytest.raises(UnknownNode):
            architecture.visible_entity(uow, build.DRAFT_ENTITY, by=cast.outsider)


def test_the_map_shows_outsiders_neither_drafts_nor_physical_names(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.plant_draft(uow, cast)
        build.register_source(uow, cast)
        outside = architecture.object_map(uow, OBJECT, by=cast.outsider)
        assert MARKER not in repr(outside)
        assert outside.tables == () and outside.object.child_count == 1
        inside = architecture.object_map(uow, OBJECT, by=cast.steward)
        assert MARKER in repr(inside) and len(inside.entities) == 2 and len(inside.tables) == 1
        assert "instantiable" not in {finding.rule for finding in outside.findings}


def test_the_map_lists_what_departs_from_the_standard(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        odd = NewAttribute(f"{ENTITY}.050", "称呼", "odd", data_element="DE00003", data_type="integer", format="n5")
        architecture.define_architecture(uow, [], [odd], by=cast.steward)
        found = architecture.object_map(uow, OBJECT, by=cast.steward).deviations
        assert [(d.attribute_code, d.aspect) for d in found] == [
            (f"{ENTITY}.050", aspect) for aspect in ("name", "data_type", "format")
        ]


def test_what_is_published_changes_only_when_the_bureau_agrees(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        changes = {"name": "现居住地址", "data_element": "DE00003"}
        change = architecture.propose_change(uow, ADDRESS, changes, "用语统一", seen_version=1, by=cast.steward)
        assert architecture.entity(uow, ENTITY).attribute(ADDRESS).name == "现住址"
        work.decide(uow, change.id, approve=True, by=cast.bureau)
        changed = architecture.entity(uow, ENTITY).attribute(ADDRESS)
        assert (changed.name, changed.version) == ("现居住地址", 2)
        (earlier,) = architecture.earlier_versions(uow, ADDRESS, by=cast.outsider)
        assert (earlier.version, earlier.content["name"]) == (1, "现住址")
        found = architecture.search(uow, "现居住地址", build.PAGE, by=cast.outsider)
        assert [hit.code for hit in found.items] == [ADDRESS]


def test_changes_that_cannot_stand_are_refused_when_proposed(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        propose = architecture.propose_change
        with pytest.raises(NotPermitted):
            propose(uow, ADDRESS, {"name": "新名"}, "理由", seen_version=1, by=cast.outsider)
        with pytest.raises(StaleEdit):
            propose(uow, ADDRESS, {"name": "新名"}, "理由", seen_version=2, by=cast.steward)
        for changes in ({"grade": "G1"}, {"name": "姓名"}, {"data_element": "DE99999"}, {}):
            with pytest.raises(BadArchitecture):
                propose(uow, ADDRESS, changes, "理由", seen_version=1, by=cast.steward)
        build.plant_draft(uow, cast)
        with pytest.raises(NotPublished):
            propose(uow, build.DRAFT_ENTITY, {"name": "新名"}, "理由", seen_version=1, by=cast.steward)


def test_a_name_taken_while_a_change_waited_stops_the_change(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        change = architecture.propose_change(uow, ADDRESS, {"name": "住处"}, "理由", seen_version=1, by=cast.steward)
        taken = NewAttribute(f"{ENTITY}.050", "住处", "dwelling")
        architecture.define_architecture(uow, [], [taken], by=cast.steward)
        with pytest.raises(BadArchitecture):
            work.decide(uow, change.id, approve=True, by=cast.bureau)


def test_a_whole_ledger_is_defined_in_sets(database: Database) -> None:
    """A thousand attributes take a handful of statements, not a thousand."""
    with build.ledger(database) as (uow, cast):
        entity = replace(build.nodes(cast.police)[3], code=f"{OBJECT}.03", name="大实体", table="large")
        many = [NewAttribute(f"{OBJECT}.03.{n:03d}", f"属性{n}", f"c{n}") for n in range(1, 1001)]
        architecture.define_architecture(uow, [entity], many, by=cast.steward)
        assert len(architecture.entity(uow, f"{OBJECT}.03").attributes) == 1000
        assert architecture.submit_subtree(uow, f"{OBJECT}.03", by=cast.steward) == 1001
        assert architecture.publish_subtree(uow, f"{OBJECT}.03", by=cast.bureau) == 1001
        assert architecture.entity(uow, f"{OBJECT}.03").state is State.PUBLISHED


def test_grades_and_names_stand_beside_each_other(database: Database) -> None:
    with build.ledger(database) as (uow, _):
        grades = {a.code: a.grade for a in architecture.entity(uow, ENTITY).attributes}
        assert grades == {NUMBER: Grade.G3, NAME: Grade.G2, ADDRESS: Grade.G2}

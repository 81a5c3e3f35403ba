"""Drafts are their department's until they are submitted; what is published ends only by two people."""

from dataclasses import replace

import pytest

from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import NewAttribute, State
from shudao.architecture.errors import (
    BadArchitecture,
    NothingToDecide,
    NotPublished,
    OwnWork,
    PublishedIsFixed,
    ReasonRequired,
    StillDrafted,
)
from shudao.kernel.database import Database
from shudao.kernel.errors import Forbidden, NotFound, StaleEdit
from shudao.kernel.paging import PageQuery
from shudao.work import facade as work
from tests.builders.architecture import (
    ADDRESS,
    DOMAIN,
    DRAFT_ENTITY,
    ENTITY,
    NAME,
    OBJECT,
    answers,
    attributes,
    ledger,
    nodes,
    plant_draft,
    register_source,
)

RENAMED = "人口登记信息"


def test_a_draft_is_said_anew_and_found_by_its_new_name(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        entity = replace(nodes(cast.police)[3], name=RENAMED)
        architecture.rewrite_node(uow, entity, seen_version=1, by=cast.owner)
        architecture.rewrite_attribute(uow, replace(attributes()[2], name="居住地址"), seen_version=1, by=cast.owner)
        shown = architecture.visible_entity(uow, ENTITY, by=cast.owner)
        assert (shown.name, shown.version, shown.attribute(ADDRESS).name) == (RENAMED, 2, "居住地址")
        found = architecture.search(uow, RENAMED, PageQuery(), by=cast.owner).items
        assert ENTITY in {hit.code for hit in found}


def test_the_second_to_save_a_draft_is_told_and_loses_nothing(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        entity = nodes(cast.police)[3]
        architecture.rewrite_node(uow, replace(entity, name=RENAMED), seen_version=1, by=cast.owner)
        with pytest.raises(StaleEdit):
            architecture.rewrite_node(uow, replace(entity, name="另一个"), seen_version=1, by=cast.steward)
        assert architecture.visible_entity(uow, ENTITY, by=cast.owner).name == RENAMED


def test_faults_of_a_draft_are_refused(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        plant_draft(uow, cast)
        address = attributes()[2]
        for wrong in (
            replace(address, name="姓名"),
            replace(address, field="name"),
            replace(address, field="Not A Field"),
            replace(address, data_element="DE99999"),
        ):
            with pytest.raises(BadArchitecture):
                architecture.rewrite_attribute(uow, wrong, seen_version=1, by=cast.steward)
        with pytest.raises(BadArchitecture):
            architecture.rewrite_node(
                uow, replace(nodes(cast.police)[3], table="draft_person"), seen_version=1, by=cast.steward
            )


def test_whoever_rewrote_a_draft_does_not_publish_it(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        architecture.rewrite_node(uow, replace(nodes(cast.police)[3], name=RENAMED), seen_version=1, by=cast.bureau)
        architecture.submit_subtree(uow, DOMAIN, by=cast.steward)
        with pytest.raises(OwnWork):
            architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)
        architecture.publish_subtree(uow, DOMAIN, by=cast.colleague)


def test_outsiders_touch_no_draft_and_nobody_touches_what_was_submitted(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        entity = nodes(cast.police)[3]
        for attempt in (
            lambda: architecture.rewrite_node(uow, entity, seen_version=1, by=cast.outsider),
            lambda: architecture.rewrite_node(
                uow, replace(entity, organisation_id=cast.town.civil.id), seen_version=1, by=cast.steward
            ),
            lambda: architecture.rewrite_attribute(uow, attributes()[0], seen_version=1, by=cast.outsider),
            lambda: architecture.discard_drafts(uow, OBJECT, by=cast.outsider),
            lambda: architecture.return_subtree(uow, DOMAIN, "不行", by=cast.steward),
        ):
            with pytest.raises((Forbidden, NotPermitted)):
                attempt()
        architecture.submit_subtree(uow, DOMAIN, by=cast.steward)
        with pytest.raises(PublishedIsFixed):
            architecture.rewrite_node(uow, entity, seen_version=1, by=cast.steward)
        with pytest.raises(NothingToDecide):
            architecture.discard_drafts(uow, DOMAIN, by=cast.steward)


def test_the_words_of_a_draft_are_its_departments_alone(database: Database) -> None:
    with ledger(database) as (uow, cast):
        plant_draft(uow, cast)
        for code in (DRAFT_ENTITY, f"{ENTITY}.009"):
            assert architecture.definition(uow, code, by=cast.steward).state is State.DRAFT
            with pytest.raises(NotFound):
                architecture.definition(uow, code, by=cast.outsider)
        known = architecture.definition(uow, NAME, by=cast.outsider)
        assert known.attribute == attributes()[1] and known.node is None


def test_a_draft_is_thrown_away_with_all_below_it_and_leaves_nothing_to_find(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        assert architecture.discard_drafts(uow, OBJECT, by=cast.steward) == 5
        with pytest.raises(NotFound):
            architecture.node(uow, ENTITY, by=cast.steward)
        assert architecture.search(uow, "公民身份号码", PageQuery(), kinds=("attribute",), by=cast.steward).total == 0
        architecture.define_architecture(uow, nodes(cast.police)[2:], attributes(), by=cast.steward)


def test_what_holds_something_published_is_not_thrown_away(database: Database) -> None:
    with ledger(database) as (uow, cast):
        plant_draft(uow, cast)
        with pytest.raises(PublishedIsFixed):
            architecture.discard_drafts(uow, OBJECT, by=cast.steward)
        assert architecture.discard_drafts(uow, f"{ENTITY}.009", by=cast.steward) == 1


def test_the_bureau_returns_what_it_does_not_publish_with_a_reason(database: Database) -> None:
    with ledger(database, published=False) as (uow, cast):
        architecture.submit_subtree(uow, DOMAIN, by=cast.steward)
        with pytest.raises(ReasonRequired):
            architecture.return_subtree(uow, DOMAIN, " ", by=cast.bureau)
        assert architecture.return_subtree(uow, DOMAIN, "定义不清", by=cast.bureau) == 7
        assert architecture.node(uow, ENTITY, by=cast.steward).state is State.DRAFT
        assert work.tasks_about(uow, f"architecture/node/{DOMAIN}") == []
        with pytest.raises(NothingToDecide):
            architecture.publish_subtree(uow, DOMAIN, by=cast.bureau)


def test_a_published_object_ends_by_two_people_with_its_sources_and_owners(database: Database) -> None:
    with ledger(database) as (uow, cast):
        register_source(uow, cast)
        architecture.certify_source(uow, ENTITY, "SYS-RK", answers(), by=cast.owner)
        with pytest.raises(NotPermitted):
            architecture.propose_retirement(uow, OBJECT, "职责取消", by=cast.outsider)
        change = architecture.propose_retirement(uow, OBJECT, "职责取消", by=cast.steward)
        assert architecture.node(uow, OBJECT, by=cast.steward).state is State.PUBLISHED
        with pytest.raises(Forbidden):
            work.decide(uow, change.id, approve=True, reason="", by=cast.steward)
        work.decide(uow, change.id, approve=True, reason="同意", by=cast.bureau)
        entity = architecture.entity(uow, ENTITY)
        assert (entity.state, entity.certification, entity.owner) == (State.RETIRED, None, None)
        assert {attribute.state for attribute in entity.attributes} == {State.RETIRED}
        assert work.tasks_about(uow, f"architecture/certification/{ENTITY}") == []
        with pytest.raises(NotPublished):
            architecture.propose_retirement(uow, OBJECT, "再次", by=cast.steward)


def test_what_still_has_drafts_below_it_does_not_end(database: Database) -> None:
    with ledger(database) as (uow, cast):
        plant_draft(uow, cast)
        with pytest.raises(StillDrafted):
            architecture.propose_retirement(uow, OBJECT, "职责取消", by=cast.steward)


def test_one_more_attribute_is_drafted_submitted_and_published_by_itself(database: Database) -> None:
    with ledger(database) as (uow, cast):
        code = architecture.next_code(uow, ENTITY, by=cast.steward)
        architecture.define_architecture(uow, [], [NewAttribute(code, "曾用名", "former_name")], by=cast.steward)
        assert architecture.submit_subtree(uow, code, by=cast.steward) == 1
        assert architecture.publish_subtree(uow, code, by=cast.bureau) == 1
        assert architecture.visible_entity(uow, ENTITY, by=cast.outsider).attribute(code).name == "曾用名"
        assert architecture.visible_entity(uow, ENTITY, by=cast.outsider).attribute(NAME).version == 1

"""Search and lineage: what is found, in which order, and what nobody outside may find."""

import pytest

from shudao.architecture import facade as architecture
from shudao.architecture.contracts import LineageEdge, LineageEnd, NewAttribute, SearchResult, SignalKind
from shudao.architecture.errors import UnknownLineage
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from tests.builders import architecture as build
from tests.builders.architecture import ADDRESS, ENTITY, MARKER, NAME, NUMBER, PAGE


def found(uow: UnitOfWork, query: str, by: Actor, kinds: tuple[str, ...] = ()) -> SearchResult:
    return architecture.search(uow, query, PAGE, kinds=kinds, by=by)


def codes(uow: UnitOfWork, query: str, by: Actor) -> list[str]:
    return [hit.code for hit in found(uow, query, by).items]


def test_outsiders_find_no_trace_of_drafts(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.plant_draft(uow, cast)
        outside, inside = found(uow, MARKER, cast.outsider), found(uow, MARKER, cast.steward)
        assert (outside.items, outside.total, outside.facets) == ((), 0, {})
        assert (inside.total, inside.facets) == (2, {"attribute": 1, "entity": 1})
        assert found(uow, MARKER, cast.bureau).total == 2
        assert found(uow, "草稿 draft_person", cast.outsider).total == 0


@pytest.mark.parametrize(
    "query", ["公民身份号码", "身份号", "号", "gmsfhm", "GMSF", "citizen_num", NUMBER, "公民 号码"]
)
def test_one_thing_is_found_by_each_of_its_names(database: Database, query: str) -> None:
    with build.ledger(database) as (uow, cast):
        assert NUMBER in codes(uow, query, cast.outsider)


def test_every_word_has_to_be_there(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        assert codes(uow, "公民 住址", cast.outsider) == []
        assert codes(uow, "", cast.outsider) == []
        assert codes(uow, "码号份身", cast.outsider) == [], "having all the pairs is not containing the word"
        assert codes(uow, "%", cast.outsider) == []


def test_names_come_before_descriptions_and_whole_names_first(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        longer = NewAttribute(f"{ENTITY}.050", "监护人姓名", "guardian_name")
        spoken = NewAttribute(f"{ENTITY}.051", "曾用", "former", "以前的姓名。")
        architecture.define_architecture(uow, [], [longer, spoken], by=cast.steward)
        assert codes(uow, "姓名", cast.steward) == [NAME, f"{ENTITY}.050", f"{ENTITY}.051"]
        assert codes(uow, "名字", cast.steward) == [NAME]


def test_what_is_used_more_comes_first_among_equals(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        before = codes(uow, "登记", cast.outsider)
        architecture.note_signal(uow, before[-1], SignalKind.USES, 1000)
        assert codes(uow, "登记", cast.outsider)[0] == before[-1]
        hit = found(uow, "登记", cast.outsider).items[0]
        assert hit.signals == {"uses": 1000}


def test_facets_count_all_kinds_while_one_is_chosen(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        chosen = found(uow, "人口", cast.outsider, kinds=("entity",))
        assert [hit.code for hit in chosen.items] == [ENTITY]
        assert chosen.total == 1 and chosen.facets == {"domain": 1, "subject_area": 1, "entity": 1}


def _edge(origin: str, target: str, *owners: str | None) -> LineageEdge:
    return LineageEdge(LineageEnd(origin, origin, owners[0]), LineageEnd(target, target, owners[1]), "job/1")


def test_lineage_stops_at_what_one_may_not_see(database: Database) -> None:
    """Neither the hidden end nor what lies behind it is reached through it."""
    with build.ledger(database) as (uow, cast):
        edges = [
            _edge(f"entity/{ENTITY}", "lake/open", None, None),
            _edge("lake/open", f"lake/{MARKER}", None, cast.police),
            _edge(f"lake/{MARKER}", "lake/behind", cast.police, None),
        ]
        architecture.record_lineage(uow, edges, by=build.SYSTEM)
        architecture.record_lineage(uow, edges, by=build.SYSTEM)
        outside = architecture.lineage(uow, f"entity/{ENTITY}", by=cast.outsider)
        assert {end.ref for end in outside.ends} == {f"entity/{ENTITY}", "lake/open"}
        assert len(outside.edges) == 1
        inside = architecture.lineage(uow, f"entity/{ENTITY}", by=cast.developer)
        assert len(inside.ends) == 4 and len(inside.edges) == 3
        near = architecture.lineage(uow, f"entity/{ENTITY}", steps=1, by=cast.developer)
        assert len(near.edges) == 1
        for hidden in (f"lake/{MARKER}", "lake/none"):
            with pytest.raises(UnknownLineage):
                architecture.lineage(uow, hidden, by=cast.outsider)


def test_the_address_is_found_by_its_description(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        assert codes(uow, "目前居住", cast.outsider) == [ADDRESS]

"""A whole ledger is loaded by the rules of defining it piece by piece: all or nothing, as drafts, by whoever may."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ledger_made
from shudao.access.errors import NotPermitted
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Element
from shudao.architecture.errors import BadArchitecture, OwnWork, PublishedIsFixed
from shudao.architecture.errors_ledger import BadLedgerLine, NothingToLoad
from shudao.evidence import facade as evidence
from shudao.evidence.contracts import EntryFilter
from shudao.kernel.actor import Actor, Role
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from tests.builders import architecture as build
from tests.builders.mechanism import SYSTEM, make_actor

SMALL = ledger_made.Size(objects=97, attributes=1200, entries=60)
OTHER = Actor.system("other")


def write(folder: Path, file: str, *lines: dict[str, Any]) -> None:
    (folder / file).write_text("\n".join(json.dumps(line) for line in lines), "utf-8")


def node(code: str, name: str, organisation: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "organisation": organisation} | more


def loadable(uow: UnitOfWork, folder: Path) -> None:
    for new in ledger_made.organisations():
        mechanism.create_organisation(uow, new, by=SYSTEM)
    ledger_made.write(folder, SMALL)


def test_a_made_ledger_is_loaded_reviewed_and_found(database: Database, tmp_path: Path) -> None:
    with database.unit_of_work() as uow:
        loadable(uow, tmp_path)
        made = architecture.load_ledger(uow, tmp_path, by=SYSTEM)
        assert (made.attributes, made.entries) == (SMALL.attributes + 32, SMALL.entries)
        assert architecture.rebuild_search(uow) >= made.nodes + made.attributes + made.entries
        found = architecture.search(uow, "罪名", PageQuery(), by=SYSTEM)
        assert found.items[0].code == "GL99.01.001.01.003" and found.items[0].state == "draft"
        with pytest.raises(PublishedIsFixed):
            architecture.load_ledger(uow, tmp_path, by=SYSTEM)
    with database.unit_of_work() as uow:
        architecture.submit_subtree(uow, "GL01", by=SYSTEM)
        with pytest.raises(OwnWork):
            architecture.publish_subtree(uow, "GL01", by=SYSTEM)
        assert architecture.publish_subtree(uow, "GL01", by=OTHER) > 600
        entity = architecture.entity(uow, "GL01.01.001.01")
        assert len(entity.attributes) == SMALL.attributes // 2 and entity.state == "published"
        lines = evidence.list_entries(uow, EntryFilter(action="architecture.ledger.loaded"), PageQuery()).items
        assert lines[0].detail["attributes"] == made.attributes and len(lines[0].detail["files"]) == 3


def test_what_is_not_in_order_leaves_nothing_behind(database: Database, tmp_path: Path) -> None:
    with database.unit_of_work() as uow:
        cast = build.make_cast(uow)
        police = cast.town.police.code
    bad = {
        "attributes.jsonl": {"code": "GL01.01.001.01.001", "name": "无主", "field": "x"},
        "nodes.jsonl": node("GL01.01", "没有上级", police),
    }
    for file, line in bad.items():
        folder = tmp_path / f"only-{file}"
        folder.mkdir()
        write(folder, file, line)
        with pytest.raises(BadArchitecture) as refused, database.unit_of_work() as uow:
            architecture.load_ledger(uow, folder, by=SYSTEM)
        assert refused.value.details
    write(tmp_path, "nodes.jsonl", node("GL01", "甲", police), {"code": "GL02"})
    with pytest.raises(BadLedgerLine) as unread, database.unit_of_work() as uow:
        architecture.load_ledger(uow, tmp_path, by=SYSTEM)
    assert "2" in unread.value.message("zh")
    with pytest.raises(NothingToLoad), database.unit_of_work() as uow:
        architecture.load_ledger(uow, tmp_path / "nowhere", by=SYSTEM)
    with database.unit_of_work() as uow:
        assert architecture.children(uow, None, by=SYSTEM) == []


def test_nobody_loads_for_another_department(database: Database, tmp_path: Path) -> None:
    with database.unit_of_work() as uow:
        cast = build.make_cast(uow)
        write(tmp_path, "nodes.jsonl", node("GL01", "甲", cast.town.police.code))
        for stranger in (cast.outsider, make_actor(uow, cast.town.police, Role.CONSUMER)):
            with pytest.raises(NotPermitted):
                architecture.load_ledger(uow, tmp_path, by=stranger)
        assert architecture.load_ledger(uow, tmp_path, by=cast.steward).nodes == 1


def test_completeness_leads_to_the_thing_that_lacks_an_element(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        lines = {line.element: line for line in architecture.completeness(uow, by=cast.bureau)}
        assert (lines[Element.OWNER].total, lines[Element.OWNER].done) == (1, 1)
        assert (lines[Element.GRADE].total, lines[Element.GRADE].done) == (3, 3)
        assert (lines[Element.SOURCE].total, lines[Element.SOURCE].done) == (1, 0)
        assert (lines[Element.STANDARD].total, lines[Element.STANDARD].done) == (1, 1)
        for element in (Element.SOURCE, Element.QUALITY_PLAN, Element.CATALOGUE):
            lacking = architecture.missing(uow, element, PageQuery(), by=cast.steward)
            assert [(each.kind, each.code) for each in lacking.items] == [("entity", build.ENTITY)]
        assert architecture.missing(uow, Element.OWNER, PageQuery(), by=cast.steward).total == 0


def test_completeness_of_another_department_is_not_told(database: Database) -> None:
    with build.ledger(database) as (uow, cast):
        build.plant_draft(uow, cast)
        assert architecture.completeness(uow, by=cast.outsider) == []
        for element in Element:
            found = architecture.missing(uow, element, PageQuery(), organisation_id=cast.police, by=cast.outsider)
            assert (found.items, found.total) == ([], 0)
        clerk = make_actor(uow, cast.town.police, Role.CONSUMER)
        with pytest.raises(NotPermitted):
            architecture.completeness(uow, by=clerk)

"""The ledger, systems and catalogue from the command line."""

import json
from typing import Any

from typer import Typer
from typer.testing import CliRunner

from shudao.architecture.contracts import PhysicalColumn, PhysicalTable
from shudao.cli import architecture, catalogue, ledger, systems
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from tests.builders import architecture as build
from tests.builders.architecture import ENTITY, NUMBER, OBJECT


def _run(settings: Settings, app: Typer, *words: str, code: int = 0) -> Any:
    told = CliRunner().invoke(app, [*words, "--json"], obj=settings)
    assert told.exit_code == code, told.output
    return json.loads(told.stdout)


def test_the_ledger_is_walked_searched_and_judged(database: Database, settings: Settings) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        build.architecture.create_entry(uow, build.entry(cast.police, code="101001/1"), by=cast.officer)
    assert [node["code"] for node in _run(settings, ledger.app, "tree")] == ["LC01"]
    assert _run(settings, ledger.app, "search", "gmsfhm", "--kind", "attribute")["items"][0]["code"] == NUMBER
    assert _run(settings, architecture.app, "entity", ENTITY)["grade"] == "G3"
    lacking = _run(settings, architecture.app, "findings", OBJECT, code=1)
    assert [finding["rule"] for finding in lacking] == ["essential", "certified_source"]
    assert _run(settings, architecture.app, "deviations", OBJECT) == []
    assert _run(settings, systems.app, "list")[0]["code"] == "SYS-RK"
    assert _run(settings, systems.app, "sources")[0]["code"] == "SRC-RK"
    changed = _run(settings, systems.app, "state", "SYS-RK", "merged", "--reason", "系统整合")
    assert changed["ended_certifications"] == 0
    assert _run(settings, catalogue.app, "list")[0]["code"] == "101001/1"
    assert _run(settings, catalogue.app, "show", "101001/1")["state"] == "draft"
    assert _run(settings, catalogue.app, "legal-bases") == []
    assert _run(settings, architecture.app, "entity", "LC99", code=1)["error"]["code"] == "architecture.unknown_node"
    plainly = CliRunner().invoke(architecture.app, ["entity", ENTITY], obj=settings)
    assert plainly.exit_code == 0 and "人口基本信息" in plainly.output


def test_systems_are_registered_and_their_tables_decided_on(database: Database, settings: Settings) -> None:
    with build.ledger(database) as (uow, cast):
        build.register_source(uow, cast)
        for name in ("T_A", "T_LOG"):
            table = PhysicalTable("SRC-RK", name, (PhysicalColumn("id", is_key=True),))
            build.architecture.register_table(uow, table, by=cast.developer)
        code = cast.town.police.code
    made = _run(settings, systems.app, "register", "SYS-N", "新系统", "--organisation", code, "--state", "planned")
    assert (made["state"], made["version"]) == ("planned", 1)
    assert _run(settings, systems.app, "claim", "SRC-RK", "T_A")["claimed"] == 1
    assert _run(settings, systems.app, "exclude", "SRC-RK", "T_LOG", "--reason", "log")["excluded"] == 1
    excluded = _run(settings, systems.app, "tables", "SYS-RK", "--state", "excluded")
    assert [(table["name"], table["reason"]) for table in excluded] == [("T_LOG", "log")]
    assert _run(settings, systems.app, "release", "SRC-RK", "T_LOG")["released"] == 1
    shown = _run(settings, systems.app, "show", "SYS-RK")
    assert (shown["tables"], shown["claimed"], shown["unsurveyed"], shown["sources"]) == (3, 2, 1, ["SRC-RK"])
    assert _run(settings, systems.app, "list", "--idle") == []
    offered = _run(settings, systems.app, "handover", "SRC-RK", "--recipient", "厂商")
    assert offered["path"].startswith("/handover#")
    tried = _run(settings, systems.app, "test", "SRC-RK", code=1)
    assert (tried["ok"], tried["code"]) == (False, "connectors.invalid_options") and tried["next"]
    assert _run(settings, systems.app, "show", "SYS-NO", code=1)["error"]["code"] == "architecture.unknown_system"

"""`shudao org merge` shows first, then holds the merger for somebody of the bureau."""

import json

from click.testing import Result
from typer.testing import CliRunner

from shudao.app.installation import Installation
from shudao.cli import organisations
from tests.builders.mechanism import make_organisation, make_person, make_town


def merge(installed: Installation, *words: str) -> Result:
    command = ["merge", *words, "--basis", "机构改革方案", "--json"]
    return CliRunner().invoke(organisations.app, command, obj=installed.settings)


def test_a_merger_is_shown_then_held_and_never_carried_out_by_the_command(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        ending = make_organisation(uow)
        make_person(uow, ending)
    shown = merge(installed, ending.code, "--into", town.civil.code, "--dry-run")
    assert [(line["kind"], line["count"]) for line in json.loads(shown.stdout)] == [("mechanism.person", 1)]
    held = json.loads(merge(installed, ending.code, "--into", town.civil.code).stdout)
    assert ending.name in held["title"]
    again = merge(installed, ending.code, "--into", town.civil.code)
    assert again.exit_code == 1
    assert json.loads(again.stdout)["error"]["code"] == "work.change_already_pending"
    listed = CliRunner().invoke(organisations.app, ["history", ending.code, "--json"], obj=installed.settings)
    assert json.loads(listed.stdout) == []


def test_a_merger_that_cannot_be_says_why(installed: Installation) -> None:
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
    refused = merge(installed, town.government.code, "--into", town.civil.code)
    error = json.loads(refused.stdout)["error"]
    assert refused.exit_code == 1
    assert error["code"] == "mechanism.reform_obstructed"
    assert "下级" in error["details"][0]["zh"]
    assert merge(installed, "nowhere", "--into", town.civil.code).exit_code == 1

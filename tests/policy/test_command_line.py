"""`shudao code-table` and `shudao standard`: a CSV is loaded whole or refused with its lines."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from shudao.cli import code_tables, standards
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from tests.builders.mechanism import make_organisation

HEADER = "code,name,parent,valid_from,valid_to,local,successor,aliases\n"


@pytest.fixture
def keeper(database: Database) -> str:
    with database.unit_of_work() as uow:
        return make_organisation(uow).code


def _load(settings: Settings, keeper: str, file: Path) -> Result:
    options = ["--title", "性别代码", "--version", "1", "--organisation", keeper, "--json"]
    return CliRunner().invoke(code_tables.app, ["load", "sex", str(file), *options], obj=settings)


@pytest.mark.parametrize(
    "text", [HEADER + "1,男,9,,,,,\n", HEADER + "1,男,,昨天,,,,\n", HEADER + "1,男,,,,,,甲\n2,女,,,,,,甲\n", HEADER]
)
def test_a_faulty_file_is_refused_whole(settings: Settings, keeper: str, tmp_path: Path, text: str) -> None:
    file = tmp_path / "sex.csv"
    file.write_text(text, "utf-8")
    refused = _load(settings, keeper, file)
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["error"]["details"]
    listed = CliRunner().invoke(code_tables.app, ["list", "--json"], obj=settings)
    assert json.loads(listed.stdout) == []


def test_a_file_in_another_encoding_is_refused(settings: Settings, keeper: str, tmp_path: Path) -> None:
    file = tmp_path / "sex.csv"
    file.write_bytes((HEADER + "1,男,,,,,,\n").encode("gb18030"))
    assert _load(settings, keeper, file).exit_code == 1


def test_a_table_is_loaded_and_listed_by_day(settings: Settings, keeper: str, tmp_path: Path) -> None:
    file = tmp_path / "sex.csv"
    file.write_text(HEADER + "1,男,,,,false,,男性|M\n2,女,,,2000-01-01,true,,\n", "utf-8")
    assert json.loads(_load(settings, keeper, file).stdout)["row_count"] == 2
    shown = CliRunner().invoke(code_tables.app, ["codes", "sex", "--on", "2020-01-01", "--json"], obj=settings)
    (code,) = json.loads(shown.stdout)
    assert (code["code"], code["aliases"]) == ("1", ["男性", "M"])
    wrong = CliRunner().invoke(code_tables.app, ["codes", "sex", "--on", "someday"], obj=settings)
    assert wrong.exit_code == 1


def test_an_unknown_standard_is_told(settings: Settings, database: Database) -> None:
    told = CliRunner().invoke(standards.app, ["show", "DE00001", "--json"], obj=settings)
    assert told.exit_code == 1
    assert json.loads(told.stdout)["error"]["code"] == "policy.unknown_data_element"

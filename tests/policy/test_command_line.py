"""`shudao code-table` and `shudao standard`: a CSV is loaded whole or refused with its lines."""

import gzip
import json
from pathlib import Path
from typing import Any

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
    shown = CliRunner().invoke(code_tables.app, ["show", "sex", "--as-of", "2020-01-01", "--json"], obj=settings)
    (code,) = json.loads(shown.stdout)
    assert (code["code"], code["aliases"]) == ("1", ["男性", "M"])
    wrong = CliRunner().invoke(code_tables.app, ["show", "sex", "--as-of", "someday"], obj=settings)
    assert wrong.exit_code == 1


def test_an_unknown_standard_is_told(settings: Settings, database: Database) -> None:
    told = CliRunner().invoke(standards.app, ["show", "DE00001", "--json"], obj=settings)
    assert told.exit_code == 1
    assert json.loads(told.stdout)["error"]["code"] == "policy.unknown_data_element"


REVISIONS = "source,revision,code,name\n" + "".join(
    f"{source},{month},{code},{name}\n"
    for source, month, lines in (
        ("mca", "198012", (("110000", "北京市"), ("110100", "市辖区"), ("110221", "昌平县"))),
        ("mca", "199912", (("110000", "北京市"), ("110100", "市辖区"), ("110114", "昌平区"))),
        ("gb", "200212", (("990000", "别的名单"),)),
    )
    for code, name in lines
)


def _run(settings: Settings, *words: str) -> Any:
    told = CliRunner().invoke(code_tables.app, [*words, "--json"], obj=settings)
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_a_history_of_revisions_is_loaded_packed_and_asked_by_day(
    settings: Settings, keeper: str, tmp_path: Path
) -> None:
    """One source of three; the code above is read from the digits; a withdrawn code is valid as of its day."""
    file = tmp_path / "revisions.csv.gz"
    file.write_bytes(gzip.compress(REVISIONS.encode()))
    options = ["--revisions", "--source", "mca", "--levels", "2,4,6", "--organisation", keeper]
    loaded = _run(settings, "load", "region", str(file), "--standard", "GB/T 2260", *options)
    assert (loaded["row_count"], loaded["version"]) == (4, "199912")
    for day, codes in (("1990-01-01", {"110000", "110100", "110221"}), ("2000-01-01", {"110000", "110100", "110114"})):
        shown = _run(settings, "show", "region", "--as-of", day)
        assert {each["code"] for each in shown} == codes
        assert {each["parent"] for each in shown} == {None, "110000", "110100"} or day == "1990-01-01"
    changes = _run(settings, "diff", "region", "--from-day", "1990-01-01", "--to-day", "2000-01-01")
    assert {(each["kind"], each["code"], tuple(each["proposed"])) for each in changes} == {
        ("added", "110114", ()),
        ("withdrawn", "110221", ("110114",)),
    }
    assert [each["label"] for each in _run(settings, "revisions", "region")] == ["199912", "198012"]


def test_a_mapping_is_loaded_and_listed(settings: Settings, keeper: str, tmp_path: Path) -> None:
    sex, kind = tmp_path / "sex.csv", tmp_path / "kind.csv"
    sex.write_text(HEADER + "1,男,,,,,,\n2,女,,,,,,\n", "utf-8")
    kind.write_text(HEADER + "M,Male,,,,,,\nF,Female,,,,,,\n", "utf-8")
    for name, file in (("sex", sex), ("kind", kind)):
        _run(settings, "load", name, str(file), "--title", name, "--version", "1", "--organisation", keeper)
    file = tmp_path / "pairs.csv"
    file.write_text("from_code,to_code\n1,M\n2,\n", "utf-8")
    tables = ["--from-table", "sex", "--to-table", "kind", "--organisation", keeper, "--version", "1"]
    assert _run(settings, "map", "sex_kind", str(file), *tables)["row_count"] == 2
    assert [each["to_code"] for each in _run(settings, "pairs", "sex_kind")] == ["M", None]
    assert [each["name"] for each in _run(settings, "mappings")] == ["sex_kind"]
    file.write_text("from_code,to_code\n9,M\n", "utf-8")
    refused = CliRunner().invoke(code_tables.app, ["map", "other", str(file), *tables, "--json"], obj=settings)
    assert json.loads(refused.stdout)["error"]["code"] == "policy.bad_code_mapping"

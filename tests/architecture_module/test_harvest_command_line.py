"""Harvest and check from the command line: from scripts, from a live database, and never with a password in sight."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.cli import architecture
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from tests.builders import architecture as build

REAL = Path(__file__).parents[2] / "samples" / "schemas" / "alocms"


def run(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(architecture.app, [*words], obj=settings)


def told(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_a_folder_of_scripts_is_proposed(database: Database, settings: Settings) -> None:
    with build.ledger(database):
        pass
    proposal = told(run(settings, "harvest", "--sql", str(REAL), "--json"))
    assert (proposal["summary"]["tables"], proposal["summary"]["code_tables"]) == (33, 14)
    user = next(table for table in proposal["tables"] if table["name"] == "user")
    real_name = next(column for column in user["columns"] if column["name"] == "usr_real_name")
    assert real_name["title"] == "真实姓名" and real_name["grade"]["zh"]
    plainly = run(settings, "harvest", "--sql", str(REAL))
    assert plainly.exit_code == 0 and "行政区划" in plainly.output


def test_a_live_database_is_proposed_with_a_password_from_the_settings(
    database: Database, settings: Settings, postgres: EmbeddedPostgres
) -> None:
    postgres.create_database("harvest_cli", "shudao_owner")
    whole = postgres.info.dsn("shudao_owner", "harvest_cli")
    with psycopg.connect(whole) as connection:
        connection.execute("create table t_xb (dm char(1) primary key, mc varchar(20))")
        connection.execute("insert into t_xb values ('1', '男'), ('2', '女')")
    user, _, place = whole.removeprefix("postgresql://").partition("@")
    dsn = f"postgresql://{user.partition(':')[0]}@{place.partition('?')[0]}"
    given = settings.model_copy(update={"harvest_password": SecretStr(postgres.info.password("shudao_owner"))})
    proposal = told(run(given, "harvest", "--dsn", dsn, "--json"))
    assert [(table["name"], table["role"]) for table in proposal["tables"]] == [("t_xb", "code")]
    without = run(settings, "harvest", "--dsn", dsn, "--json")
    assert told(without, 1)["error"]["code"] == "connectors.wrong_credentials"
    postgres.drop_database("harvest_cli")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--dsn", "mysql://u:Geheim@127.0.0.1/x"), "cli.secret_in_arguments"),
        (("--dsn", "host=h password=Geheim"), "cli.secret_in_arguments"),
        (("--dsn", "oracle://127.0.0.1/x"), "connectors.unknown_kind"),
        (("--dsn", "mysql://u@127.0.0.1:1/x"), "connectors.unreachable"),
        ((), "cli.one_origin"),
        (("--dsn", "mysql://u@h/x", "--source", "SRC"), "cli.one_origin"),
        (("--source", "SRC-NONE"), "architecture.unknown_source"),
    ],
)
def test_what_cannot_be_harvested_is_told_without_a_secret(
    database: Database, settings: Settings, words: tuple[str, ...], code: str
) -> None:
    result = run(settings, "harvest", *words, "--json")
    assert told(result, 1)["error"]["code"] == code
    assert "Geheim" not in result.output


def test_a_check_ends_with_status_one_where_something_must_be_mended(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    with build.ledger(database):
        pass
    script, table = tmp_path / "a.sql", tmp_path / "a.csv"
    script.write_text("create table a (id int primary key, x int);", "utf-8")
    report = told(run(settings, "check", "--sql", str(script), "--json"))
    assert report["passes"] and report["counts"]["warning"] == 3
    failed = run(settings, "check", "--sql", str(script), "--stage", "acceptance", "--csv", str(table))
    assert failed.exit_code == 1 and "须整改" in failed.output
    assert len(table.read_text("utf-8-sig").splitlines()) == 4

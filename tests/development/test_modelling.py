"""Models of the report and mart layers: typed, from declared inputs only, seen through system lenses, built once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.admission import facade as admission
from shudao.admission.contracts import AssetColumn, Layer, Mode, NewAsset
from shudao.app.installation import Installation
from shudao.architecture.contracts import Grade
from shudao.development import facade as development
from shudao.development.contracts import DevelopmentRun, RunKind
from shudao.development.errors import MalformedModel, NothingToRead
from shudao.kernel.actor import Actor, Role
from tests.builders.lake import COLUMNS, flows_of, land, ledger_of, make_asset, people, rows_of
from tests.builders.mechanism import SYSTEM, Town, make_actor, make_town

MART = "dm_months"
SQL = "select month(born) as birth_month, count(*) as persons, avg(income) as mean from dm_people group by 1"
Build = Callable[[], DevelopmentRun]


@pytest.fixture
def town(installed: Installation) -> Town:
    """Rows of the police, and a mart over them that is registered and admitted but not declared."""
    with installed.database.unit_of_work() as uow:
        town = make_town(uow)
        make_asset(uow, town)
        make_asset(uow, town, "dm_secrets")
        columns = (
            AssetColumn("birth_month", "出生月份", "int", grade=Grade.G1),
            AssetColumn("persons", "人数", "int", grade=Grade.G1),
            AssetColumn("mean", "平均收入", "decimal(14,4)", grade=Grade.G1),
        )
        make_asset(uow, town, MART, title="按月", columns=columns, inputs=("dm_people",))
    land(installed, "dm_people", people(60))
    return town


@pytest.fixture
def developer(installed: Installation, town: Town) -> Actor:
    with installed.database.unit_of_work() as uow:
        return make_actor(uow, town.police, Role.DEVELOPER)


def declare(installed: Installation, by: Actor, sql: str = SQL) -> None:
    with installed.database.unit_of_work() as uow:
        development.declare_model(uow, MART, sql, by=by)


def build(installed: Installation, by: Actor) -> DevelopmentRun:
    return development.build_model(installed.database, installed.settings, MART, by=by)


MALFORMED = {
    "select 1 as birth_month, 2 as persons, 3 as mean from dm_secrets": "未声明的输入 dm_secrets",
    "select 1 as birth_month, 2 as persons, 3 as mean from read_csv('/etc/passwd')": "未声明的输入",
    "select 1 as birth_month, 2 as persons, 3 as mean from '/etc/passwd'": "未声明的输入",
    "with dm_people as (select * from dm_secrets) select 1 as birth_month, 2 as persons, 3 as mean from dm_people": (
        "未声明的输入 dm_secrets"
    ),
    "select * from dm_people": "输出字段应依次为 birth_month、persons、mean",
    "select month(born) as birth_month, count(*) as persons from dm_people group by 1": "输出字段",
    "select count(*) as persons, 1 as birth_month, 3 as mean from dm_people": "输出字段",
    "delete from dm_people": "须为一条 SELECT",
    "select 1 as birth_month, 2 as persons, 3 as mean from dm_people; drop table x": "须为一条 SELECT",
    "select from where": "不是合法的 SQL",
    "": "须为一条 SELECT",
}


def test_what_is_no_model_of_its_inputs_is_refused(
    installed: Installation, developer: Actor, raw: psycopg.Connection[Any]
) -> None:
    for sql, said in MALFORMED.items():
        with pytest.raises(MalformedModel) as refusal:
            declare(installed, developer, sql)
        assert said in refusal.value.message(), sql
    assert raw.execute("select count(*) from development.model").fetchone() == (0,)
    with pytest.raises(MalformedModel):
        build(installed, developer)


def test_another_departments_rows_are_no_input_of_ones_own_model(installed: Installation, town: Town) -> None:
    """Otherwise a model would be a way round every grant."""
    with installed.database.unit_of_work() as uow:
        stranger = make_actor(uow, town.civil, Role.DEVELOPER)
        owner = make_actor(uow, town.civil, Role.DATA_OWNER)
        new = NewAsset(
            code="dm_taken",
            layer=Layer.DM,
            title="取来的",
            organisation_id=town.civil.id,
            columns=(replace(COLUMNS[0], name="id"),),
            inputs=("dm_people",),
            owner_person_id=owner.person_id,
            quality_rules=("x",),
        )
        admission.register_asset(uow, new, by=stranger)
        admission.admit(uow, "dm_taken", by=stranger)
        with pytest.raises(NotPermitted):
            development.declare_model(uow, "dm_taken", "select id from dm_people", by=stranger)
        with pytest.raises(NotPermitted):
            development.declare_model(uow, MART, SQL, by=stranger)


def test_a_model_lands_typed_rows_and_names_its_run(installed: Installation, developer: Actor) -> None:
    declare(installed, developer)
    run = build(installed, developer)
    assert (run.kind, run.read, run.landed, run.rejected) == (RunKind.MODEL, 3, 3, 0)
    rows = rows_of(installed, MART)
    assert sum(row["persons"] for row in rows) == 60
    assert [type(row["mean"]).__name__ for row in rows] == ["Decimal"] * 3
    assert {str(row["mean"]).partition(".")[2] for row in rows} <= {f"{n:04d}" for n in range(10_000)}


def test_lineage_tells_from_which_inputs_a_model_is_made(installed: Installation, developer: Actor) -> None:
    declare(installed, developer)
    build(installed, developer)
    assert flows_of(installed, f"lake/{MART}") == {("lake/dm_people", f"lake/{MART}", "model")}


def test_building_again_changes_nothing_until_rows_or_declaration_change(
    installed: Installation, developer: Actor
) -> None:
    declare(installed, developer)
    first = build(installed, developer)
    assert build(installed, developer) == first
    assert len(ledger_of(installed, MART)) == 1
    land(installed, "dm_people", people(10), mode=Mode.REPLACE)
    second = build(installed, developer)
    assert sum(row["persons"] for row in rows_of(installed, MART)) == 10
    declare(installed, developer, SQL.replace("count(*)", "2 * count(*)"))
    third = build(installed, developer)
    assert sum(row["persons"] for row in rows_of(installed, MART)) == 20
    assert len({first.id, second.id, third.id}) == 3


def test_a_model_over_nothing_is_refused(installed: Installation, town: Town, developer: Actor) -> None:
    with installed.database.unit_of_work() as uow:
        make_asset(uow, town, "dm_empty")
        columns = (AssetColumn("id", "编号", "int", grade=Grade.G1),)
        make_asset(uow, town, "dm_of_empty", columns=columns, inputs=("dm_empty",))
        development.declare_model(uow, "dm_of_empty", "select id from dm_empty", by=developer)
    with pytest.raises(NothingToRead):
        development.build_model(installed.database, installed.settings, "dm_of_empty", by=developer)


def test_what_a_model_reads_is_written_down(
    installed: Installation, developer: Actor, raw: psycopg.Connection[Any]
) -> None:
    declare(installed, developer)
    build(installed, developer)
    read = raw.execute(
        "select account_id, subject from evidence.entry where action = 'security.read.decided'"
    ).fetchall()
    assert read == [("system:model", "admission/asset/dm_people")]
    assert rows_of(installed, MART)
    with installed.database.unit_of_work() as uow:
        assert admission.asset(uow, MART).rows == 3
        assert development.model_of(uow, MART).sql == SQL
    assert SYSTEM.account_id not in {account for account, _ in read}

"""Queries that people write see lenses only: no other table, no file, no second statement, no way round a mask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.duckdb import DuckDBEngine
from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.expr.predicate import LessEqual
from shudao.kernel.relation import Relation
from shudao.security.contracts import Lens, LensColumn, MaskKind
from shudao.security.reading import LensSession
from tests.builders.lake import people

SECRET = "居民0003"
# Each would show a whole table, another table, a file or the machine, if the rewriting missed it.
ESCAPES = [
    "select * from dm_others",
    "select * from main.dm_others",
    "select * from dm_people, dm_others",
    "select (select max(name) from dm_others) from dm_people",
    "select * from DM_OTHERS",
    "with dm_people as (select * from dm_people) select name from dm_people",
    'with "DM_PEOPLE" as (select * from dm_people) select name from dm_people',
    "select name from dm_people where exists (with dm_people as (select 1) select 1 from dm_people)",
    "with a as (with dm_people as (select 1) select 1) select name from dm_people",
    "with recursive dm_people as (select * from dm_people) select name from dm_people",
    "select * from query('select name from dm_people')",
    "select * from query_table('dm_people')",
    "select * from query_table(['dm_people'])",
    "select * from read_parquet('{file}')",
    "select * from parquet_scan('{file}')",
    "select * from '{file}'",
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from glob('/etc/*')",
    "select * from duckdb_views()",
    "select * from duckdb_settings()",
    "select * from information_schema.tables",
    "select * from sqlite_master",
    "select * from pg_catalog.pg_class",
    "from (show tables)",
    "select * from (describe dm_others)",
    "describe dm_people",
    "summarize dm_people",
    "show tables",
    "pragma database_list",
    "call pragma_version()",
    "copy (select * from dm_people) to '{file}.out'",
    "create table t as select * from dm_people",
    "create view dm_people as select 1",
    "attach '{file}.db'",
    "install httpfs",
    "load httpfs",
    "set memory_limit = '10GB'",
    "export database '{file}.dir'",
    "select id from dm_people; select name from dm_others",
    "select id from dm_people; copy dm_people to '{file}.out'",
    "delete from dm_people",
    "insert into dm_people select * from dm_people",
    "select phone from dm_people",
    "select dm_people.phone from dm_people",
    "select id from dm_people where phone like '138%'",
    "select id from dm_people order by phone",
    "select * from dm_people as p(a, b, c, d)",
    "pivot dm_people on name",
    "select id from dm_people tablesample 1 rows",
    "not sql at all",
    "",
]


COLUMNS = (
    LensColumn("id", "编号", "int"),
    LensColumn("name", "姓名", "text", MaskKind.PARTIAL),
    LensColumn("income", "收入", "text", MaskKind.SUPPRESS),
)
LENS = Lens("dm_people", 1, COLUMNS, LessEqual("id", 5), "d", "抽查", Actor("a", "甲"))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LensSession]:
    """Names masked, incomes not shown; telephones are no part of the lens."""
    folder = tmp_path_factory.mktemp("sql")
    rows = pa.Table.from_pylist(people(20))
    pq.write_table(rows, folder / "rows.parquet")
    whole = {"whole": Relation((str(folder / "rows.parquet"),), rows.schema)}
    with DuckDBEngine().open(whole) as opened:
        yield LensSession(opened, {"dm_people": LENS}, "key", {"dm_people": "whole"})


def told(session: LensSession, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = session.read(session.sql(sql)).read_all().to_pylist()
    return rows


@pytest.mark.parametrize("sql", ESCAPES)
def test_no_query_sees_past_its_lens(session: LensSession, tmp_path: Path, sql: str) -> None:
    file = tmp_path / "other.parquet"
    pq.write_table(pa.table({"name": [SECRET]}), file)
    before = sorted(tmp_path.rglob("*"))
    try:
        rows = told(session, sql.replace("{file}", str(file)))
    except ShudaoError:
        rows = []
    assert SECRET not in str(rows)
    assert "1380000" not in str(rows)
    # A harmless reading may be answered, but only with what the lens shows.
    assert all(set(row) <= {"id", "name", "income"} for row in rows), f"{sql} was answered with {rows[:2]}"
    assert sorted(tmp_path.rglob("*")) == before, "a query wrote a file"


def test_written_queries_see_masked_rows_of_their_lens(session: LensSession) -> None:
    assert told(session, "select id, name, income from dm_people order by id limit 2") == [
        {"id": 1, "name": "居*****", "income": None},
        {"id": 2, "name": "居*****", "income": None},
    ]
    assert told(session, "select count(*) as n, count(distinct name) as names from dm_people") == [{"n": 5, "names": 1}]
    joined = (
        "with few as (select id from dm_people where id < 3) select p.id from dm_people as p join few on few.id = p.id"
        " union all select id from dm_people where id > 4 order by 1"
    )
    assert told(session, joined) == [{"id": 1}, {"id": 2}, {"id": 5}]


def test_the_lens_of_a_name_that_was_not_opened_is_not_there(session: LensSession) -> None:
    with pytest.raises(ShudaoError) as refusal:
        session.table("dm_others")
    assert refusal.value.status == 404

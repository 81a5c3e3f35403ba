"""SQL that people write sees every table through its lens, whatever names it plays with."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.duckdb import DuckDBEngine
from shudao.kernel.actor import Actor
from shudao.kernel.errors import ShudaoError
from shudao.kernel.expr.predicate import Eq
from shudao.kernel.relation import Relation
from shudao.security.contracts import Lens, LensColumn
from shudao.security.reading import LensSession

PLANTED = "PLANTED-4471"
ROUND_THE_LENS = [
    "select people.* from people, (with people as (select 1 as one) select * from people) inner_one",
    "with people as (select * from people) select * from people",
    "select * from main.people",
    "select * from memory.main.people",
    "select * from People",
    'select * from "people" as p',
    "select * from query_table('people')",
    "select * from query('select * from people')",
    "select * from information_schema.tables",
    "select * from duckdb_views()",
    "from people",
    "select * from (values (1)) t(x), lateral (select * from people) y",
    "select (select max(secret) from people)",
    "table people",
    "summarize people",
    "describe people",
    "show tables",
]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LensSession]:
    table = pa.table({"id": ["1", "2"], "secret": [PLANTED, PLANTED]})
    pq.write_table(table, tmp_path / "people.parquet")
    hidden = {"people": f"whole_{secrets.token_hex(16)}"}
    relation = Relation((str(tmp_path / "people.parquet"),), table.schema)
    lens = make_lens(("id",))
    with DuckDBEngine().open({hidden["people"]: relation}) as engine:
        yield LensSession(engine, {"people": lens}, "key", hidden)


def make_lens(columns: tuple[str, ...]) -> Lens:
    return Lens(
        asset_code="people",
        columns=tuple(LensColumn(name, name, "text") for name in columns),
        where=Eq("id", "1"),
        version=0,
        purpose="test",
        actor=Actor.system("test"),
        decision_id="decision",
    )


@pytest.mark.parametrize("text", ROUND_THE_LENS)
def test_no_spelling_goes_round_the_lens(session: LensSession, text: str) -> None:
    try:
        told = str(session.read(session.sql(text)).read_all().to_pydict())
    except ShudaoError as error:
        told = error.message("zh") + error.message("en")
    except Exception as error:  # a query the rewriting does not understand may fail in any way, but not tell a value
        told = str(error)
    assert PLANTED not in told
    assert "'2'" not in told


def test_an_ordinary_query_works(session: LensSession) -> None:
    text = "with mine as (select id from people) select count(*) as n from mine join people using (id)"
    assert session.read(session.sql(text)).read_all().to_pylist() == [{"n": 1}]

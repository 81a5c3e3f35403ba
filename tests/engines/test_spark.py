"""Spark through a Spark Connect server: exact types, plain Parquet that DuckDB reads, and refusals in our words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.duckdb import DuckDBEngine
from shudao.engines.errors import EngineFailed, EngineUnavailable, UnknownRelation
from shudao.engines.spark import SparkEngine, SparkSession
from shudao.kernel.relation import Relation
from tests.conformance.spark_server import spark_server

SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("姓名", pa.string()),
        ("日期", pa.date32()),
        ("金额", pa.decimal128(18, 2)),
        ("时刻", pa.timestamp("us", "UTC")),
        ("当地", pa.timestamp("us")),
        ("是否", pa.bool_()),
    ]
)
ROWS = [
    (
        9_007_199_254_740_993,
        "张三 '\\",
        date(2020, 2, 29),
        Decimal("1.50"),
        datetime(2020, 1, 1, tzinfo=UTC),
        datetime.fromisoformat("1986-05-04T00:30:00"),
        True,
    ),
    (None,) * len(SCHEMA),
]
TABLE = pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in ROWS], schema=SCHEMA)


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    with spark_server() as url:
        yield SparkEngine(url)


@pytest.fixture
def relation(tmp_path: Path) -> Relation:
    file = tmp_path / "湖 #1" / "k=v" / "a.parquet"
    file.parent.mkdir(parents=True)
    pq.write_table(TABLE, file)
    return Relation((str(file),), SCHEMA)


def opened(session: SparkSession) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = session.read(session.table("t").order_by("id")).read_all().to_pylist()
    return sorted(rows, key=lambda row: row["id"] is None)


def test_values_and_types_survive_and_a_folder_is_no_column(engine: SparkEngine, relation: Relation) -> None:
    """A NULL-able whole number beyond 2**53 is what Ibis' own reading from Spark damages."""
    with engine.open({"t": relation}) as session:
        assert session.read(session.table("t")).schema.equals(SCHEMA)
        assert opened(session) == TABLE.to_pylist()
        assert session.count(session.table("t")) == 2


def test_missing_columns_are_null_and_no_files_are_an_empty_table(engine: SparkEngine, relation: Relation) -> None:
    wider = SCHEMA.append(pa.field("新", pa.decimal128(10, 2)))
    with engine.open({"t": Relation(relation.paths, wider), "empty": Relation((), SCHEMA)}) as session:
        assert [row["新"] for row in opened(session)] == [None, None]
        assert session.count(session.table("empty")) == 0
        assert session.read(session.table("empty")).schema.equals(SCHEMA)


def test_what_spark_writes_duckdb_reads(engine: SparkEngine, relation: Relation, tmp_path: Path) -> None:
    out = tmp_path / "stage 出"
    with engine.open({"t": relation}, writes=[out]) as session:
        assert session.write_parquet(session.table("t"), out, max_rows_per_file=1) == 2
        assert session.write_parquet(session.table("t"), out, max_rows_per_file=1) == 2
    files = tuple(str(file) for file in out.glob("*.parquet"))
    with DuckDBEngine().open({"t": Relation(files, SCHEMA)}) as session:
        read = session.read(session.table("t").order_by("id")).read_all()
    assert read.to_pylist() == TABLE.to_pylist()


def test_a_rewritten_query_is_asked_in_sparks_dialect(engine: SparkEngine, relation: Relation) -> None:
    with engine.open({"t": relation}) as session:
        found = session.sql('select "姓名", count(*) as n from t where "金额" is not null group by 1')
        assert session.read(found).read_all().to_pylist() == [{"姓名": "张三 '\\", "n": 1}]


def test_refusals_come_in_our_words_without_values(engine: SparkEngine, relation: Relation, tmp_path: Path) -> None:
    with engine.open({"t": relation}) as session:
        with pytest.raises(UnknownRelation):
            session.table("nobody")
        with pytest.raises(EngineFailed):
            session.write_parquet(session.table("t"), tmp_path / "elsewhere")
        with pytest.raises(EngineFailed) as told:
            session.read(session.sql('select cast("姓名" as integer) as x from t')).read_all()
    assert "张三" not in told.value.message("zh") + told.value.message("en")


def test_sessions_do_not_see_each_others_relations(engine: SparkEngine, relation: Relation) -> None:
    with engine.open({"mine": relation}), engine.open({}) as other, pytest.raises(EngineFailed):
        other.read(other.sql("select * from mine")).read_all()


def test_a_server_that_does_not_answer_is_told_as_such() -> None:
    with pytest.raises(EngineUnavailable, match="spark"), SparkEngine("sc://127.0.0.1:1").open({}):
        pass

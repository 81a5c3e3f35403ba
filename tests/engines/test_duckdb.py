"""The embedded engine: exact types out, streams, plain Parquet, and a session locked to its files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shudao.engines.contracts import EngineLimits
from shudao.engines.duckdb import DuckDBEngine, DuckDBSession
from shudao.engines.errors import EngineFailed, UnknownRelation
from shudao.kernel.relation import Relation

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
# 1986-05-04 00:30 was skipped by summer time in Shanghai; as a wall clock's reading it must survive all the same.
ROW = (
    1,
    "张三",
    date(2020, 2, 29),
    Decimal("1.50"),
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime.fromisoformat("1986-05-04T00:30:00"),
    True,
)
NOTHING = (None,) * len(SCHEMA)


def write(path: Path, *rows: tuple[object, ...], schema: pa.Schema = SCHEMA) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(zip(*rows, strict=True))
    pq.write_table(pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema), path)
    return str(path)


def many(path: Path, count: int) -> Relation:
    pq.write_table(pa.table({"id": pa.array(range(count), pa.int64())}), path)
    return Relation((str(path),), pa.schema([("id", pa.int64())]))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[DuckDBSession]:
    file = write(tmp_path / "湖 #1" / "k=v" / "a b.parquet", ROW, NOTHING)
    with DuckDBEngine().open({"t": Relation((file,), SCHEMA)}) as opened:
        yield opened


def test_values_and_types_survive_and_a_folder_is_no_column(session: DuckDBSession) -> None:
    read = session.read(session.table("t").order_by("id")).read_all()
    assert read.schema.equals(SCHEMA)
    assert [tuple(row.values()) for row in read.to_pylist()] == [ROW, NOTHING]


def test_missing_and_narrower_columns_take_the_declared_type_and_extra_ones_disappear(tmp_path: Path) -> None:
    old = write(tmp_path / "old.parquet", (1, "x"), schema=pa.schema([("id", pa.int32()), ("gone", pa.string())]))
    relation = Relation((old,), pa.schema([("id", pa.int64()), ("new", pa.decimal128(10, 2))]))
    with DuckDBEngine().open({"t": relation}) as session:
        read = session.read(session.table("t")).read_all()
    assert read.schema.equals(relation.schema)
    assert read.to_pylist() == [{"id": 1, "new": None}]


def test_no_files_are_an_empty_table(tmp_path: Path) -> None:
    with DuckDBEngine().open({"t": Relation((), SCHEMA)}) as session:
        assert session.count(session.table("t")) == 0
        assert session.read(session.table("t")).read_all().schema.equals(SCHEMA)


def test_a_stream_stays_readable_while_another_question_is_asked(tmp_path: Path) -> None:
    with DuckDBEngine().open({"t": many(tmp_path / "a.parquet", 300_000)}) as session:
        reader = session.read(session.table("t"), batch_rows=10_000)
        first = next(reader)
        assert session.count(session.table("t")) == 300_000
        assert len(first) + sum(len(batch) for batch in reader) == 300_000


def test_written_parquet_is_split_counted_and_readable_again(tmp_path: Path) -> None:
    out = tmp_path / "出 口" / "stage"
    with DuckDBEngine().open({"t": many(tmp_path / "a.parquet", 30_000)}, writes=[out]) as session:
        assert session.write_parquet(session.table("t"), out, max_rows_per_file=10_000) == 30_000
    files = sorted(out.iterdir())
    counts = [pq.read_metadata(file).num_rows for file in files]
    assert sum(counts) == 30_000
    assert max(counts) <= 10_000
    assert pq.read_metadata(files[0]).row_group(0).column(0).compression == "ZSTD"
    assert pq.read_metadata(files[0]).row_group(0).column(0).statistics.has_min_max


@pytest.mark.parametrize(
    "text",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "copy (select 1) to '/tmp/shudao-must-not-exist.csv'",
        "attach '/tmp/shudao-must-not-exist.db'",
        "set memory_limit = '100GB'",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_a_session_reaches_nothing_but_its_files(session: DuckDBSession, text: str) -> None:
    with pytest.raises(EngineFailed):
        session._execute(text)


def test_a_session_may_not_write_where_nobody_said_so(session: DuckDBSession, tmp_path: Path) -> None:
    with pytest.raises(EngineFailed):
        session.write_parquet(session.table("t"), tmp_path / "elsewhere")


def test_failures_tell_their_kind_and_never_a_value(session: DuckDBSession) -> None:
    with pytest.raises(EngineFailed) as told:
        session.read(session.sql('select cast("姓名" as integer) as x from t')).read_all()
    assert "张三" not in told.value.message("zh") + told.value.message("en")


def test_an_unopened_relation_is_told_by_name(session: DuckDBSession) -> None:
    with pytest.raises(UnknownRelation, match="nobody"):
        session.table("nobody")


def test_more_than_memory_is_spilled_into_the_given_folder(tmp_path: Path) -> None:
    limits = EngineLimits(memory_mb=60, threads=1, temp_directory=tmp_path / "溢 出")
    with DuckDBEngine(limits).open({"t": many(tmp_path / "a.parquet", 3_000_000)}) as session:
        table = session.table("t")
        wide = table.mutate(text=table.id.cast("string").concat("-" * 40)).order_by((table.id * 7919) % 3_000_017)
        assert sum(len(batch) for batch in session.read(wide)) == 3_000_000


def test_queries_do_not_reach_what_others_keep_in_the_temp_directory(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    with DuckDBEngine(EngineLimits(temp_directory=tmp_path)).open({}) as session:
        with pytest.raises(EngineFailed):
            session._execute(f"select * from read_csv('{tmp_path / 'other.csv'}')")
        with pytest.raises(EngineFailed):
            session._execute(f"copy (select 1) to '{tmp_path / 'mine.csv'}'")
    assert [file.name for file in tmp_path.iterdir()] == ["other.csv"]


def test_a_running_query_can_be_stopped_from_another_thread(tmp_path: Path) -> None:
    import threading

    with DuckDBEngine().open({"t": many(tmp_path / "a.parquet", 1_000_000)}) as session:
        stop = threading.Event()

        def interrupt() -> None:
            while not stop.wait(0.05):
                session.interrupt()

        stopper = threading.Thread(target=interrupt)
        stopper.start()
        try:
            with pytest.raises(EngineFailed):
                session.read(session.sql("select sum(hash(a.id, b.id)) as x from t a, t b")).read_all()
        finally:
            stop.set()
            stopper.join()


def test_the_session_lives_in_shanghai(session: DuckDBSession) -> None:
    read = session.read(session.sql('select cast("时刻" as varchar) as x from t where id = 1')).read_all()
    assert read.column("x").to_pylist() == ["2020-01-01 08:00:00+08"]

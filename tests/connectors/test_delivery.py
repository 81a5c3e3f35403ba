"""Deliveries: what the target stores is what was sent, or nothing has happened."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal

import psycopg
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudao.connectors import errors
from shudao.connectors.contracts import Source
from shudao.connectors.facade import deliver, digest_of, table_digest
from shudao.connectors.postgresql import PostgreSql
from tests.connectors.test_postgresql import execute

SCHEMA = pa.schema(
    [
        pa.field("编号", pa.int64()),
        pa.field("small", pa.int16()),
        pa.field("t", pa.string()),
        pa.field("n", pa.decimal128(20, 10)),
        pa.field("f", pa.float64()),
        pa.field("r", pa.float32()),
        pa.field("b", pa.bool_()),
        pa.field("d", pa.date32()),
        pa.field("ti", pa.time64("us")),
        pa.field("ts", pa.timestamp("us")),
        pa.field("tz", pa.timestamp("us", "UTC")),
    ]
)
DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=10)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30))  # noqa: DTZ001 -- timestamps without a zone
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "编号": st.none() | st.integers(-(2**63), 2**63 - 1),
            "small": st.none() | st.integers(-(2**15), 2**15 - 1),
            "t": st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            "n": st.none() | DECIMALS,
            "f": st.none() | st.floats(allow_nan=False),
            "r": st.none() | st.floats(width=32, allow_nan=False),
            "b": st.none() | st.booleans(),
            "d": st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
            "ti": st.none() | st.times(),
            "ts": st.none() | MOMENTS,
            "tz": st.none() | MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
        }
    ),
    max_size=8,
)


def batch(rows: list[dict[str, object]], schema: pa.Schema = SCHEMA) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=schema)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_all_types_arrive_as_sent_and_both_digests_agree(dsn: str, rows: list[dict[str, object]]) -> None:
    delivered = deliver(dsn, "public", "目标", SCHEMA, [batch(rows)])
    assert delivered.rows == len(rows)
    sent = digest_of([batch(rows)])
    assert (delivered.rows, delivered.digest) == (sent.rows, sent.text)
    assert table_digest(dsn, "public", "目标", SCHEMA) == sent
    read = [part.records for part in PostgreSql().read(Source("postgresql", {}, dsn), "目标")]
    assert pa.Table.from_batches(read, SCHEMA) == pa.Table.from_batches([batch(rows)], SCHEMA)


def test_the_digest_sees_values_and_doubles_but_no_order() -> None:
    schema = pa.schema([("a", pa.string()), ("b", pa.string())])
    rows = [{"a": "1", "b": "2"}, {"a": None, "b": ""}]
    digest = digest_of([batch(rows, schema)])
    assert digest_of([batch([row], schema) for row in reversed(rows)]) == digest
    assert digest_of([batch([*rows, rows[0]], schema)]) != digest
    assert digest_of([batch([{"a": "12", "b": ""}, rows[1]], schema)]) != digest
    assert digest_of([batch([rows[0], {"a": "", "b": None}], schema)]) != digest


SIMPLE = pa.schema([("id", pa.int32()), ("v", pa.string())])


def simple(*ids: int) -> pa.RecordBatch:
    return batch([{"id": n, "v": f"值{n}"} for n in ids], SIMPLE)


def stored(dsn: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute("select id, v from t order by id").fetchall()


def test_replace_exchanges_and_append_adds(dsn: str) -> None:
    deliver(dsn, "public", "t", SIMPLE, [simple(1, 2)])
    execute(dsn, "create view seen as select count(*) from t", "create index on t (id)")
    deliver(dsn, "public", "t", SIMPLE, [simple(3)], mode="replace")
    assert stored(dsn) == [(3, "值3")]
    delivered = deliver(dsn, "public", "t", SIMPLE, [simple(4), simple(5)], mode="append")
    assert delivered.rows == 2
    assert [row[0] for row in stored(dsn)] == [3, 4, 5]


def test_a_delivery_broken_off_leaves_the_target_as_it_was(dsn: str) -> None:
    deliver(dsn, "public", "t", SIMPLE, [simple(1)])

    def revoked() -> Iterator[pa.RecordBatch]:
        yield simple(2)
        raise PermissionError("revoked")

    with pytest.raises(PermissionError):
        deliver(dsn, "public", "t", SIMPLE, revoked())
    assert stored(dsn) == [(1, "值1")]


def test_a_target_that_changes_values_is_found_out_and_rolled_back(dsn: str) -> None:
    execute(
        dsn,
        "create table t (id int, v text)",
        "create function shout() returns trigger language plpgsql as"
        " $$ begin new.v := upper(new.v); return new; end $$",
        "create trigger shout before insert on t for each row execute function shout()",
        "insert into t values (0, 'old')",
    )
    rows = batch([{"id": 1, "v": "abc"}], SIMPLE)
    with pytest.raises(errors.DeliveryDiffers):
        deliver(dsn, "public", "t", SIMPLE, [rows])


def test_a_target_that_rounds_is_found_out(dsn: str) -> None:
    execute(dsn, "create table t (n numeric(10, 1))")
    schema = pa.schema([("n", pa.decimal128(10, 2))])
    with pytest.raises(errors.DeliveryDiffers):
        deliver(dsn, "public", "t", schema, [batch([{"n": Decimal("1.25")}], schema)])


@pytest.mark.parametrize(
    "definition", ["id int", "id int, v varchar(1)", "id int check (id > 9), v text", "id date, v text"]
)
def test_a_target_of_another_shape_is_refused(dsn: str, definition: str) -> None:
    execute(dsn, f"create table t ({definition})")
    with pytest.raises(errors.TargetDiffers):
        deliver(dsn, "public", "t", SIMPLE, [simple(1)])


def test_types_without_counterpart_are_named(dsn: str) -> None:
    schema = pa.schema([("地图", pa.list_(pa.int32()))])
    with pytest.raises(errors.UnsupportedType, match="地图"):
        deliver(dsn, "public", "t", schema, [])


def test_an_empty_delivery_makes_an_empty_table(dsn: str) -> None:
    assert deliver(dsn, "public", "t", SIMPLE, []).rows == 0
    assert stored(dsn) == []


def test_time_of_day_and_strange_names(dsn: str) -> None:
    schema = pa.schema([('a"; drop table t; --', pa.time64("us")), ("{}", pa.string())])
    rows = batch([{schema.names[0]: time(1, 2, 3, 4), "{}": "{x}%s"}], schema)
    assert deliver(dsn, "public", "表 名", schema, [rows]).rows == 1

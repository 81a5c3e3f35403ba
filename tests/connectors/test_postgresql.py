"""PostgreSQL sources: exact types, one snapshot, no row lost, no secret told."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from urllib.parse import urlsplit

import psycopg
import pyarrow as pa
import pytest

from shudao.connectors import errors
from shudao.connectors.contracts import Source
from shudao.connectors.postgresql import PostgreSql


def source(dsn: str | None, **options: object) -> Source:
    return Source("postgresql", options, dsn)


def execute(dsn: str, *statements: str) -> None:
    with psycopg.connect(dsn) as connection:
        for statement in statements:
            connection.execute(statement)


def read(dsn: str, table: str, columns: list[str] | None = None) -> tuple[pa.Table, list[dict[str, object]]]:
    with PostgreSql().read(source(dsn), table, columns=columns) as reading:
        batches = list(reading)
        assert reading.counts.read == reading.counts.landed + reading.counts.rejected
        assert reading.position is not None and reading.position.at["records"] == reading.counts.read
    rejects = [reject for batch in batches for reject in batch.rejects.to_pylist()]
    return pa.Table.from_batches([batch.records for batch in batches], reading.schema), rejects


def test_types_are_exact(dsn: str) -> None:
    execute(
        dsn,
        """create table 各型 (i2 int2, i4 int4, i8 int8, n numeric(12, 2), u numeric, wide numeric(50, 2), r real,
        d double precision, b boolean, t text, c char(3), v varchar(9), da date, ti time, ts timestamp, tz timestamptz,
        u_id uuid, j jsonb, a int[], by bytea)""",
        """insert into 各型 values (-1, 2, 9007199254740993, 1234567890.12, 0.1000, 1.50, 0.1, 0.1, true, '张', 'a', '',
        '2024-02-29', '23:59:59.000001', '2024-01-01 00:00:00.123456', '2024-01-01 08:00:00+08',
        '00000000-0000-0000-0000-00000000000a', '{"a": "二"}', '{1,2}', '\\x00ff')""",
        "insert into 各型 (i2) values (null)",
    )
    table, rejects = read(dsn, "各型")
    assert not rejects
    first, second = table.to_pylist()
    assert first == {
        "i2": -1, "i4": 2, "i8": 9007199254740993, "n": Decimal("1234567890.12"), "u": "0.1000", "wide": "1.50",
        "r": pytest.approx(0.1, rel=1e-7), "d": 0.1, "b": True, "t": "张", "c": "a  ", "v": "",
        "da": date(2024, 2, 29), "ti": time(23, 59, 59, 1),
        "ts": datetime(2024, 1, 1, 0, 0, 0, 123456), "tz": datetime(2024, 1, 1, tzinfo=UTC),  # noqa: DTZ001 -- no zone
        "u_id": "00000000-0000-0000-0000-00000000000a", "j": '{"a": "二"}', "a": "{1,2}", "by": "\\x00ff",
    }  # fmt: skip
    assert set(second.values()) == {None}
    assert table.schema.field("n").type == pa.decimal128(12, 2)
    assert table.schema.field("tz").type == pa.timestamp("us", "UTC")


def test_names_and_comments_are_kept_and_quoted(dsn: str) -> None:
    execute(
        dsn,
        'create table "人口 ""表""; --" (编号 int primary key, "select" text not null, "a""b" numeric(5, 1))',
        """comment on table "人口 ""表""; --" is '常住人口登记'""",
        """comment on column "人口 ""表""; --".编号 is '内部编号'""",
        """insert into "人口 ""表""; --" values (1, 'x', 2.5)""",
    )
    (table,) = PostgreSql().describe(source(dsn))
    assert (table.name, table.comment) == ('人口 "表"; --', "常住人口登记")
    assert [(c.name, c.type, c.nullable, c.comment, c.is_key) for c in table.columns] == [
        ("编号", "integer", False, "内部编号", True),
        ("select", "text", False, None, False),
        ('a"b', "numeric(5,1)", True, None, False),
    ]
    rows, _ = read(dsn, table.name, ['a"b', "select"])
    assert rows.to_pylist() == [{'a"b': Decimal("2.5"), "select": "x"}]


def test_values_that_no_type_holds_are_rejected_one_by_one(dsn: str) -> None:
    execute(
        dsn,
        "create table t (id int, n numeric(6, 2), d date, s text)",
        "insert into t select g, g, date '2024-01-01' + g, '行' || g from generate_series(1, 1000) g",
        "update t set n = 'NaN' where id = 10",
        "update t set d = 'infinity' where id = 500",
        "insert into t values (1001, 1, '0044-03-15 BC', 'x')",
    )
    table, rejects = read(dsn, "t")
    assert sorted(set(range(1, 1001)) - set(table.column("id").to_pylist())) == [10, 500]
    assert {(r["reason"], r["column"]) for r in rejects} == {("not_representable", "n"), ("not_representable", "d")}
    assert len(rejects) == 3


def test_text_survives_whatever_it_holds(dsn: str) -> None:
    values = ["", None, '"', "a,b", "行\n二\r\n三", "\\N", "\\.", "NULL", "𠮷🙂", "　全角　", "\t"]
    with psycopg.connect(dsn) as connection:
        connection.execute("create table t (v text)")
        connection.cursor().executemany("insert into t values (%s)", [(value,) for value in values])
    assert read(dsn, "t")[0].column("v").to_pylist() == values


def test_a_reading_sees_one_snapshot(dsn: str) -> None:
    execute(dsn, "create table t as select g from generate_series(1, 1000) g")
    with PostgreSql().read(source(dsn), "t", batch_rows=100) as reading:
        next(reading)
        execute(dsn, "delete from t where g > 10")
        list(reading)
        assert reading.counts.landed == 1000


def test_a_reading_given_up_lets_go_of_the_server(dsn: str) -> None:
    execute(dsn, "create table t as select g, repeat('x', 500) as v from generate_series(1, 60000) g")
    with PostgreSql().read(source(dsn), "t") as reading:
        next(reading)
    assert reading.position is None
    # Would wait for the lock if the reading still held the table.
    execute(dsn, "set lock_timeout = '5s'", "drop table t")


def test_an_empty_table_is_read_to_its_end(dsn: str) -> None:
    execute(dsn, "create table t (a int)")
    table, rejects = read(dsn, "t")
    assert (table.num_rows, table.schema.names, rejects) == (0, ["a"], [])


def test_missing_things_are_named(dsn: str) -> None:
    execute(dsn, "create table 人口 (姓名 text)")
    with pytest.raises(errors.TableMissing, match=r"法人.*人口"):
        read(dsn, "法人")
    with pytest.raises(errors.ColumnMissing, match=r"性别.*姓名"):
        read(dsn, "人口", ["姓名", "性别"])


def test_a_source_is_never_written(dsn: str) -> None:
    execute(
        dsn,
        "create table t (a int)",
        "create function shoot() returns int language plpgsql as $$ begin insert into t values (1); return 1; end $$",
        "create view v as select shoot() as a",
    )
    with pytest.raises(errors.SourceFailed, match="25006"):
        read(dsn, "v")


def test_a_slow_source_is_timed_out(dsn: str) -> None:
    execute(dsn, "create view v as select pg_sleep(20)::text as a")
    with pytest.raises(errors.TimedOut):
        list(PostgreSql().read(source(dsn, statement_timeout_seconds=1), "v"))


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "dbname=postgres user=postgres",
        "host=/tmp dbname=postgres user=postgres",
        "host=@abstract dbname=postgres user=postgres",
        "host=127.0.0.1,/tmp dbname=postgres user=postgres",
        "host=127.0.0.1 dbname=x user=y passfile=/etc/passwd",
        "host=127.0.0.1 dbname=x user=y sslkey=/etc/ssl/private/key.pem",
        "host=127.0.0.1 dbname=x user=y options=-csearch_path=x",
        "service=own",
    ],
)
def test_a_source_is_one_host_and_never_a_socket_or_a_file_of_ours(secret: str | None) -> None:
    problem = PostgreSql().test(source(secret)).problem
    assert problem is not None
    assert problem.code == "connectors.invalid_options"


def test_each_way_of_not_connecting_has_its_error_and_tells_no_secret(dsn: str) -> None:
    parts = urlsplit(dsn)
    secret = parts.password or ""
    tries = {
        "connectors.wrong_credentials": dsn.replace(secret, "wr0ng"),
        "connectors.unreachable": f"postgresql://a:{secret}@127.0.0.1:1/x",
        "connectors.invalid_options": f"postgresql:{secret} =",
    }
    for code, attempt in tries.items():
        problem = PostgreSql().test(source(attempt)).problem
        assert problem is not None and problem.code == code
        shown = str(problem) + str(problem.as_json()) + repr(source(attempt)) + str(problem.__cause__)
        assert secret not in shown and "wr0ng" not in shown
    gone = PostgreSql().test(source(dsn.replace("/connectors", "/nowhere"))).problem
    assert gone is not None and gone.code == "connectors.unreachable"
    assert PostgreSql().test(source(dsn)).ok

"""One table, every connector: the same records come out wherever they were kept.

A connector without a case here fails the last test, and the cases are what the manual shows as examples.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from shudao.connectors.contracts import Source
from shudao.connectors.errors import ColumnMissing, TableMissing, UnknownConnector
from shudao.connectors.ports import Connector
from shudao.connectors.registry import CONNECTORS, connector, registered
from tests.connectors.csv_files import record
from tests.connectors.excel_files import workbook
from tests.connectors.interface import Answer, interface

TABLE = "常住人口"
COLUMNS = ("编号", "姓名", "备注,说明")
Row = tuple[str | None, ...]
ROWS: list[Row] = [
    ("0012", "张三", None),
    ("110101199001010011", "欧阳·𠮷野", '他说："好"，逗号,分号;'),
    (None, "李四🙂", "第一行\n第二行"),
    ("３", "　全角　", "长" * 3000),
    ("5", "NULL", "NA"),
    ("6", "'; drop table x; --", " 前后空格 "),
]
# A blank that is not NULL: a cell of a sheet cannot hold it.
EMPTY_TEXT: Row = ("7", "", "x")


@contextmanager
def csv_source(folder: Path, encoding: str) -> Iterator[Source]:
    path = folder / f"{TABLE}.csv"
    path.write_bytes("".join(record(row) + "\r\n" for row in (COLUMNS, *ROWS, EMPTY_TEXT)).encode(encoding))
    yield Source("csv", {"path": str(path)})


@contextmanager
def excel_source(folder: Path) -> Iterator[Source]:
    yield Source("excel", {"path": str(workbook(folder / "t.xlsx", (COLUMNS, *ROWS), sheet=TABLE))})


@contextmanager
def rest_source(size: int) -> Iterator[Source]:
    records = [dict(zip(COLUMNS, row, strict=True)) for row in (*ROWS, EMPTY_TEXT)]
    options = {
        "resources": [{"name": TABLE, "path": "api/people", "records": "data.list"}],
        "paging": {"kind": "offset", "size": size},
    }
    with interface(lambda r: Answer({"data": {"list": records[int(r.query["offset"]) :][:size]}})) as server:
        yield Source("rest", {"base_url": server.address, **options})


@contextmanager
def postgresql_source(dsn: str) -> Iterator[Source]:
    names = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in COLUMNS)
    with psycopg.connect(dsn) as connection:
        connection.execute(sql.SQL("create table {} ({})").format(sql.Identifier(TABLE), names))
        insert = sql.SQL("insert into {} values (%s, %s, %s)").format(sql.Identifier(TABLE))
        connection.cursor().executemany(insert, [*ROWS, EMPTY_TEXT])
    yield Source("postgresql", {}, dsn)


CASES: dict[str, Callable[[Path, str], object]] = {
    "csv utf-8": lambda folder, _: csv_source(folder, "utf-8"),
    "csv utf-8 with mark": lambda folder, _: csv_source(folder, "utf-8-sig"),
    "csv utf-16": lambda folder, _: csv_source(folder, "utf-16"),
    "csv gb18030": lambda folder, _: csv_source(folder, "gb18030"),
    "excel": lambda folder, _: excel_source(folder),
    "rest in one page": lambda *_: rest_source(100),
    "rest in pages": lambda *_: rest_source(2),
    "postgresql": lambda _, dsn: postgresql_source(dsn),
}


@pytest.fixture(params=sorted(CASES))
def source(request: pytest.FixtureRequest, tmp_path: Path, dsn: str) -> Iterator[Source]:
    with ExitStack() as stack:
        yield stack.enter_context(CASES[request.param](tmp_path, dsn))  # type: ignore[arg-type]


def expected(source: Source) -> list[Row]:
    return ROWS if source.kind == "excel" else [*ROWS, EMPTY_TEXT]


def test_the_same_records_come_out(source: Source) -> None:
    with connector(source.kind).read(source, TABLE) as reading:
        rows = [tuple(row.values()) for batch in reading for row in batch.records.to_pylist()]
        assert rows == expected(source)
        assert (reading.counts.read, reading.counts.rejected) == (len(rows), 0)
        assert reading.position is not None and reading.position.at["records"] == len(rows)
        assert reading.schema.names == list(COLUMNS)


def test_columns_are_chosen_in_their_order(source: Source) -> None:
    with connector(source.kind).read(source, TABLE, columns=["姓名", "编号"]) as reading:
        rows = [tuple(row.values()) for batch in reading for row in batch.records.to_pylist()]
    assert rows == [(row[1], row[0]) for row in expected(source)]


def test_batches_are_no_larger_than_asked(source: Source) -> None:
    with connector(source.kind).read(source, TABLE, batch_rows=2) as reading:
        sizes = [batch.records.num_rows for batch in reading]
    assert max(sizes) <= 2 and sum(sizes) == len(expected(source))


def test_the_table_is_described(source: Source) -> None:
    tables = {table.name: table for table in connector(source.kind).describe(source)}
    assert tables[TABLE].column_names == COLUMNS


def test_the_connection_is_tested(source: Source) -> None:
    assert connector(source.kind).test(source).problem is None


def test_missing_tables_and_columns_are_named(source: Source) -> None:
    with pytest.raises(TableMissing, match="没有这张表"):
        connector(source.kind).read(source, "没有这张表")
    with pytest.raises(ColumnMissing, match=r"性别.*编号、姓名"):
        connector(source.kind).read(source, TABLE, columns=["姓名", "性别"])


def test_every_registered_connector_has_a_case() -> None:
    assert {name.split()[0] for name in CASES} == set(CONNECTORS)
    for kind, member in CONNECTORS.items():
        assert isinstance(member, Connector) and member.kind == kind
        assert member.title_zh and member.options.model_json_schema()


def test_registration_refuses_what_does_not_fill_the_port() -> None:
    with pytest.raises(TypeError, match="object"):
        registered(object())
    with pytest.raises(UnknownConnector, match=r"oracle.*"):
        connector("oracle")

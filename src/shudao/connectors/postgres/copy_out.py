"""Rows out of PostgreSQL by COPY, as Arrow batches.

COPY in its CSV form read by pyarrow keeps up with the server's own binary form. The rows are taken from libpq directly:
psycopg's generator would cost as much as all the parsing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from psycopg import pq, sql
from pyarrow import csv

from shudao.connectors.contracts import Batch, Reason
from shudao.connectors.rejects import NO_REJECTS, Reject, reject_batch

CHUNK = 4 << 20


def copied(connection: psycopg.Connection, query: sql.Composable, chunk: int = CHUNK) -> Iterator[bytes]:
    """The rows of a query in COPY's CSV form, in pieces of whole rows of about `chunk` bytes."""
    statement = sql.SQL("copy ({}) to stdout (format csv)").format(query).as_bytes(connection)
    server = connection.pgconn
    _expect(server.exec_(statement), pq.ExecStatus.COPY_OUT)
    rows = bytearray()
    while True:
        # One message is one row.
        size, row = server.get_copy_data(0)
        if size < 0:
            break
        rows += row
        if len(rows) >= chunk:
            yield bytes(rows)
            rows.clear()
    while (result := server.get_result()) is not None:
        _expect(result, pq.ExecStatus.COMMAND_OK)
    if rows:
        yield bytes(rows)


def _expect(result: pq.abc.PGresult, status: pq.ExecStatus) -> None:
    if result.status != status:
        raise psycopg.errors.error_from_result(result)


@dataclass
class Landing:
    """Turns pieces of COPY output into batches of one schema."""

    schema: pa.Schema
    records: int = 0

    def batch(self, rows: bytes) -> Batch:
        """The rows as a batch; those with a value that Arrow's type cannot hold are its rejects."""
        try:
            batch = Batch(self._parsed(rows, self.schema), NO_REJECTS)
        except pa.ArrowInvalid:
            batch = self._sorted_out(rows)
        self.records += batch.read
        return batch

    def _parsed(self, rows: bytes, schema: pa.Schema) -> pa.RecordBatch:
        names = [str(index) for index in range(len(schema))]
        table = csv.read_csv(
            pa.BufferReader(rows),
            csv.ReadOptions(column_names=names, use_threads=False, block_size=len(rows) + 1),
            # A row of one NULL is an empty line.
            csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            _conversion(dict(zip(names, schema.types, strict=True))),
        )
        return pa.record_batch(table.combine_chunks().to_batches()[0].columns, schema=schema)

    def _sorted_out(self, rows: bytes) -> Batch:
        """The same by columns: each value that does not fit is found, its row rejected, the others land."""
        raw = self._parsed(rows, pa.schema([pa.field(field.name, pa.binary()) for field in self.schema]))
        faults: dict[int, str] = {}
        for field, column in zip(self.schema, raw.columns, strict=True):
            for row in _misfits(column, field.type, 0):
                faults.setdefault(row, field.name)
        good = pa.array([row for row in range(raw.num_rows) if row not in faults], pa.int64())
        columns = [
            _converted(column.take(good), field.type) for field, column in zip(self.schema, raw.columns, strict=True)
        ]
        rejects = [
            Reject(self.records + row + 1, Reason.NOT_REPRESENTABLE, _row_text(raw, row), column=faults[row])
            for row in sorted(faults)
        ]
        return Batch(pa.record_batch(columns, schema=self.schema), reject_batch(rejects))


def _conversion(types: dict[str, pa.DataType]) -> csv.ConvertOptions:
    return csv.ConvertOptions(
        column_types=types,
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
        true_values=["t"],
        false_values=["f"],
    )


def _misfits(values: pa.Array, kind: pa.DataType, start: int) -> list[int]:
    """The places of values that do not convert, found by halving."""
    try:
        _converted(values, kind)
    except pa.ArrowInvalid:
        if len(values) == 1:
            return [start]
        middle = len(values) // 2
        return _misfits(values[:middle], kind, start) + _misfits(values[middle:], kind, start + middle)
    return []


def _converted(values: pa.Array, kind: pa.DataType) -> pa.Array:
    """A column of texts by the same rules as a whole row: numbers, dates and times hold no mark of CSV."""
    texts = values.cast(pa.string())
    if pa.types.is_string(kind) or not len(texts):
        return texts.cast(kind)
    lines = pc.binary_join(pa.array([pc.fill_null(texts, "").to_pylist()], pa.list_(pa.string())), "\n")[0].as_py()
    table = csv.read_csv(
        pa.BufferReader(f"{lines}\n".encode()),
        csv.ReadOptions(column_names=["v"], use_threads=False, block_size=len(lines) * 4 + 16),
        csv.ParseOptions(ignore_empty_lines=False),
        _conversion({"v": kind}),
    )
    return table.column(0).combine_chunks()


def _row_text(raw: pa.RecordBatch, row: int) -> bytes:
    values = [column[row].as_py() for column in raw.columns]
    return json.dumps(
        [None if value is None else value.decode("utf-8", "replace") for value in values], ensure_ascii=False
    ).encode()

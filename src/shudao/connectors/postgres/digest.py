"""A digest of rows that does not depend on their order, computed here over Arrow and there by SQL, to the same value.

Each row becomes one text: for every column the length and the canonical text of its value, or `-` for NULL. The two
halves of the row's MD5, as signed 64-bit numbers, are added up. MD5 is what every PostgreSQL has; it compares the two
ends of a delivery and protects against no forger.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from psycopg import sql

from shudao.connectors.postgres.types import target_column

_WRAP = 1 << 64


@dataclass(frozen=True)
class Digest:
    """How many rows, and the sums over their hashes."""

    rows: int = 0
    first: int = 0
    second: int = 0

    def __add__(self, other: "Digest") -> "Digest":
        return Digest(self.rows + other.rows, (self.first + other.first) % _WRAP, (self.second + other.second) % _WRAP)

    @property
    def text(self) -> str:
        return f"{self.first:016x}{self.second:016x}"


def digest_of(batches: Iterable[pa.RecordBatch]) -> Digest:
    """The digest of rows in Arrow."""
    return sum((batch_digest(batch) for batch in batches), Digest())


def batch_digest(batch: pa.RecordBatch) -> Digest:
    if not batch.num_rows:
        return Digest()
    rows = pc.binary_join_element_wise(*map(_part, batch.columns), "").cast(pa.binary()).to_pylist()
    hashes = b"".join(hashlib.md5(row, usedforsecurity=False).digest() for row in rows)
    halves = np.frombuffer(hashes, ">u8").reshape(-1, 2)
    # Unsigned sums wrap as signed ones do.
    first, second = (int(total) for total in halves.astype(np.uint64).sum(axis=0, dtype=np.uint64))
    return Digest(batch.num_rows, first, second)


def digest_query(columns: pa.Schema, rows: sql.Composable) -> sql.Composed:
    """The query for the digest of `rows` (a FROM item) on the server: count and the two sums."""
    parts = [_server_part(field) for field in columns]
    text = sql.SQL(" || ").join(parts)
    return sql.SQL(
        "select count(*), coalesce(sum(('x' || substr(h, 1, 16))::bit(64)::bigint), 0),"
        " coalesce(sum(('x' || substr(h, 17, 16))::bit(64)::bigint), 0)"
        " from (select md5(convert_to({text}, 'UTF8')) as h from {rows}) hashed"
    ).format(text=text, rows=rows)


def run(connection: psycopg.Connection, query: sql.Composed) -> Digest:
    """The digest a `digest_query` finds."""
    row = connection.execute(query).fetchone()
    count, first, second = row if row is not None else (0, 0, 0)
    return Digest(int(count), int(first) % _WRAP, int(second) % _WRAP)


def _server_part(field: pa.Field) -> sql.Composed:
    name = sql.Identifier(field.name)
    text = sql.SQL(target_column(field).canonical).format(name)
    return sql.SQL("case when {name} is null then '-' else char_length({text})::text || ':' || {text} end").format(
        name=name, text=text
    )


def _part(column: pa.Array) -> pa.Array:
    text = _canonical(column)
    part = pc.binary_join_element_wise(pc.cast(pc.utf8_length(text), pa.string()), text, ":")
    return pc.fill_null(part, "-")


def _canonical(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_decimal128(kind):
        # The digits without the point: the same buffers, read with scale 0.
        whole = pa.decimal128(38, 0)
        column = pa.Array.from_buffers(whole, len(column), column.buffers(), offset=column.offset)
    elif pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz)).cast(pa.int64())
    elif pa.types.is_time64(kind):
        column = column.cast(pa.int64())
    elif pa.types.is_date32(kind):
        column = column.cast(pa.int32())
    elif pa.types.is_floating(kind):
        column = column.cast(pa.float64()).view(pa.int64())
    return column.cast(pa.string())

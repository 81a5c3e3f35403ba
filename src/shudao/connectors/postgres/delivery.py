"""Deliveries into a PostgreSQL table: all or nothing, counted and compared on both sides."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import psycopg
import pyarrow as pa
from psycopg import sql
from pyarrow import csv

from shudao.connectors.errors import DeliveryDiffers, TargetDiffers
from shudao.connectors.options import listed
from shudao.connectors.postgres.digest import Digest, batch_digest, digest_query, run
from shudao.connectors.postgres.session import session
from shudao.connectors.postgres.types import target_column

Mode = Literal["replace", "append"]

_STAGING = "shudao_staging"
_LOCK_TIMEOUT_S = 30
# The target's own types refuse a value: it is another table than the one that was agreed.
_REFUSALS = (
    psycopg.errors.DatatypeMismatch,
    psycopg.errors.DataError,
    psycopg.errors.IntegrityError,
    psycopg.errors.UndefinedColumn,
)


@dataclass(frozen=True)
class Delivered:
    """What arrived: rows and digest as computed by the target over what it stored, equal to what was sent."""

    rows: int
    digest: str


def deliver(
    dsn: str,
    schema: str,
    table: str,
    arrow_schema: pa.Schema,
    batches: Iterable[pa.RecordBatch],
    *,
    mode: Mode = "replace",
    timeout_s: int = 3600,
) -> Delivered:
    """Put the batches into `schema.table` in one transaction, creating the table if there is none.

    `replace` exchanges the whole content, `append` adds to it. Rows go into a temporary table first, so that readers
    of the target wait only for the exchange; views, indexes and grants of the target stay. Whatever goes wrong, also
    an error raised by `batches` (a revoked grant), leaves the target as it was. Raises `DeliveryDiffers` if the
    target stored anything else than what was sent.
    """
    name = f"{schema}.{table}"
    with session(dsn, timeout_s=timeout_s, table=name, read_only=False) as target:
        connection = target.connection
        connection.execute("select set_config('lock_timeout', %s, true)", (str(_LOCK_TIMEOUT_S * 1000),))
        _prepare(connection, schema, table, arrow_schema)
        sent = _staged(connection, arrow_schema, batches)
        try:
            arrived = _moved(connection, schema, table, arrow_schema, mode)
        except _REFUSALS as refusal:
            raise TargetDiffers(table=name, expected=_shape(arrow_schema), found=refusal.sqlstate or "?") from None
        if arrived != sent:
            raise DeliveryDiffers(table=name, sent=sent.rows, arrived=arrived.rows)
    return Delivered(arrived.rows, arrived.text)


def table_digest(dsn: str, schema: str, table: str, arrow_schema: pa.Schema, *, timeout_s: int = 3600) -> Digest:
    """The digest of what a table holds now in the columns of the schema, for a receipt or a later comparison."""
    with session(dsn, timeout_s=timeout_s, table=f"{schema}.{table}") as target:
        return run(target.connection, digest_query(arrow_schema, sql.Identifier(schema, table)))


def _shape(schema: pa.Schema) -> str:
    return listed(f"{field.name} {target_column(field).type}" for field in schema)


def _definitions(schema: pa.Schema) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(target_column(field).type)) for field in schema
    )


def _names(schema: pa.Schema) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, schema.names))


def _prepare(connection: psycopg.Connection, schema: str, table: str, columns: pa.Schema) -> None:
    """Create the target if need be, else make sure it has the columns; create the staging table."""
    target = sql.Identifier(schema, table)
    definitions = _definitions(columns)
    found = connection.execute(
        "select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped",
        (target.as_string(connection),),
    ).fetchall()
    if not found:
        connection.execute(sql.SQL("create table {} ({})").format(target, definitions))
    elif missing := set(columns.names) - {name for (name,) in found}:
        raise TargetDiffers(
            table=f"{schema}.{table}", expected=listed(sorted(missing)), found=listed(n for (n,) in found)
        )
    staging = sql.SQL("create temporary table {} ({}) on commit drop")
    connection.execute(staging.format(sql.Identifier(_STAGING), definitions))


def _staged(connection: psycopg.Connection, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Digest:
    sent = Digest()
    statement = sql.SQL("copy pg_temp.{} ({}) from stdin (format csv)")
    options = csv.WriteOptions(include_header=False)
    with connection.cursor().copy(statement.format(sql.Identifier(_STAGING), _names(schema))) as copy:
        for batch in batches:
            # The names may come in another order; anything else about the batch must be as agreed.
            ordered = batch.select(schema.names).cast(schema)
            rows = io.BytesIO()
            csv.write_csv(ordered, rows, options)
            copy.write(rows.getbuffer())
            sent += batch_digest(ordered)
    return sent


def _moved(connection: psycopg.Connection, schema: str, table: str, columns: pa.Schema, mode: Mode) -> Digest:
    """From the staging table into the target, and the digest of the rows as the target returns them."""
    target, names = sql.Identifier(schema, table), _names(columns)
    if mode == "replace":
        connection.execute(sql.SQL("truncate table {}").format(target))
    moved = sql.SQL(
        "with moved as (insert into {target} ({names}) select {names} from pg_temp.{staging} returning {names})"
        " {digest}"
    ).format(
        target=target,
        names=names,
        staging=sql.Identifier(_STAGING),
        digest=digest_query(columns, sql.Identifier("moved")),
    )
    return run(connection, moved)

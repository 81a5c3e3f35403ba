"""PostgreSQL sources: tables and views with exact types, read by COPY from one snapshot."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

import psycopg
import pyarrow as pa
from psycopg import sql
from pydantic import Field

from shudao.connectors.contracts import ConnectionReport, PhysicalColumn, PhysicalTable, Position, Source
from shudao.connectors.errors import TableMissing
from shudao.connectors.options import Options, chosen_columns, listed, parsed
from shudao.connectors.postgres.copy_out import CHUNK, Landing, copied
from shudao.connectors.postgres.session import session
from shudao.connectors.postgres.types import arrow_type
from shudao.connectors.reading import DEFAULT_BATCH_ROWS, Batches, Reading
from shudao.kernel.errors import ShudaoError

_TABLES = """
select c.relname, obj_description(c.oid, 'pg_class'), case when c.reltuples >= 0 then c.reltuples::bigint end
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
order by c.relname
"""
_COLUMNS = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
       col_description(c.oid, a.attnum), coalesce(a.attnum = any (i.indkey), false)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_index i on i.indrelid = c.oid and i.indisprimary
where n.nspname = %s and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
  and a.attnum > 0 and not a.attisdropped
order by c.relname, a.attnum
"""


class PostgresOptions(Options):
    """Options of a PostgreSQL source: one schema of one database. The secret is the whole connection string."""

    db_schema: Annotated[str, Field(min_length=1, alias="schema")] = "public"
    statement_timeout_seconds: Annotated[int, Field(ge=1, le=86_400)] = 3600


class PostgreSql:
    """Reads tables and views. A reading is one read-only transaction on one snapshot."""

    kind: ClassVar[str] = "postgresql"
    title_zh: ClassVar[str] = "PostgreSQL 数据库"
    title_en: ClassVar[str] = "PostgreSQL database"
    options: ClassVar[type[PostgresOptions]] = PostgresOptions

    def describe(self, source: Source) -> list[PhysicalTable]:
        options = parsed(PostgresOptions, source)
        schema = options.db_schema
        with session(source.secret, timeout_s=options.statement_timeout_seconds, table=schema) as opened:
            tables = opened.connection.execute(_TABLES, (schema,)).fetchall()
            rows = opened.connection.execute(_COLUMNS, (schema,)).fetchall()
        columns: dict[str, list[PhysicalColumn]] = {name: [] for name, _, _ in tables}
        for table, *column in rows:
            columns[table].append(PhysicalColumn(*column))
        return [PhysicalTable(name, tuple(columns[name]), comment, estimate) for name, comment, estimate in tables]

    def test(self, source: Source) -> ConnectionReport:
        try:
            options = parsed(PostgresOptions, source)
            with session(source.secret, timeout_s=30, table=options.db_schema) as opened:
                version = opened.connection.execute("show server_version").fetchone()
                tables = opened.connection.execute(_TABLES, (options.db_schema,)).fetchall()
        except ShudaoError as problem:
            return ConnectionReport(problem=problem)
        return ConnectionReport({"version": str(version[0]) if version else "", "tables": str(len(tables))})

    def read(
        self,
        source: Source,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        batch_rows: int = DEFAULT_BATCH_ROWS,
    ) -> Reading:
        """As the port says. The snapshot is taken when the first batch is asked for; a table altered between this
        call and then fails with `ColumnMissing`, it is never read by a wrong shape."""
        options = parsed(PostgresOptions, source)
        with session(source.secret, timeout_s=options.statement_timeout_seconds, table=table) as opened:
            found = _shape(opened.connection, options.db_schema, table)
        wanted = chosen_columns(table, found.names, columns)
        schema = pa.schema([found.field(name) for name in wanted])
        return Reading(schema, _batches(options, source.secret, table, schema), batch_rows)


def _shape(connection: psycopg.Connection, schema: str, table: str) -> pa.Schema:
    """Names and Arrow types of the table's columns; domains count as what they are made of."""
    query = sql.SQL("select * from {} limit 0").format(sql.Identifier(schema, table))
    try:
        with connection.transaction():
            described = connection.execute(query).description or []
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        names = listed(name for name, _, _ in connection.execute(_TABLES, (schema,)).fetchall())
        raise TableMissing(table=f"{schema}.{table}", found=names) from None
    return pa.schema([pa.field(c.name, arrow_type(c.type_code, c.precision, c.scale)) for c in described])


def _batches(options: PostgresOptions, secret: str | None, table: str, schema: pa.Schema) -> Batches:
    names = sql.SQL(", ").join(map(sql.Identifier, schema.names))
    query = sql.SQL("select {} from {}").format(names, sql.Identifier(options.db_schema, table))
    landing = Landing(schema)
    with session(secret, timeout_s=options.statement_timeout_seconds, table=table) as opened:
        snapshot: tuple[Any, ...] = opened.connection.execute("select txid_current_snapshot()::text").fetchone() or (
            "",
        )
        found = _shape(opened.connection, options.db_schema, table)
        chosen_columns(table, found.names, schema.names)
        for rows in copied(opened.connection, query, CHUNK):
            yield landing.batch(rows)
    return Position("snapshot", {"snapshot": str(snapshot[0]), "records": landing.records})

"""The schema of a live PostgreSQL database, from its catalogue: four queries, whatever the number of tables, and one
more for the rows of fifty tables each. Read only, on one snapshot.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg import sql

from shudao.connectors.harvest.contracts import Dialect, HarvestedColumn, HarvestedSchema, Row
from shudao.connectors.harvest.drafts import Drafts, Name, TableDraft
from shudao.connectors.harvest.live_rows import VALUE_KEPT, Wanted, keep, packs, wanted
from shudao.connectors.postgres.session import session

__all__ = ["read_postgresql"]

_OURS = """
n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
and (%(schemas)s::text[] is null or n.nspname = any (%(schemas)s))
and c.relkind in ('r', 'p', 'f') and not c.relispartition
"""
_TABLES = f"""
select n.nspname, c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''),
       case when c.reltuples >= 0 then c.reltuples::bigint end,
       c.relkind <> 'f' and has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage')
from pg_class c join pg_namespace n on n.oid = c.relnamespace where {_OURS} order by n.nspname, c.relname
"""  # noqa: S608 -- the parts are constants
_COLUMNS = f"""
select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
       case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
       coalesce(col_description(c.oid, a.attnum), '')
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where {_OURS} and a.attnum > 0 and not a.attisdropped order by n.nspname, c.relname, a.attnum
"""  # noqa: S608 -- the parts are constants
_KEYS = f"""
select n.nspname, c.relname, i.indisprimary, i.indisunique and i.indpred is null,
       array(select a.attname from unnest(i.indkey) with ordinality as k (number, place)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
             where k.place <= i.indnkeyatts order by k.place)::text[]
from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
join pg_class x on x.oid = i.indexrelid
where {_OURS} and i.indexprs is null order by n.nspname, c.relname, x.relname
"""  # noqa: S608 -- the parts are constants
_FOREIGN_KEYS = f"""
select n.nspname, c.relname, tn.nspname, t.relname,
       array(select a.attname from unnest(f.conkey) with ordinality as k (number, place)
             join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number order by k.place)::text[],
       array(select a.attname from unnest(f.confkey) with ordinality as k (number, place)
             join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number order by k.place)::text[]
from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
join pg_class t on t.oid = f.confrelid join pg_namespace tn on tn.oid = t.relnamespace
where {_OURS} and f.contype = 'f' order by n.nspname, c.relname, f.conname
"""  # noqa: S608 -- the parts are constants
_NO_TEXT = ("bytea",)


def read_postgresql(
    dsn: str | None, *, schemas: Sequence[str] | None = None, timeout_s: int = 300, rows: bool = True
) -> HarvestedSchema:
    """Tables with columns, keys, comments, row counts and small tables' rows; of all schemas, or of those named.

    Raises the errors of `connectors.errors`; none of them carries the connection string.
    """
    with session(dsn, timeout_s=timeout_s, table="pg_catalog") as opened:
        return _read(opened.connection, schemas, with_rows=rows)


def _read(connection: psycopg.Connection, schemas: Sequence[str] | None, *, with_rows: bool) -> HarvestedSchema:
    asked = {"schemas": list(schemas) if schemas else None}
    drafts, tables, readable = Drafts(), dict[Name, TableDraft](), list[Wanted]()
    for schema, name, comment, estimate, may_read in connection.execute(_TABLES, asked):
        place = ("" if schema == "public" else schema, name)
        tables[schema, name] = draft = TableDraft(*place, f"{schema}.{name}", Dialect.POSTGRESQL, comment=comment)
        drafts.add(draft)
        if may_read:
            readable.append(wanted(draft, estimate))
    _columns_and_keys(connection, asked, tables)
    if with_rows:
        for pack in packs([table for table in readable if table.draft.columns]):
            keep(drafts, pack, _rows(connection, pack))
    return drafts.schema()


def _columns_and_keys(connection: psycopg.Connection, asked: dict[str, Any], tables: dict[Name, TableDraft]) -> None:
    for schema, table, *column in connection.execute(_COLUMNS, asked):
        tables[schema, table].columns.append(HarvestedColumn(*column))
    for schema, table, is_primary, is_unique, names in connection.execute(_KEYS, asked):
        draft, key = tables[schema, table], tuple(names)
        if is_primary:
            draft.primary_key = key
        elif key:
            (draft.unique_keys if is_unique else draft.indexes).append(key)
    for schema, table, its_schema, target, names, its in connection.execute(_FOREIGN_KEYS, asked):
        name = ("" if its_schema == "public" else its_schema, target)
        tables[schema, table].foreign_keys.append((tuple(names), name, tuple(its)))


def _rows(connection: psycopg.Connection, pack: Sequence[Wanted]) -> Iterator[tuple[int, Row]]:
    parts = [_select(number, table) for number, table in enumerate(pack)]
    for number, values in connection.execute(sql.SQL(" union all ").join(parts)):
        yield number, tuple(values)


def _select(number: int, table: Wanted) -> sql.Composable:
    columns = [_value(column) for column in table.draft.columns]
    return sql.SQL("(select {}, array[{}]::text[] from {} limit {})").format(
        sql.Literal(number),
        sql.SQL(", ").join(columns),
        sql.Identifier(table.draft.schema or "public", table.draft.name),
        sql.Literal(table.limit),
    )


def _value(column: HarvestedColumn) -> sql.Composable:
    if column.type in _NO_TEXT:
        return sql.SQL("null")
    return sql.SQL("left({}::text, {})").format(sql.Identifier(column.name), sql.Literal(VALUE_KEPT))

"""The schema of a live MySQL or MariaDB database, from information_schema: four queries, whatever the number of tables,
and one more for the rows of fifty tables each. Read only, on one snapshot.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from pymysql.cursors import Cursor

from shudao.connectors.harvest.contracts import Dialect, HarvestedColumn, HarvestedSchema, Row
from shudao.connectors.harvest.drafts import Drafts, Name, TableDraft
from shudao.connectors.harvest.live_rows import VALUE_KEPT, Wanted, keep, packs, wanted
from shudao.connectors.harvest.mysql_session import address_of, mysql_session

__all__ = ["read_mysql"]

_SYSTEM = "('information_schema', 'mysql', 'performance_schema', 'sys')"
_OURS = f"{{0}} not in {_SYSTEM} and (%(all)s or {{0}} in %(schemas)s)"
_TABLES = f"""
select table_schema, table_name, table_comment, table_rows, engine from information_schema.tables
where {_OURS.format("table_schema")} and table_type = 'BASE TABLE' order by table_schema, table_name
"""  # noqa: S608 -- the parts are constants
_COLUMNS = f"""
select table_schema, table_name, column_name, column_type, is_nullable, column_default, column_comment, extra
from information_schema.columns where {_OURS.format("table_schema")} order by table_schema, table_name, ordinal_position
"""  # noqa: S608 -- the parts are constants
_KEYS = f"""
select table_schema, table_name, index_name, non_unique, column_name from information_schema.statistics
where {_OURS.format("table_schema")} order by table_schema, table_name, index_name, seq_in_index
"""  # noqa: S608 -- the parts are constants
_FOREIGN_KEYS = f"""
select table_schema, table_name, constraint_name, referenced_table_schema, referenced_table_name,
       column_name, referenced_column_name
from information_schema.key_column_usage
where {_OURS.format("table_schema")} and referenced_table_name is not null
order by table_schema, table_name, constraint_name, ordinal_position
"""  # noqa: S608 -- the parts are constants
_NO_TEXT = ("blob", "binary", "bit", "geometry", "point", "polygon")


def read_mysql(
    dsn: str | None, *, schemas: Sequence[str] | None = None, timeout_s: int = 300, rows: bool = True
) -> HarvestedSchema:
    """Tables with columns, keys, comments, row counts and small tables' rows: of the databases named, else of the
    connection string's, else of all that the account may see.

    Raises the errors of `connectors.errors`; none of them carries the connection string.
    """
    own = address_of(dsn).database
    named = list(schemas or ([own] if own else []))
    with mysql_session(dsn, timeout_s=timeout_s) as cursor:
        return _read(cursor, named, with_rows=rows)


def _read(cursor: Cursor, schemas: list[str], *, with_rows: bool) -> HarvestedSchema:
    asked = {"all": not schemas, "schemas": tuple(schemas) or ("",)}
    drafts, tables, readable = Drafts(), dict[Name, TableDraft](), list[Wanted]()
    cursor.execute(_TABLES, asked)
    for schema, name, comment, estimate, engine in cursor.fetchall():
        tables[schema, name] = draft = TableDraft(
            schema, name, f"{schema}.{name}", Dialect.MYSQL, comment=comment.strip()
        )
        drafts.add(draft)
        if engine:
            readable.append(wanted(draft, estimate))
    _columns(cursor, asked, tables)
    _keys(cursor, asked, tables)
    if with_rows:
        for pack in packs([table for table in readable if table.draft.columns]):
            keep(drafts, pack, _rows(cursor, pack))
    return drafts.schema()


def _columns(cursor: Cursor, asked: dict[str, Any], tables: dict[Name, TableDraft]) -> None:
    cursor.execute(_COLUMNS, asked)
    for schema, table, name, kind, nullable, default, comment, extra in cursor.fetchall():
        if (draft := tables.get((schema, table))) is not None:
            made = None if "GENERATED" in extra.upper().replace("DEFAULT_GENERATED", "") else _default(default, kind)
            draft.columns.append(HarvestedColumn(name, kind, nullable == "YES", made, comment.strip()))


def _default(default: str | None, kind: str) -> str | None:
    """MariaDB quotes texts as SQL does, MySQL does not quote them at all; numbers and functions stand bare in both."""
    if default is None or default.startswith("'") or default.lower().startswith(("current_timestamp", "null", "(")):
        return default
    is_text = kind.startswith(("char", "varchar", "enum", "set", "date", "time", "tinytext", "text"))
    return "'" + default.replace("'", "''") + "'" if is_text else default


def _keys(cursor: Cursor, asked: dict[str, Any], tables: dict[Name, TableDraft]) -> None:
    cursor.execute(_KEYS, asked)
    for (schema, table, index, non_unique), parts in groupby(cursor.fetchall(), itemgetter(0, 1, 2, 3)):
        key = tuple(part[4] for part in parts)
        draft = tables.get((schema, table))
        if draft is None or None in key:  # an index over an expression names no column
            continue
        if index == "PRIMARY":
            draft.primary_key = key
        else:
            (draft.indexes if int(non_unique) else draft.unique_keys).append(key)
    cursor.execute(_FOREIGN_KEYS, asked)
    for (schema, table, _, *target), parts in groupby(cursor.fetchall(), itemgetter(0, 1, 2, 3, 4)):
        pairs = [(part[5], part[6]) for part in parts]
        names, its = zip(*pairs, strict=True)
        if (draft := tables.get((schema, table))) is not None:
            draft.foreign_keys.append((names, (target[0], target[1]), its))


def _rows(cursor: Cursor, pack: Sequence[Wanted]) -> Iterator[tuple[int, Row]]:
    cursor.execute(" union all ".join(_select(number, table) for number, table in enumerate(pack)))
    for number, values in cursor.fetchall():
        yield int(number), tuple(None if value is None else str(value) for value in json.loads(values))


def _select(number: int, table: Wanted) -> str:
    values = ", ".join(_value(column) for column in table.draft.columns)
    place = f"{_quoted(table.draft.schema)}.{_quoted(table.draft.name)}"
    return f"(select {number}, json_array({values}) from {place} limit {table.limit})"  # noqa: S608 -- names are quoted


def _value(column: HarvestedColumn) -> str:
    if any(word in column.type for word in _NO_TEXT):
        return "null"
    return f"left(cast({_quoted(column.name)} as char character set utf8mb4), {VALUE_KEPT})"


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"

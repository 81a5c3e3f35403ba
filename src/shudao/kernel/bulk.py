"""Many rows at once, by `COPY`: every constraint and trigger of the table holds as it does for one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from psycopg import sql
from sqlalchemy import Column, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

__all__ = ["copy_rows"]


def copy_rows(session: Session, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Copy rows into a table, in the session's transaction; returns how many. All rows have the keys of the first.

    Columns that are not given take their default; `JSONB` columns take Python values. What the database refuses is
    raised as psycopg raises it (`psycopg.errors.UniqueViolation` …).
    """
    given = iter(rows)
    first = next(given, None)
    if first is None:
        return 0
    session.flush()
    columns = [table.c[name] for name in first]
    columns += [column for column in table.c if column.key not in first and _has_default(column)]
    name = sql.Identifier(*([table.schema] if table.schema else []), table.name)
    listed = sql.SQL(", ").join(sql.Identifier(column.key) for column in columns)
    count = 0
    connection: Any = session.connection().connection.driver_connection
    with connection.cursor() as cursor, cursor.copy(sql.SQL("copy {} ({}) from stdin").format(name, listed)) as copy:
        for values in _values(columns, chain([first], given)):
            copy.write_row(values)
            count += 1
    return count


def _has_default(column: Column[Any]) -> bool:
    return column.default is not None and (column.default.is_scalar or column.default.is_callable)


def _values(columns: list[Column[Any]], rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    plan = [(column.key, isinstance(column.type, JSONB), _default(column)) for column in columns]
    for row in rows:
        yield [
            json.dumps(value, ensure_ascii=False) if is_json and value is not None else value
            for key, is_json, default in plan
            for value in (row.get(key, default),)
        ]


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    return default.arg if default.is_scalar else default.arg(None)

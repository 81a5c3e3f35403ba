"""Making the search anew: all that can be found, written best first beside the old table, then put in its place.

Whoever searches meanwhile finds what stood before; whoever changes the ledger waits. Rows are written by group and
weight, names with the same end side by side: what a frequent word finds then lies together, and the best of it first.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from psycopg import Cursor
from sqlalchemy import delete, select, text

from shudao.architecture import searchable as own
from shudao.architecture import searching
from shudao.architecture.search_text import row_values
from shudao.architecture.tables_search import FEW, MANY, SCHEMA, SearchChangeRow, SearchRow
from shudao.kernel.searchable import SEARCHABLES, Searchable
from shudao.kernel.uow import UnitOfWork

__all__ = ["rebuild"]

COLUMNS = tuple(column.key for column in SearchRow.__table__.columns)
# Rows arrive as text, which costs least to write, and become what they are when they are put in order.
_TYPES = {
    "name_pieces": "int4[]",
    "text_pieces": "int4[]",
    "tokens": "tsvector",
    "signals": "jsonb",
    "weight": "float8",
}
BATCH = 10_000
# Few before many before attributes; the weighty first; names by their end, where Chinese names carry their kind.
_ORDER = f"case when {FEW} then 0 when {MANY} then 1 else 2 end, weight desc, reverse(split_part(names, E'\\n', 1))"


def rebuild(uow: UnitOfWork) -> int:
    """Write all search rows anew, in one transaction; returns how many there are. Signals are kept."""
    session = uow.session
    # What was noted until now is covered by what is read from now on; what is noted later stays to be followed.
    session.execute(delete(SearchChangeRow))
    session.execute(text(f"select {SCHEMA}.search_rebuild_begin()"))
    connection = session.connection().connection.driver_connection
    columns = ", ".join(f"{name} {'float8' if name == 'weight' else 'text'}" for name in COLUMNS)
    with connection.cursor() as cursor:  # type: ignore[union-attr]  # psycopg's own connection under SQLAlchemy's
        cursor.execute(f"create temporary table search_made ({columns}) on commit drop")
        count = sum(_copy(uow, cursor, each) for each in _families())
        cursor.execute("set local work_mem = '256MB'")
        listed = ", ".join(COLUMNS)
        made = ", ".join(f"{name}::{_TYPES[name]}" if name in _TYPES else name for name in COLUMNS)
        fill = "insert into architecture.search_building ({}) select {} from search_made order by {}"
        cursor.execute(fill.format(listed, made, _ORDER))
    session.execute(text(f"select {SCHEMA}.search_rebuild_finish()"))
    return count


def _families() -> Sequence[Searchable]:
    known = {each.family: each for each in (*own.SEARCHABLES, *SEARCHABLES)}
    return list(known.values())


def _copy(uow: UnitOfWork, cursor: Cursor[Any], searchable: Searchable) -> int:
    """Copy a family in batches: a connection cannot read on while it is being written to."""
    rows = _rows(uow, searchable, _signals(uow, searchable))
    count = 0
    while batch := list(islice(rows, BATCH)):
        with cursor.copy(f"copy search_made ({', '.join(COLUMNS)}) from stdin") as copy:
            for values in batch:
                copy.write_row(values)
        count += len(batch)
    return count


def _signals(uow: UnitOfWork, searchable: Searchable) -> dict[tuple[str, str], dict[str, float]]:
    """What is known of the use and quality of things; few things have any."""
    said = select(SearchRow.kind, SearchRow.code, SearchRow.signals)
    said = said.where(SearchRow.kind.in_(searchable.kinds), SearchRow.signals != {})
    return {(kind, code): signals for kind, code, signals in uow.session.execute(said)}


def _rows(
    uow: UnitOfWork, searchable: Searchable, signals: dict[tuple[str, str], dict[str, float]]
) -> Iterator[list[object]]:
    for item in searching.things(uow, searchable, None):
        values = row_values(item, signals.get((item.kind, item.code)))
        values["signals"] = json.dumps(values["signals"])
        for pieces in ("name_pieces", "text_pieces"):
            values[pieces] = "{" + ",".join(map(str, values[pieces])) + "}"
        yield [values[name] for name in COLUMNS]

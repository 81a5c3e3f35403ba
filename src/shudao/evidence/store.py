"""Queries on the entries."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from shudao.evidence.contracts import Entry, EntryFilter
from shudao.evidence.tables import EntryRow
from shudao.kernel.paging import Page, PageQuery, fetch_page

__all__ = [
    "add",
    "assign_leaves",
    "count_outside",
    "count_sequenced",
    "find_page",
    "lock",
    "sequenced_entries",
    "try_lock",
]

_COLUMNS = tuple(EntryRow.__table__.columns[name] for name in Entry.__dataclass_fields__)
_SORT_KEYS = {name: EntryRow.__table__.columns[name] for name in ("id", "recorded_at", "leaf_index")}
_LOCK_ID = 0x65766964656E6365  # "evidence"
_ROWS_PER_FETCH = 2_000

# Joined by ctid, which nothing moves: rows are immutable and one sequencer runs. A join by id would tempt the
# planner to read the whole of a large table for each batch.
_ASSIGN = text(
    """
    with head as (select coalesce(max(leaf_index) + 1, 0) as size from evidence.entry),
    next as (
        select place_in_file, row_number() over (order by id) - 1 as place
        from (select id, ctid as place_in_file from evidence.entry where leaf_index is null order by id limit :batch) w
    )
    update evidence.entry set leaf_index = head.size + next.place
    from head, next where entry.ctid = next.place_in_file
    """
)


def lock(session: Session) -> None:
    """Wait to be the only sequencer, to the end of this transaction."""
    session.execute(select(func.pg_advisory_xact_lock(_LOCK_ID)))


def try_lock(session: Session) -> bool:
    """Be the only sequencer to the end of this transaction, unless another one is."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK_ID))))


def add(session: Session, entry: Entry) -> None:
    session.add(EntryRow(**{name: getattr(entry, name) for name in Entry.__dataclass_fields__}))
    session.flush()


def find_page(session: Session, wanted: EntryFilter, page: PageQuery) -> Page[Entry]:
    found = fetch_page(session, _filtered(wanted), page, _SORT_KEYS, "-id")
    return Page([_entry_of(row) for row in found.items], found.total)


def assign_leaves(session: Session, batch: int) -> int:
    """Give the next `batch` waiting entries the following leaf indexes, in the order of their ids; how many."""
    result: Any = session.execute(_ASSIGN, {"batch": batch})
    return int(result.rowcount)


def sequenced_entries(session: Session, start: int, stop: int | None = None) -> Iterator[Entry]:
    """Entries from leaf `start` (to before `stop`) in the order of the log, streamed."""
    query = select(*_COLUMNS).where(EntryRow.leaf_index >= start).order_by(EntryRow.leaf_index)
    if stop is not None:
        query = query.where(EntryRow.leaf_index < stop)
    rows: Iterator[Any] = iter(session.execute(query.execution_options(yield_per=_ROWS_PER_FETCH)))
    return (Entry(*row) for row in rows)


def count_sequenced(session: Session) -> int:
    """One more than the highest leaf index."""
    highest = session.scalar(select(func.max(EntryRow.leaf_index)))
    return 0 if highest is None else highest + 1


def count_outside(session: Session, size: int) -> int:
    """How many entries the log of `size` leaves does not hold yet."""
    waiting = EntryRow.leaf_index.is_(None) | (EntryRow.leaf_index >= size)
    return session.scalar(select(func.count()).select_from(EntryRow).where(waiting)) or 0


def _filtered(wanted: EntryFilter) -> Select[EntryRow]:
    query = select(EntryRow)
    equal: Sequence[tuple[Any, Any]] = (
        (EntryRow.account_id, wanted.account_id),
        (EntryRow.organisation_id, wanted.organisation_id),
        (EntryRow.action, wanted.action),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    if wanted.subject_prefix is not None:
        query = query.where(EntryRow.subject.startswith(wanted.subject_prefix, autoescape=True))
    if wanted.since is not None:
        query = query.where(EntryRow.recorded_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(EntryRow.recorded_at < wanted.until)
    return query


def _entry_of(row: EntryRow) -> Entry:
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})

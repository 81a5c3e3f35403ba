"""Rows of a live database: many tables in one query, a small table's rows all of them, a larger one's a sample."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shudao.connectors.harvest.contracts import ROWS_KEPT, SAMPLE_KEPT, Row
from shudao.connectors.harvest.drafts import Drafts, TableDraft

__all__ = ["TABLES_PER_QUERY", "VALUE_KEPT", "Wanted", "keep", "packs", "wanted"]

TABLES_PER_QUERY = 50
VALUE_KEPT = 500
"""Characters of a value that are fetched; nobody needs a whole document to see what a column holds."""


@dataclass(frozen=True)
class Wanted:
    """A table whose rows are wanted, and how many at most."""

    draft: TableDraft
    limit: int
    estimate: int


def wanted(draft: TableDraft, estimate: int | None) -> Wanted:
    """One row more than a small table has is asked for, so that a wrong estimate is noticed."""
    is_large = estimate is not None and estimate > ROWS_KEPT
    return Wanted(draft, SAMPLE_KEPT if is_large else ROWS_KEPT + 1, estimate or 0)


def packs(tables: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    for start in range(0, len(tables), TABLES_PER_QUERY):
        yield tables[start : start + TABLES_PER_QUERY]


def keep(drafts: Drafts, pack: Sequence[Wanted], found: Iterable[tuple[int, Row]]) -> None:
    """Give rows to their tables; the number in front of a row is the table's in the pack."""
    rows: list[list[Row]] = [[] for _ in pack]
    for number, row in found:
        rows[number].append(row)
    for table, its in zip(pack, rows, strict=True):
        unseen = table.estimate - len(its) if table.limit == SAMPLE_KEPT else 0
        drafts.keep_rows(table.draft, its, at_least=max(unseen, 0))

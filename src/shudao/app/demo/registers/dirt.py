"""What was spoiled on purpose, row by row: the truth against which cleaning, rejects and quality rules are tested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int64]  # sorted row positions within one batch
Mask = npt.NDArray[np.bool_]

# How sources write "nothing" instead of leaving a cell empty.
NULL_WORDS = ("无", "/", "-", "未知", "NULL")


@dataclass(frozen=True)
class Dirt:
    """One kind of fault in one column of a register: how many rows carry it, and their keys before any fault.

    column is empty where the fault concerns the whole line.
    """

    table: str
    column: str
    kind: str
    keys: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.keys)


def merged(records: Iterable[Dirt]) -> tuple[Dirt, ...]:
    """The records of several batches as one per (table, column, kind), in the order of first appearance."""
    keys: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record in records:
        keys[record.table, record.column, record.kind].extend(record.keys)
    return tuple(Dirt(table, column, kind, tuple(found)) for (table, column, kind), found in keys.items())


class Soiler:
    """Chooses the rows of one batch to spoil and keeps the truth record.

    A row is spoiled at most once per column, so that each listed fault is visible as itself. Each kind hits at least
    one row while there are candidates, so that small samples show every fault as well.
    """

    def __init__(self, table: str, keys: pa.Array, rng: np.random.Generator) -> None:
        self.table = table
        self.rng = rng
        self.keys = keys
        self._soiled: dict[str, Mask] = {}
        self._records: list[Dirt] = []

    def choose(self, column: str, kind: str, rate: float, among: Mask | None = None) -> Rows:
        """Rows to spoil: `rate` of all rows, taken from those of `among` still clean in the column; recorded."""
        soiled = self._soiled.setdefault(column, np.zeros(len(self.keys), dtype=np.bool_))
        candidates = np.flatnonzero(~soiled if among is None else among & ~soiled)
        wanted = min(len(candidates), max(1, round(rate * len(self.keys))))
        rows = np.sort(self.rng.choice(candidates, wanted, replace=False)).astype(np.int64)
        soiled[rows] = True
        self.note(column, kind, self.keys.take(pa.array(rows)))
        return rows

    def clean(self, column: str) -> Mask:
        """Rows not yet spoiled in a column."""
        soiled = self._soiled.get(column)
        return np.ones(len(self.keys), dtype=np.bool_) if soiled is None else ~soiled

    def twice(self, rate: float) -> Rows:
        """Rows to repeat, taken from those not spoiled in any column, so that a copy carries no fault of its own."""
        candidates = np.flatnonzero(~np.logical_or.reduce(list(self._soiled.values())))
        wanted = min(len(candidates), max(1, round(rate * len(self.keys))))
        return np.sort(self.rng.choice(candidates, wanted, replace=False)).astype(np.int64)

    def note(self, column: str, kind: str, keys: pa.Array) -> None:
        """Record a fault whose rows were not chosen by `choose`, such as appended duplicates."""
        if len(keys):
            self._records.append(Dirt(self.table, column, kind, tuple(keys.to_pylist())))

    @property
    def records(self) -> tuple[Dirt, ...]:
        return tuple(self._records)

    def null_words(self, values: pa.Array, column: str, rate: float) -> pa.Array:
        """Values with some cells replaced by words that mean "nothing"."""
        rows = self.choose(column, "null_word", rate)
        return replaced(values, rows, self.pick(NULL_WORDS, len(rows)))

    def pick(self, words: tuple[str, ...], size: int) -> pa.Array:
        """`size` words chosen evenly at random."""
        return pa.array(words, pa.string()).take(pa.array(self.rng.integers(0, len(words), size)))


def replaced(values: pa.Array, rows: Rows, replacements: pa.Array) -> pa.Array:
    """Values with those at the (sorted) rows replaced, in order."""
    mask = np.zeros(len(values), dtype=np.bool_)
    mask[rows] = True
    return pc.replace_with_mask(values, pa.array(mask), replacements.cast(values.type))

"""What a writer of a register says when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shudao.app.demo.registers.dirt import Dirt


@dataclass(frozen=True)
class Written:
    """Rows per table (or sheet, or file) that a reader should find, and the faults among them."""

    rows: Mapping[str, int]
    dirt: tuple[Dirt, ...]

    def count(self, table: str, kind: str) -> int:
        """How many rows of a table carry a kind of fault, over all its columns."""
        return sum(record.count for record in self.dirt if (record.table, record.kind) == (table, kind))

    def keys(self, table: str, kind: str) -> frozenset[str]:
        """Keys of the rows of a table that carry a kind of fault."""
        found = (record.keys for record in self.dirt if (record.table, record.kind) == (table, kind))
        return frozenset(key for keys in found for key in keys)

"""Where most rules begin: one column, no other data set, judged where it has a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

__all__ = ["DAYS", "ORDERED", "TEXTS", "OneColumn", "has_types"]

# Kinds of lake types; a decimal's digits are no part of its kind.
TEXTS = frozenset({"text"})
DAYS = frozenset({"date", "timestamp"})
ORDERED = frozenset({"int", "double", "decimal"}) | DAYS
ANY = TEXTS | ORDERED | {"bool"}


def has_types(types: Mapping[str, str], columns: Iterable[str], kinds: frozenset[str] = ANY) -> bool:
    """Whether all columns are there and of one of these kinds."""
    return all(types.get(column, "").partition("(")[0] in kinds for column in columns)


@dataclass(frozen=True)
class OneColumn:
    """A rule over one column; NULL is the business of the not-null rule alone."""

    takes: ClassVar[frozenset[str]] = ANY
    column: str

    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def runs_on(self, types: Mapping[str, str]) -> bool:
        return has_types(types, [self.column], self.takes)

    def others(self) -> tuple[str, ...]:
        return ()

    def applies(self, rows: ibis.Table) -> BooleanValue:
        return rows[self.column].notnull()

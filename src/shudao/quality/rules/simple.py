"""Where most rules begin: one column, no other data set, judged where it has a value."""

from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanValue

__all__ = ["OneColumn"]


@dataclass(frozen=True)
class OneColumn:
    """A rule over one column; NULL is the business of the not-null rule alone."""

    column: str

    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def others(self) -> tuple[str, ...]:
        return ()

    def applies(self, rows: ibis.Table) -> BooleanValue:
        return rows[self.column].notnull()

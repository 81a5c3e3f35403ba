"""代码值域约束."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import in_codes
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import DAYS, TEXTS, OneColumn, has_types

Periods = Mapping[tuple[date | None, date | None], frozenset[str]]


@dataclass(frozen=True)
class CodeSet(OneColumn):
    """取值须在代码表内 (GB/T 36344 0105): valid on the day of the check, or on the row's own day.

    `as_of_column`: the column of the row's day; a row without one is judged by whether the code ever was in force.
    `periods`: the codes of each period of validity, for that case; both days are inclusive, None is open.
    """

    kind: ClassVar[str] = "code_set"
    title: ClassVar[str] = "代码值域约束"
    dimension: ClassVar[Dimension] = Dimension.VALIDITY
    takes: ClassVar[frozenset[str]] = TEXTS
    code_table: str
    codes: frozenset[str] = frozenset()
    as_of_column: str = ""
    periods: Periods = field(default_factory=dict)

    def columns(self) -> tuple[str, ...]:
        return (self.column, self.as_of_column) if self.as_of_column else (self.column,)

    def runs_on(self, types: Mapping[str, str]) -> bool:
        dated = not self.as_of_column or has_types(types, [self.as_of_column], DAYS)
        return dated and has_types(types, [self.column], self.takes)

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        value = rows[self.column]
        if not self.as_of_column:
            return ~in_codes(value, self.codes)
        day = rows[self.as_of_column]
        parts = [in_codes(value, codes) & _within(day, *period) for period, codes in self.periods.items()]
        return ~reduce(or_, parts, ibis.literal(False))


def _within(day: ibis.Value, since: date | None, until: date | None) -> BooleanValue:
    """Whether a day lies in a period; a row without a day lies in every one."""
    within = ibis.literal(True)
    if since is not None:
        within &= day >= ibis.literal(since)
    if until is not None:
        # A moment of the last day lies in the period as well.
        within &= day < ibis.literal(until + timedelta(days=1))
    return within | day.isnull()

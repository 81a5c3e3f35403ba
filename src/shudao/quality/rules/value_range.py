"""取值范围约束."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.numbers import exactly
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import ORDERED, OneColumn


@dataclass(frozen=True)
class ValueRange(OneColumn):
    """数值或日期须在范围内, both ends included."""

    kind: ClassVar[str] = "value_range"
    title: ClassVar[str] = "取值范围约束"
    dimension: ClassVar[Dimension] = Dimension.VALIDITY
    takes: ClassVar[frozenset[str]] = ORDERED
    low: Decimal | date | None = None
    high: Decimal | date | None = None

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        value = rows[self.column]
        # Ranges are of days: a moment lies in the range with its whole day.
        value = value.date() if value.type().is_timestamp() else value
        below = value < _end(self.low, value) if self.low is not None else ibis.literal(False)
        above = value > _end(self.high, value) if self.high is not None else ibis.literal(False)
        return below | above


def _end(end: Decimal | date, value: ibis.Value) -> Any:
    return exactly(end, value) if isinstance(end, Decimal) else end

"""及时性约束."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import date_diff_days
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import DAYS, OneColumn


@dataclass(frozen=True)
class Timeliness(OneColumn):
    """距最近更新不超过期限: days between the row's own time and the day of the check (GB/T 36344 0502)."""

    kind: ClassVar[str] = "timeliness"
    title: ClassVar[str] = "及时性约束"
    dimension: ClassVar[Dimension] = Dimension.TIMELINESS
    takes: ClassVar[frozenset[str]] = DAYS
    as_of: date = date.max
    limit_days: int = 1

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        value = rows[self.column]
        day = value.date() if value.type().is_timestamp() else value
        return date_diff_days(ibis.literal(self.as_of), day) > self.limit_days

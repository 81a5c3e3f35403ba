"""非空约束."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import is_blank
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import OneColumn


@dataclass(frozen=True)
class NotNull(OneColumn):
    """关键字段不许留空: not NULL, not white space, not a null word (GB/T 36344 0201)."""

    kind: ClassVar[str] = "not_null"
    title: ClassVar[str] = "非空约束"
    dimension: ClassVar[Dimension] = Dimension.COMPLETENESS

    def applies(self, rows: ibis.Table) -> BooleanValue:
        return ibis.literal(True)

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return is_blank(rows[self.column])

"""取值格式约束, a sub-type of 取值范围约束."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.patterns import portable
from shudao.kernel.expr.vocabulary import matches
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import TEXTS, OneColumn


@dataclass(frozen=True)
class Pattern(OneColumn):
    """整个取值须符合格式 (GB/T 36344 0302)."""

    kind: ClassVar[str] = "pattern"
    title: ClassVar[str] = "格式约束"
    dimension: ClassVar[Dimension] = Dimension.VALIDITY
    takes: ClassVar[frozenset[str]] = TEXTS
    pattern: str = ""

    def __post_init__(self) -> None:
        portable(self.pattern)

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return ~matches(rows[self.column], self.pattern)

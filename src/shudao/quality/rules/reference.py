"""存在一致性约束."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import OneColumn


@dataclass(frozen=True)
class Reference(OneColumn):
    """取值须在另一数据集中存在 (GB/T 36344 0402)."""

    kind: ClassVar[str] = "reference"
    title: ClassVar[str] = "存在一致性约束"
    dimension: ClassVar[Dimension] = Dimension.CONSISTENCY
    asset: str = ""
    target: str = ""

    def others(self) -> tuple[str, ...]:
        return (self.asset,)

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        # NULLs among the parents would make every answer unknown.
        parents = context[self.asset].filter(lambda table: table[self.target].notnull())
        return ~rows[self.column].isin(parents[self.target])

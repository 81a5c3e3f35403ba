"""代码值域约束."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import in_codes
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import TEXTS, OneColumn


@dataclass(frozen=True)
class CodeSet(OneColumn):
    """取值须在代码表内, valid on the day of the check (GB/T 36344 0105)."""

    kind: ClassVar[str] = "code_set"
    title: ClassVar[str] = "代码值域约束"
    dimension: ClassVar[Dimension] = Dimension.VALIDITY
    takes: ClassVar[frozenset[str]] = TEXTS
    code_table: str
    codes: frozenset[str] = frozenset()

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return ~in_codes(rows[self.column], self.codes)

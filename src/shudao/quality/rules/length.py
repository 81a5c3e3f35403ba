"""长度约束."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import char_length
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import TEXTS, OneColumn


@dataclass(frozen=True)
class Length(OneColumn):
    """字符数须在范围内: characters, not bytes."""

    kind: ClassVar[str] = "length"
    title: ClassVar[str] = "长度约束"
    dimension: ClassVar[Dimension] = Dimension.VALIDITY
    takes: ClassVar[frozenset[str]] = TEXTS
    min_chars: int = 0
    max_chars: int = 2**31

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return ~char_length(rows[self.column]).between(self.min_chars, self.max_chars)

"""取值准确性约束: check digits."""

from dataclasses import dataclass
from typing import ClassVar, get_args

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.functions.checksum_ok import Checksum
from shudao.kernel.expr.vocabulary import checksum_ok
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import TEXTS, OneColumn


@dataclass(frozen=True)
class CheckDigit(OneColumn):
    """校验码须正确 (GB 11643, GB 32100, GB 11714)."""

    kind: ClassVar[str] = "checksum"
    title: ClassVar[str] = "取值准确性约束"
    dimension: ClassVar[Dimension] = Dimension.ACCURACY
    takes: ClassVar[frozenset[str]] = TEXTS
    checksum: Checksum = "citizen"

    def __post_init__(self) -> None:
        if self.checksum not in get_args(Checksum):
            raise ValueError(self.checksum)

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return ~checksum_ok(rows[self.column], self.checksum)

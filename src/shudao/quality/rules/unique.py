"""唯一性约束."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import has_types


@dataclass(frozen=True)
class Unique:
    """键不许重复: every row of a group that shares the key fails, not all but one (GB/T 36344 0304)."""

    kind: ClassVar[str] = "unique"
    title: ClassVar[str] = "唯一性约束"
    dimension: ClassVar[Dimension] = Dimension.UNIQUENESS
    key: tuple[str, ...]

    def columns(self) -> tuple[str, ...]:
        return tuple(self.key)

    def runs_on(self, types: Mapping[str, str]) -> bool:
        return bool(self.key) and has_types(types, self.key)

    def others(self) -> tuple[str, ...]:
        return ()

    def applies(self, rows: ibis.Table) -> BooleanValue:
        return reduce(and_, (rows[column].notnull() for column in self.key))

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        group = ibis.window(group_by=list(self.key))
        return rows.count().over(group) > 1

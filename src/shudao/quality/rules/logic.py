"""逻辑一致性约束: named conditions over several columns of one row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import ClassVar

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.vocabulary import citizen_birth_date, citizen_sex
from shudao.quality.contracts import Dimension
from shudao.quality.rules.port import Context
from shudao.quality.rules.simple import DAYS, ORDERED, TEXTS, has_types


def _birth_agrees(number: ibis.Value, birth_date: ibis.Value) -> BooleanValue:
    return citizen_birth_date(number) == birth_date


def _sex_agrees(number: ibis.Value, sex_code: ibis.Value) -> BooleanValue:
    return citizen_sex(number) == sex_code


def _not_before(later: ibis.Value, earlier: ibis.Value) -> BooleanValue:
    return later >= earlier


@dataclass(frozen=True)
class Condition:
    """What is to hold between the operands, and of which kinds these are, in order."""

    holds: Callable[..., BooleanValue]
    kinds: tuple[frozenset[str], ...]


CONDITIONS: dict[str, Condition] = {
    "birth_date_agrees_with_citizen_number": Condition(_birth_agrees, (TEXTS, frozenset({"date"}))),
    "sex_agrees_with_citizen_number": Condition(_sex_agrees, (TEXTS, TEXTS)),
    "not_before": Condition(_not_before, (DAYS, DAYS)),
    "at_least": Condition(_not_before, (ORDERED - DAYS, ORDERED - DAYS)),
}


@dataclass(frozen=True)
class Logic:
    """同一记录的字段须相互一致: the birth date with the ID number, a death not before a birth."""

    kind: ClassVar[str] = "logic"
    title: ClassVar[str] = "逻辑一致性约束"
    dimension: ClassVar[Dimension] = Dimension.CONSISTENCY
    condition: str
    operands: tuple[str, ...]

    def columns(self) -> tuple[str, ...]:
        return tuple(self.operands)

    def __post_init__(self) -> None:
        if self.condition not in CONDITIONS or len(self.operands) != len(CONDITIONS[self.condition].kinds):
            raise ValueError(self.condition)

    def runs_on(self, types: Mapping[str, str]) -> bool:
        kinds = CONDITIONS[self.condition].kinds
        return all(has_types(types, [column], kind) for column, kind in zip(self.operands, kinds, strict=True))

    def others(self) -> tuple[str, ...]:
        return ()

    def applies(self, rows: ibis.Table) -> BooleanValue:
        known = reduce(and_, (rows[column].notnull() for column in self.operands))
        # A number too broken to hold a date or a sex is the check digit rule's business, not this one's.
        return known & self._holds(rows).notnull()

    def violates(self, rows: ibis.Table, context: Context) -> BooleanValue:
        return ~self._holds(rows)

    def _holds(self, rows: ibis.Table) -> BooleanValue:
        return CONDITIONS[self.condition].holds(*(rows[column] for column in self.operands))

"""Row predicates over Ibis tables."""

from decimal import Decimal
from functools import reduce
from operator import and_, or_

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.functions.is_blank import is_blank
from shudao.kernel.expr.functions.starts_with import starts_with
from shudao.kernel.expr.numbers import TooManyDigits, exactly
from shudao.kernel.expr.predicate import (
    And,
    Between,
    Comparison,
    Eq,
    GreaterEqual,
    In,
    IsBlank,
    LessEqual,
    Not,
    NotEq,
    Or,
    Predicate,
    StartsWith,
    Value,
    kind_of,
    malformed,
)

__all__ = ["translate"]


def translate(predicate: Predicate, table: ibis.Table) -> BooleanValue:
    """The predicate as an expression over the table, after checking that its columns and values fit."""
    for leaf in predicate.leaves():
        _check(leaf, table)
    try:
        return _translated(predicate, table)
    except TooManyDigits as error:
        raise malformed("数值的位数过多", "a number has too many digits") from error


def _check(leaf: Comparison, table: ibis.Table) -> None:
    if leaf.column not in table.columns:
        raise malformed(f"表中没有字段“{leaf.column}”", f"the table has no column {leaf.column!r}")
    kind = _kind(table[leaf.column].type())
    if any(kind_of(value) != kind for value in leaf.values()):
        raise malformed(f"字段“{leaf.column}”的类型与取值不符", f"the value does not fit the type of {leaf.column!r}")


def _kind(kind: ibis.DataType) -> str:
    if kind.is_boolean():
        return "boolean"
    if kind.is_integer() or kind.is_decimal():
        return "number"
    if kind.is_string():
        return "text"
    return "timestamp" if kind.is_timestamp() else "date" if kind.is_date() else str(kind)


def _translated(predicate: Predicate, table: ibis.Table) -> BooleanValue:
    match predicate:
        case And(parts=parts):
            return reduce(and_, (_translated(part, table) for part in parts), ibis.literal(True))
        case Or(parts=parts):
            return reduce(or_, (_translated(part, table) for part in parts), ibis.literal(False))
        case Not(part=part):
            return ~_translated(part, table)
        case Comparison():
            return _compared(predicate, table[predicate.column])
    return ibis.literal(True)


def _compared(leaf: Comparison, column: ibis.Value) -> BooleanValue:
    match leaf:
        case Eq(value=value):
            return column == _operand(value, column)
        case NotEq(value=value):
            return column != _operand(value, column)
        case GreaterEqual(value=value):
            return column >= _operand(value, column)
        case LessEqual(value=value):
            return column <= _operand(value, column)
        case Between(low=low, high=high):
            return (column >= _operand(low, column)) & (column <= _operand(high, column))
        case StartsWith(value=value):
            return starts_with(column, str(value))
        case In(options=options):
            # Without options the comparison is false for known values and unknown for NULL, as with any option.
            return column.isin([_operand(option, column) for option in options]) if options else column != column
        case IsBlank():
            return is_blank(column)
    raise malformed(f"未知的比较方式 {leaf.op!r}", f"unknown operation {leaf.op!r}")


def _operand(value: Value, column: ibis.Value) -> Value | ibis.Value:
    return value if isinstance(value, bool) or not isinstance(value, int | Decimal) else exactly(value, column)

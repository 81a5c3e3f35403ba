"""The judge: the vocabulary and predicates in plain Python. Slow, obvious, never in production; others must agree."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shudao.kernel.expr.function import Function
from shudao.kernel.expr.predicate import Predicate

__all__ = ["apply", "select"]

Row = Mapping[str, Any]


def apply(function: Function[..., Any], arguments: Sequence[Sequence[Any]], **parameters: Any) -> list[Any]:
    """The function over columns of equal length, row by row; an aggregate gives one value for the whole column."""
    if function.aggregates:
        return [function.plainly(*arguments, **parameters)]
    return [function.plainly(*row, **parameters) for row in zip(*arguments, strict=True)]


def select(predicate: Predicate, rows: Iterable[Row]) -> list[Row]:
    """The rows that are known to satisfy the predicate, in their order."""
    return [row for row in rows if predicate.evaluate(row)]

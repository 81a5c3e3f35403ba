"""截取."""

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["substring"]


def _plainly(value: str | None, first: int, length: int) -> str | None:
    return None if value is None else value[first - 1 : first - 1 + length]


@vocabulary_function("截取", _plainly)
def substring(value: ibis.Value, first: int, length: int) -> ibis.Value:
    """`length` characters from place `first`, counted from 1; fewer, or none, where the text ends sooner."""
    if first < 1 or length < 0:
        raise ExpressionRefused(function="substring", problem=f"first={first}, length={length}")
    return form("string", "SUBSTRING(_0, _1, _2)", value, first, length)

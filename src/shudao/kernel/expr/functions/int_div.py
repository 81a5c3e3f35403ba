"""整除."""

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["int_div"]


def _plainly(dividend: int | None, divisor: int | None) -> int | None:
    if dividend is None or not divisor:
        return None
    quotient = abs(dividend) // abs(divisor)
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


@vocabulary_function("整除", _plainly)
def int_div(dividend: ibis.Value, divisor: ibis.Value | int) -> ibis.Value:
    """The whole quotient of two whole numbers, exact on all 64 bits, cut towards zero; NULL when divided by zero."""
    return form("int64", "_0 // NULLIF(_1, 0)", dividend, divisor, spark="_0 DIV NULLIF(_1, 0)")

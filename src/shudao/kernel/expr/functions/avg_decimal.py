"""小数平均值."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["avg_decimal"]

_LARGEST_SCALE = 10


def _plainly(values: Iterable[Decimal | None], scale: int = 2) -> Decimal | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean = Fraction(sum(known, Decimal())) / len(known)
    unit = 10**scale
    rounded = int(abs(mean) * unit + Fraction(1, 2))
    return Decimal(rounded if mean >= 0 else -rounded).scaleb(-scale)


@vocabulary_function("小数平均值", _plainly, aggregates=True)
def avg_decimal(value: ibis.Value, scale: int = 2) -> ibis.Value:
    """The exact mean of the known values of a decimal column, rounded half away from zero to `scale` decimals.

    `scale` is at least the column's own and at most 10. A sum beyond 64 bits of the smallest unit stops the query with
    an error; it is never silently a double. NULL over no known value.
    """
    kind = value.type()
    if not kind.is_decimal() or not kind.scale <= scale <= _LARGEST_SCALE:
        raise ExpressionRefused(function="avg_decimal", problem=f"{kind} → {scale}")
    sum_of, count_of = value.sum(), value.count()
    units = form("int64", f"CAST(CAST(_0 AS DECIMAL(38, {scale})) * 1{'0' * scale} AS BIGINT)", sum_of)
    rounded = form(
        "int64",
        "CASE WHEN _1 > 0 THEN SIGN(_0) * ((2 * ABS(_0) + _1) // (2 * _1)) END",
        units,
        count_of,
        spark="CASE WHEN _1 > 0 THEN CAST(SIGN(_0) AS BIGINT) * ((2 * ABS(_0) + _1) DIV (2 * _1)) END",
    )
    unit = str(Decimal(1).scaleb(-scale))
    return form(
        f"decimal(38,{scale})",
        f"CAST(CAST(_0 AS DECIMAL(20, 0)) * CAST({unit} AS DECIMAL({scale + 1}, {scale})) AS DECIMAL(38, {scale}))",
        rounded,
    )

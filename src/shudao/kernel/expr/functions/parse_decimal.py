"""解析小数."""

import re
from decimal import Decimal

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["parse_decimal"]


def _pattern(precision: int, scale: int) -> str:
    if not 0 <= scale < precision <= 38:
        raise ExpressionRefused(function="parse_decimal", problem=f"decimal({precision},{scale})")
    fraction = f"(?:[.][0-9]{{1,{scale}}})?" if scale else ""
    return f"[+-]?[0-9]{{1,{precision - scale}}}{fraction}"


def _plainly(value: str | None, precision: int = 18, scale: int = 2) -> Decimal | None:
    if value is None or not re.fullmatch(_pattern(precision, scale), value):
        return None
    return Decimal(value).quantize(Decimal(1).scaleb(-scale))


@vocabulary_function("解析小数", _plainly)
def parse_decimal(value: ibis.Value, precision: int = 18, scale: int = 2) -> ibis.Value:
    """The exact decimal a text spells: a sign or none, at most precision - scale digits, at most `scale` decimals.

    NULL for anything else: more digits than fit are refused, not rounded; thousands separators and exponents too.
    """
    pattern = _pattern(precision, scale)
    kind = f"DECIMAL({precision}, {scale})"
    return form(
        f"decimal({precision},{scale})",
        f"CASE WHEN REGEXP_MATCHES(_0, _1) THEN TRY_CAST(_0 AS {kind}) END",
        value,
        rf"^{pattern}\z",
        spark=f"CASE WHEN _0 RLIKE _1 THEN TRY_CAST(_0 AS {kind}) END",
    )

"""转为小数."""

from decimal import Decimal

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["to_decimal"]


def _plainly(value: int | Decimal | None, precision: int = 38, scale: int = 2) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(Decimal(1).scaleb(-scale))


@vocabulary_function("转为小数", _plainly)
def to_decimal(value: ibis.Value, precision: int = 38, scale: int = 2) -> ibis.Value:
    """A whole number or a narrower decimal as decimal(precision, scale), exactly; what might not fit is refused."""
    kind = value.type()
    whole = kind.precision - kind.scale if kind.is_decimal() else 19
    own_scale = kind.scale if kind.is_decimal() else 0
    fits = (kind.is_integer() or kind.is_decimal()) and own_scale <= scale and whole <= precision - scale
    if not fits or precision > 38:
        raise ExpressionRefused(function="to_decimal", problem=f"{kind} → decimal({precision},{scale})")
    return form(f"decimal({precision},{scale})", f"CAST(_0 AS DECIMAL({precision}, {scale}))", value)

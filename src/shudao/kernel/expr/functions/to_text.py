"""转为文本."""

from datetime import date
from decimal import Decimal

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["to_text"]


def _plainly(value: str | int | Decimal | date | None) -> str | None:
    return f"{value:f}" if isinstance(value, Decimal) else None if value is None else str(value)


@vocabulary_function("转为文本", _plainly)
def to_text(value: ibis.Value) -> ibis.Value:
    """The plain spelling of a whole number, decimal or date (YYYY-MM-DD); a text is itself. NULL stays NULL.

    Doubles and times are refused: engines spell them differently.
    """
    kind = value.type()
    if not (kind.is_string() or kind.is_integer() or kind.is_decimal() or kind.is_date()):
        raise ExpressionRefused(function="to_text", problem=str(kind))
    return form("string", "CAST(_0 AS VARCHAR)", value, spark="CAST(_0 AS STRING)")

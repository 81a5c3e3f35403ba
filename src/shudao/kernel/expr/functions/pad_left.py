"""左侧补齐."""

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["pad_left"]


def _plainly(value: str | None, width: int, fill: str = "0") -> str | None:
    return None if value is None else value.rjust(width, fill)


@vocabulary_function("左侧补齐", _plainly)
def pad_left(value: ibis.Value, width: int, fill: str = "0") -> ibis.Value:
    """The text filled up on the left to `width` characters, for codes that lost their leading zeros.

    A longer text is returned whole, never cut.
    """
    if width < 1 or len(fill) != 1:
        raise ExpressionRefused(function="pad_left", problem=f"width={width}, fill={fill!r}")
    text = "CASE WHEN LENGTH(_0) >= _1 THEN _0 ELSE LPAD(_0, _1, _2) END"
    return form("string", text, value, width, fill, spark=text.replace("LENGTH", "CHAR_LENGTH"))

"""保留首尾."""

import ibis

from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["keep_ends"]


def _plainly(value: str | None, first: int, last: int) -> str | None:
    if value is None:
        return None
    if len(value) <= first + last:
        return "*" * len(value)
    return value[:first] + "*" * (len(value) - first - last) + value[len(value) - last :]


@vocabulary_function("保留首尾", _plainly)
def keep_ends(value: ibis.Value, first: int, last: int) -> ibis.Value:
    """The first and last characters with a star for each one between: by (3, 4) 13800001234 is 138****1234.

    A text too short to hide anything is all stars. NULL stays NULL.
    """
    if first < 0 or last < 0:
        raise ExpressionRefused(function="keep_ends", problem=f"first={first}, last={last}")
    text = (
        "CASE WHEN LENGTH(_0) <= _1 + _2 THEN REPEAT('*', LENGTH(_0)) ELSE CONCAT(SUBSTRING(_0, 1, _1),"
        " REPEAT('*', LENGTH(_0) - _1 - _2), SUBSTRING(_0, LENGTH(_0) - _2 + 1, _2)) END"
    )
    kept = text.replace("LENGTH", "CHAR_LENGTH")
    return form("string", f"CASE WHEN _0 IS NOT NULL THEN {text} END", value, first, last, spark=kept)

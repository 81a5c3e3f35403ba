"""字符数."""

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["char_length"]


def _plainly(value: str | None) -> int | None:
    return None if value is None else len(value)


@vocabulary_function("字符数", _plainly)
def char_length(value: ibis.Value) -> ibis.Value:
    """How many characters (Unicode code points) the text has, never bytes: 张三 has 2."""
    return form("int64", "LENGTH(_0)", value, spark="CAST(CHAR_LENGTH(_0) AS BIGINT)")

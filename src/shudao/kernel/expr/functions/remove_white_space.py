"""去除全部空白."""

import ibis

from shudao.kernel.expr.forms import translated
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.text import WHITE_SPACE

__all__ = ["remove_white_space"]


def _plainly(value: str | None) -> str | None:
    return None if value is None else "".join(letter for letter in value if letter not in WHITE_SPACE)


@vocabulary_function("去除全部空白", _plainly)
def remove_white_space(value: ibis.Value) -> ibis.Value:
    """The text without any white space, inside as well as at the ends: 张　三 becomes 张三."""
    return translated(value, WHITE_SPACE, "")

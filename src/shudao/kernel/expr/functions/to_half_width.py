"""全角转半角."""

import ibis

from shudao.kernel.expr.forms import translated
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.text import FULL_WIDTH, HALF_WIDTH

__all__ = ["to_half_width"]

_TABLE = str.maketrans(FULL_WIDTH, HALF_WIDTH)


def _plainly(value: str | None) -> str | None:
    return None if value is None else value.translate(_TABLE)


@vocabulary_function("全角转半角", _plainly)
def to_half_width(value: ibis.Value) -> ibis.Value:
    """Full-width letters, digits, signs and the full-width space as their ASCII characters; all else unchanged."""
    return translated(value, FULL_WIDTH, HALF_WIDTH)

"""转大写."""

from string import ascii_lowercase, ascii_uppercase

import ibis

from shudao.kernel.expr.forms import translated
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["upper"]

_TABLE = str.maketrans(ascii_lowercase, ascii_uppercase)


def _plainly(value: str | None) -> str | None:
    return None if value is None else value.translate(_TABLE)


@vocabulary_function("转大写", _plainly)
def upper(value: ibis.Value) -> ibis.Value:
    """The text with a to z as A to Z. Other letters stay: engines disagree on them (ß, ı), codes do not hold them."""
    return translated(value, ascii_lowercase, ascii_uppercase)

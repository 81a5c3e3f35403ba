"""是否为空."""

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.text import NULL_WORDS, WHITE_SPACE

__all__ = ["is_blank"]


def _plainly(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip(WHITE_SPACE) in NULL_WORDS)


@vocabulary_function("是否为空", _plainly)
def is_blank(value: ibis.Value) -> BooleanValue:
    """Whether the value says nothing: NULL, white space alone, or a null word (无 / - NULL 未知 0000-00-00 …).

    Never NULL itself. A column that is not text is blank where it is NULL.
    """
    if not value.type().is_string():
        return value.isnull()
    bare = form("string", "COALESCE(TRIM(_0, _1), '')", value, WHITE_SPACE, spark="COALESCE(TRIM(BOTH _1 FROM _0), '')")
    return bare.isin(NULL_WORDS)

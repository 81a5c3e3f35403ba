"""是否为空."""

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.text import NULL_WORDS, WHITE_SPACE

__all__ = ["is_blank"]

# One pattern is six times as fast as trimming and comparing with each word.
_WORDS = "|".join(word.replace("-", "[-]") for word in NULL_WORDS if word)
_BLANK = rf"^[{WHITE_SPACE}]*(?:{_WORDS})?[{WHITE_SPACE}]*\z"


def _plainly(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip(WHITE_SPACE) in NULL_WORDS)


@vocabulary_function("是否为空", _plainly)
def is_blank(value: ibis.Value) -> BooleanValue:
    """Whether the value says nothing: NULL, white space alone, or a null word (无 / - NULL 未知 0000-00-00 …).

    Never NULL itself. A column that is not text is blank where it is NULL.
    """
    if not value.type().is_string():
        return value.isnull()
    return form(
        "boolean",
        "_0 IS NULL OR REGEXP_MATCHES(_0, _1)",
        value,
        _BLANK,
        spark="_0 IS NULL OR _0 RLIKE _1",
    )

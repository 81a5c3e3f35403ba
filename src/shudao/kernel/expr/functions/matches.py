"""符合格式."""

import re

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.patterns import portable

__all__ = ["matches"]


def _plainly(value: str | None, pattern: str) -> bool | None:
    portable(pattern)
    bare = pattern.removeprefix("^").removesuffix("$")
    return None if value is None else re.fullmatch(bare, value, re.ASCII) is not None


@vocabulary_function("符合格式", _plainly)
def matches(value: ibis.Value, pattern: str) -> BooleanValue:
    """Whether the whole text has the pattern's form. `\\d` means the ten ASCII digits, so full-width ones do not match.

    Patterns that engines read differently (look-around, references, `\\b`) raise `PatternRefused`. NULL stays NULL.
    """
    return form("boolean", "REGEXP_MATCHES(_0, _1)", value, rf"^(?:{portable(pattern)})\z", spark="_0 RLIKE _1")

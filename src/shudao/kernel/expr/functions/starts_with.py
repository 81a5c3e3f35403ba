"""以……开头."""

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["starts_with"]


def _plainly(value: str | None, prefix: str) -> bool | None:
    return None if value is None else value.startswith(prefix)


@vocabulary_function("以……开头", _plainly)
def starts_with(value: ibis.Value, prefix: str) -> BooleanValue:
    """Whether the text begins with these characters, exactly. NULL stays NULL."""
    return form("boolean", "STARTS_WITH(_0, _1)", value, prefix, spark="STARTSWITH(_0, _1)")

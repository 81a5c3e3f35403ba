"""取首个非空值."""

from typing import Any

import ibis

from shudao.kernel.expr.function import vocabulary_function

__all__ = ["coalesce"]


def _plainly(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


@vocabulary_function("取首个非空值", _plainly)
def coalesce(*values: ibis.Value) -> ibis.Value:
    """The first of the values that is not NULL; an empty text is a value."""
    return ibis.coalesce(*values)

"""在范围内."""

from typing import Any

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.function import vocabulary_function

__all__ = ["between"]


def _plainly(value: Any, low: Any, high: Any) -> bool | None:
    return None if value is None else bool(low <= value <= high)


@vocabulary_function("在范围内", _plainly)
def between(value: ibis.Value, low: Any, high: Any) -> BooleanValue:
    """Whether low ≤ value ≤ high, both ends included; texts by the order of their code points. NULL stays NULL."""
    return (value >= low) & (value <= high)

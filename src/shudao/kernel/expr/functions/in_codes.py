"""在代码表内."""

from collections.abc import Collection

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel.expr.function import vocabulary_function

__all__ = ["in_codes"]


def _plainly(value: str | None, codes: Collection[str]) -> bool | None:
    return None if value is None else value in codes


@vocabulary_function("在代码表内", _plainly)
def in_codes(value: ibis.Value, codes: Collection[str]) -> BooleanValue:
    """Whether the value is one of the codes, compared exactly. NULL stays NULL; with no codes nothing is in."""
    if not codes:
        return value.isnull().ifelse(ibis.null("boolean"), False)
    return value.isin(sorted(codes))

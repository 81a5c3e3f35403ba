"""相差天数."""

from datetime import date

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["date_diff_days"]


def _plainly(later: date | None, earlier: date | None) -> int | None:
    return None if later is None or earlier is None else (later - earlier).days


@vocabulary_function("相差天数", _plainly)
def date_diff_days(later: ibis.Value, earlier: ibis.Value | date) -> ibis.Value:
    """Days from the second date to the first; negative when it comes before. NULL when either is."""
    return form("int64", "DATE_DIFF('day', _1, _0)", later, earlier, spark="CAST(DATEDIFF(_0, _1) AS BIGINT)")

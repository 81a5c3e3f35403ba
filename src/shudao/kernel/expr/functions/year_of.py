"""年份."""

from datetime import date

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["year_of"]


def _plainly(value: date | None) -> int | None:
    return None if value is None else value.year


@vocabulary_function("年份", _plainly)
def year_of(value: ibis.Value) -> ibis.Value:
    """The year of a date, as a whole number; NULL stays NULL."""
    return form("int64", "EXTRACT(year FROM _0)", value, spark="CAST(YEAR(_0) AS BIGINT)")

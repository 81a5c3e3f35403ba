"""周岁."""

from datetime import date

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["age_on"]


def _plainly(born: date | None, day: date | None) -> int | None:
    if born is None or day is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@vocabulary_function("周岁", _plainly)
def age_on(born: ibis.Value, day: ibis.Value | date) -> ibis.Value:
    """Full years from the birth date to a day, as the law counts age: a year is full on the birthday itself.

    Someone born on 29 February turns on 1 March in other years. Negative before birth; NULL when either is.
    """
    text = "YEAR(_1) - YEAR(_0) - CASE WHEN MONTH(_1) * 100 + DAY(_1) < MONTH(_0) * 100 + DAY(_0) THEN 1 ELSE 0 END"
    return form("int64", f"CAST({text} AS BIGINT)", born, day)

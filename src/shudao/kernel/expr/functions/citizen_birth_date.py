"""身份证出生日期."""

import re
from datetime import date

import ibis

from shudao.kernel import identifiers
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.functions.parse_date import parse_date

__all__ = ["citizen_birth_date"]


def _plainly(value: str | None) -> date | None:
    if value is None or not re.fullmatch("[0-9]{17}[0-9X]", value):
        return None
    born = identifiers.birth_date_of(value)
    return born if born and born.year >= 1000 else None


@vocabulary_function("身份证出生日期", _plainly)
def citizen_birth_date(value: ibis.Value) -> ibis.Value:
    """The birth date in places 7 to 14 of an 18-character citizen number (see `normalise_citizen_number`).

    NULL when the text has not the number's form or no such day exists. The check character is not asked.
    """
    digits = form(
        "string",
        "CASE WHEN REGEXP_MATCHES(_0, _1) THEN SUBSTRING(_0, 7, 8) END",
        value,
        r"^[0-9]{17}[0-9X]\z",
        spark="CASE WHEN _0 RLIKE _1 THEN SUBSTRING(_0, 7, 8) END",
    )
    return parse_date(digits)

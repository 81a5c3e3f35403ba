"""解析时间."""

import re
from datetime import datetime

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["parse_timestamp"]

_DAY = "[1-9][0-9]{3}[-/][0-9]{2}[-/][0-9]{2}"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?"
_BASIC = "[1-9][0-9]{7}(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
_ACCEPTED = rf"^(?:{_DAY}[ T]{_TIME}|{_BASIC})\z"


def _plainly(value: str | None) -> datetime | None:
    if value is None or not re.match(_ACCEPTED.replace(r"\z", r"\Z"), value):
        return None
    digits = re.sub("[^0-9]", "", value).ljust(20, "0")
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S%f")  # noqa: DTZ007 - a wall clock's reading has no zone
    except ValueError:
        return None


@vocabulary_function("解析时间", _plainly)
def parse_timestamp(value: ibis.Value) -> ibis.Value:
    """The wall-clock time a text spells: YYYY-MM-DD or YYYY/MM/DD, a space or T, HH:MM, HH:MM:SS or with up to six
    decimals; or YYYYMMDDhhmmss. No zone is added: the result is what the clock showed.

    NULL for every other form, for 24:00 and :60, and for days that do not exist.
    """
    basic = r"'^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$'"
    return form(
        "timestamp",
        "CASE WHEN REGEXP_MATCHES(_0, _1) THEN TRY_CAST("
        rf"REGEXP_REPLACE(TRANSLATE(_0, '/T', '- '), {basic}, '\1-\2-\3 \4:\5:\6') AS TIMESTAMP) END",
        value,
        _ACCEPTED,
        spark="CASE WHEN _0 RLIKE _1 THEN TRY_CAST("
        rf"REGEXP_REPLACE(TRANSLATE(_0, '/T', '- '), {basic}, '$1-$2-$3 $4:$5:$6') AS TIMESTAMP_NTZ) END",
    )

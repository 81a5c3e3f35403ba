"""解析日期."""

import re
from datetime import date

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["parse_date"]

_YEAR = "[1-9][0-9]{3}"
# YYYYMMDD (GB/T 7408 basic), YYYY-MM-DD (extended), YYYY/M/D and YYYY年M月D日 as people write them.
_ACCEPTED = (
    rf"^(?:{_YEAR}[0-9]{{4}}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}|{_YEAR}/[0-9]{{1,2}}/[0-9]{{1,2}}"
    rf"|{_YEAR}年[0-9]{{1,2}}月[0-9]{{1,2}}日)\z"
)
_SPELLINGS = (
    f"({_YEAR})([0-9]{{2}})([0-9]{{2}})",
    f"({_YEAR})-([0-9]{{2}})-([0-9]{{2}})",
    f"({_YEAR})/([0-9]{{1,2}})/([0-9]{{1,2}})",
    f"({_YEAR})年([0-9]{{1,2}})月([0-9]{{1,2}})日",
)


def _plainly(value: str | None) -> date | None:
    matches = (re.fullmatch(spelling, value or "") for spelling in _SPELLINGS)
    found = next((match for match in matches if match), None)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


@vocabulary_function("解析日期", _plainly)
def parse_date(value: ibis.Value) -> ibis.Value:
    """The day a text spells as YYYYMMDD, YYYY-MM-DD, YYYY/M/D or YYYY年M月D日, years 1000 to 9999.

    NULL for every other form and for days that do not exist (2023-02-29).
    """
    return form(
        "date",
        "CASE WHEN REGEXP_MATCHES(_0, _1) THEN TRY_CAST("
        r"REGEXP_REPLACE(TRANSLATE(_0, '/年月日', '---'), '^(\d{4})(\d{2})(\d{2})$', '\1-\2-\3') AS DATE) END",
        value,
        _ACCEPTED,
        spark="CASE WHEN _0 RLIKE _1 THEN TRY_CAST("
        r"REGEXP_REPLACE(TRANSLATE(_0, '/年月日', '---'), '^([0-9]{4})([0-9]{2})([0-9]{2})$', '$1-$2-$3') AS DATE) END",
    )

"""解析整数."""

import re

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["parse_int"]

_INT64 = range(-(2**63), 2**63)


def _plainly(value: str | None) -> int | None:
    if value is None or not re.fullmatch("[+-]?[0-9]+", value):
        return None
    number = int(value)
    return number if number in _INT64 else None


@vocabulary_function("解析整数", _plainly)
def parse_int(value: ibis.Value) -> ibis.Value:
    """The whole number a text spells, strictly: an optional sign and ASCII digits, nothing around them.

    NULL for anything else and beyond 64 bits. Never rounds: 1.5 is NULL.
    """
    text = "CASE WHEN REGEXP_MATCHES(_0, '^[+-]?[0-9]+$') THEN TRY_CAST(_0 AS BIGINT) END"
    return form("int64", text, value, spark="CASE WHEN _0 RLIKE '^[+-]?[0-9]+\\\\z' THEN TRY_CAST(_0 AS BIGINT) END")

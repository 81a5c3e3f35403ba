"""解析 Excel 日期序号."""

import re
from datetime import date, timedelta

import ibis

from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["parse_excel_serial"]

_LAST = 2_958_465  # 9999-12-31


def _plainly(value: str | None) -> date | None:
    if value is None or not re.fullmatch(r"[0-9]{1,7}(?:[.][0-9]+)?", value):
        return None
    serial = int(value.split(".")[0])
    if serial in (0, 60) or serial > _LAST:
        return None
    return date(1899, 12, 30 if serial > 60 else 31) + timedelta(days=serial)


@vocabulary_function("解析 Excel 日期序号", _plainly)
def parse_excel_serial(value: ibis.Value) -> ibis.Value:
    """The day an Excel serial number (as text, time of day ignored) stands for: 43831 and 43831.5 are 2020-01-01.

    Serial 60 is Excel's 29 February 1900, which did not exist: NULL, as are 0 and numbers after 9999-12-31.
    """
    number = form(
        "int64",
        "CASE WHEN REGEXP_MATCHES(_0, _1) THEN TRY_CAST(SPLIT_PART(_0, '.', 1) AS BIGINT) END",
        value,
        r"^[0-9]{1,7}(?:[.][0-9]+)?\z",
        spark="CASE WHEN _0 RLIKE _1 THEN TRY_CAST(SUBSTRING_INDEX(_0, '.', 1) AS BIGINT) END",
    )
    days = form(
        "int64",
        f"CASE WHEN _0 BETWEEN 61 AND {_LAST} THEN _0 WHEN _0 BETWEEN 1 AND 59 THEN _0 + 1 END",
        number,
    )
    return form(
        "date", "DATE '1899-12-30' + CAST(_0 AS INTEGER)", days, spark="DATE_ADD(DATE '1899-12-30', CAST(_0 AS INT))"
    )

"""身份证性别."""

import re

import ibis

from shudao.kernel import identifiers
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["citizen_sex"]


def _plainly(value: str | None) -> str | None:
    if value is None or not re.fullmatch("[0-9]{17}[0-9X]", value):
        return None
    return "1" if identifiers.is_male(value) else "2"


@vocabulary_function("身份证性别", _plainly)
def citizen_sex(value: ibis.Value) -> ibis.Value:
    """The sex in place 17 of an 18-character citizen number as a code of GB/T 2261.1: odd is 1 (男), even is 2 (女).

    NULL when the text has not the number's form.
    """
    sex = "CASE WHEN SUBSTRING(_0, 17, 1) IN ('1', '3', '5', '7', '9') THEN '1' ELSE '2' END"
    return form(
        "string",
        f"CASE WHEN REGEXP_MATCHES(_0, _1) THEN {sex} END",
        value,
        r"^[0-9]{17}[0-9X]\z",
        spark=f"CASE WHEN _0 RLIKE _1 THEN {sex} END",
    )

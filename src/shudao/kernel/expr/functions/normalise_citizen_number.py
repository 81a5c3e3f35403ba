"""规范身份证号."""

import re

import ibis

from shudao.kernel import identifiers
from shudao.kernel.expr.forms import form, translated, with_value
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.text import FULL_WIDTH, HALF_WIDTH, WHITE_SPACE

__all__ = ["normalise_citizen_number"]

# One translation does it all: full-width characters but the space to half-width ones, x to X, white space to none.
_FROM = FULL_WIDTH[1:] + "x" + WHITE_SPACE
_TO = HALF_WIDTH[1:].replace("x", "X") + "X"
_TABLE = str.maketrans(_FROM[: len(_TO)], _TO, WHITE_SPACE)

_WEIGHTED = " + ".join(
    f"{weight} * (STRPOS('0123456789', SUBSTRING(v, {index + 1}, 1)) - 1)"
    for index, weight in enumerate(identifiers.CITIZEN_WEIGHTS)
)
_CHECK = f"SUBSTRING('{identifiers.CITIZEN_CHECKS}', ({_WEIGHTED}) % 11 + 1, 1)"
_CENTURY = "CASE WHEN SUBSTRING(v, 13, 3) >= '996' THEN '18' ELSE '19' END"


def _plainly(value: str | None) -> str | None:
    if value is None:
        return None
    bare = value.translate(_TABLE)
    return identifiers.citizen_number_from_15(bare) if re.fullmatch("[0-9]{15}", bare) else bare


@vocabulary_function("规范身份证号", _plainly)
def normalise_citizen_number(value: ibis.Value) -> ibis.Value:
    """The number as the standard writes it: half-width, no white space, X in upper case, 15 digits widened to 18.

    A 15-digit number gets the century 19 (18 for the sequences 996 to 999) and its check character. Anything else is
    returned as it is: this function repairs spelling, it does not judge.
    """
    bare = translated(value, _FROM, _TO)
    body = with_value(
        "string",
        f"CASE WHEN REGEXP_MATCHES(v, '^[0-9]{{15}}$') THEN SUBSTRING(v, 1, 6) || {_CENTURY} || SUBSTRING(v, 7, 9) END",
        bare,
        spark=r"CASE WHEN v RLIKE '^[0-9]{15}\\z' THEN"
        f" CONCAT(SUBSTRING(v, 1, 6), {_CENTURY}, SUBSTRING(v, 7, 9)) END",
    )
    widened = with_value(
        "string",
        f"CASE WHEN v IS NOT NULL THEN v || {_CHECK} END",
        body,
        spark=f"CASE WHEN v IS NOT NULL THEN CONCAT(v, {_CHECK.replace('STRPOS', 'INSTR')}) END",
    )
    return form("string", "COALESCE(_0, _1)", widened, bare)

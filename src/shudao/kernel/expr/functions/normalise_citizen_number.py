"""规范身份证号."""

import re

import ibis

from shudao.kernel import identifiers
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function
from shudao.kernel.expr.functions.remove_white_space import remove_white_space
from shudao.kernel.expr.functions.to_half_width import to_half_width

__all__ = ["normalise_citizen_number"]

_WEIGHTED = " + ".join(
    f"{weight} * (STRPOS('0123456789', SUBSTRING(_0, {index + 1}, 1)) - 1)"
    for index, weight in enumerate(identifiers.CITIZEN_WEIGHTS)
)
_CHECK = f"SUBSTRING('{identifiers.CITIZEN_CHECKS}', ({_WEIGHTED}) % 11 + 1, 1)"


def _plainly(value: str | None) -> str | None:
    if value is None:
        return None
    bare = remove_white_space.plainly(to_half_width.plainly(value)).replace("x", "X")
    return identifiers.citizen_number_from_15(bare) if re.fullmatch("[0-9]{15}", bare) else bare


@vocabulary_function("规范身份证号", _plainly)
def normalise_citizen_number(value: ibis.Value) -> ibis.Value:
    """The number as the standard writes it: half-width, no white space, X in upper case, 15 digits widened to 18.

    A 15-digit number gets the century 19 (18 for the sequences 996 to 999) and its check character. Anything else is
    returned as it is: this function repairs spelling, it does not judge.
    """
    bare = form("string", "REPLACE(_0, 'x', 'X')", remove_white_space(to_half_width(value)))
    body = form(
        "string",
        "CASE WHEN REGEXP_MATCHES(_0, '^[0-9]{15}$') THEN CONCAT(SUBSTRING(_0, 1, 6),"
        " CASE WHEN SUBSTRING(_0, 13, 3) >= '996' THEN '18' ELSE '19' END, SUBSTRING(_0, 7, 9)) END",
        bare,
        spark="CASE WHEN _0 RLIKE '^[0-9]{15}$' THEN CONCAT(SUBSTRING(_0, 1, 6),"
        " CASE WHEN SUBSTRING(_0, 13, 3) >= '996' THEN '18' ELSE '19' END, SUBSTRING(_0, 7, 9)) END",
    )
    widened = form("string", f"_0 || {_CHECK}", body, spark=f"CONCAT(_0, {_CHECK.replace('STRPOS', 'INSTR')})")
    return form("string", "COALESCE(_0, _1)", widened, bare)

"""校验码正确."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import ibis
from ibis.expr.types import BooleanValue

from shudao.kernel import identifiers
from shudao.kernel.expr.errors import ExpressionRefused
from shudao.kernel.expr.forms import form
from shudao.kernel.expr.function import vocabulary_function

__all__ = ["Checksum", "checksum_ok"]

Checksum = Literal["citizen", "uscc", "organisation", "licence"]

_USCC = "[0-9A-HJ-NP-RTUWXY]"
_FORMS: Mapping[str, str] = {
    "citizen": r"^[0-9]{17}[0-9X]\z",
    "uscc": rf"^{_USCC}{{2}}[0-9]{{6}}{_USCC}{{10}}\z",
    "organisation": r"^[0-9A-Z]{8}-?[0-9X]\z",
    "licence": r"^[0-9]{15}\z",
}


def _weighted(places: str, weights: tuple[int, ...], alphabet: str) -> str:
    """The weighted sum over the characters of the SQL text `places`, each counted by its place in the alphabet."""
    return " + ".join(
        f"{weight} * (STRPOS('{alphabet}', SUBSTRING({places}, {index + 1}, 1)) - 1)"
        for index, weight in enumerate(weights)
    )


def _citizen_digits() -> str:
    # One parse and integer steps are half the cost of seventeen substrings.
    steps = " + ".join(
        f"{weight} * (n // {10 ** (16 - index)} % 10)" for index, weight in enumerate(identifiers.CITIZEN_WEIGHTS)
    )
    return f"LIST_TRANSFORM([TRY_CAST(SUBSTRING(_0, 1, 17) AS BIGINT)], n -> {steps})[1]"


def _organisation(places: str, check: str) -> str:
    total = _weighted(places, identifiers.ORGANISATION_WEIGHTS, identifiers.ORGANISATION_ALPHABET)
    return f"SUBSTRING('{identifiers.ORGANISATION_CHECKS}', ({total}) % 11 + 1, 1) = {check}"


def _uscc() -> str:
    total = _weighted("_0", identifiers.USCC_WEIGHTS, identifiers.USCC_ALPHABET)
    own = f"SUBSTRING('{identifiers.USCC_ALPHABET}', (31 - ({total}) % 31) % 31 + 1, 1) = SUBSTRING(_0, 18, 1)"
    return f"{own} AND {_organisation('SUBSTRING(_0, 9, 8)', 'SUBSTRING(_0, 17, 1)')}"


def _licence_ok(value: ibis.Value) -> ibis.Value:
    """GB/T 17710 mod 11,10: each digit folds the product so far. One node a digit: nested text would be too deep."""
    product: Any = 10
    for place in range(1, 15):
        # (s = 0 is read as 10) is written as (s + 9) % 10 + 1, so that the product appears only once per step.
        step = f"((_0 + STRPOS('0123456789', SUBSTRING(_1, {place}, 1)) + 8) % 10 + 1) * 2 % 11"
        product = form("int64", step, product, value, spark=step.replace("STRPOS", "INSTR"))
    check = "(11 - _0) % 10 = STRPOS('0123456789', SUBSTRING(_1, 15, 1)) - 1"
    return form("boolean", check, product, value, spark=check.replace("STRPOS", "INSTR"))


def _citizen(digits: str) -> str:
    return f"SUBSTRING('{identifiers.CITIZEN_CHECKS}', ({digits}) % 11 + 1, 1) = SUBSTRING(_0, 18, 1)"


_CHECKS: Mapping[str, str] = {
    "citizen": _citizen(_weighted("_0", identifiers.CITIZEN_WEIGHTS, identifiers.DIGITS)),
    "uscc": _uscc(),
    "organisation": _organisation("_0", "RIGHT(_0, 1)"),
}
_DUCKDB = {**_CHECKS, "citizen": _citizen(_citizen_digits())}
_PLAIN: Mapping[str, Callable[[str], bool]] = {
    "citizen": lambda text: (
        len(text) == 18
        and set(text[:17]) <= set(identifiers.DIGITS)
        and identifiers.citizen_check(text[:17]) == text[17]
    ),
    "uscc": identifiers.is_uscc,
    "organisation": identifiers.is_organisation_code,
    "licence": lambda text: (
        len(text) == 15 and set(text) <= set(identifiers.DIGITS) and identifiers.licence_check(text[:14]) == text[14]
    ),
}


def _plainly(value: str | None, kind: str) -> bool | None:
    return None if value is None else _PLAIN[kind](value)


@vocabulary_function("校验码正确", _plainly)
def checksum_ok(value: ibis.Value, kind: Checksum) -> BooleanValue:
    """Whether an identifier's check character is right: `citizen` (GB 11643, 18 characters), `uscc` (GB 32100, with the
    organisation code inside it), `organisation` (GB 11714), `licence` (the old 15 digits).

    The text is judged as it stands: lower case, full-width characters, other lengths are false. NULL stays NULL.
    Whether a birth date exists is another question (`citizen_birth_date`).
    """
    if kind not in _FORMS:
        raise ExpressionRefused(function="checksum_ok", problem=str(kind))
    right = _licence_ok(value) if kind == "licence" else _weighted_ok(value, kind)
    return form(
        "boolean",
        "CASE WHEN REGEXP_MATCHES(_0, _1) THEN _2 WHEN _0 IS NOT NULL THEN FALSE END",
        value,
        _FORMS[kind],
        right,
        spark="CASE WHEN _0 RLIKE _1 THEN _2 WHEN _0 IS NOT NULL THEN FALSE END",
    )


def _weighted_ok(value: ibis.Value, kind: str) -> ibis.Value:
    return form("boolean", _DUCKDB[kind], value, spark=_CHECKS[kind].replace("STRPOS", "INSTR"))

"""Numbers that are compared with a column, exactly as they are written."""

from decimal import Decimal

import ibis
import ibis.expr.datatypes as dt

__all__ = ["TooManyDigits", "exactly"]

# A decimal of every engine has at most so many digits; a whole number of 64 bits has this many.
DECIMAL_DIGITS = 38
WHOLE_DIGITS = 19


class TooManyDigits(ValueError):
    """The number and the column have no common decimal type."""


def exactly(value: int | Decimal, column: ibis.Value) -> int | float | ibis.Value:
    """A finite number as it is compared with a column of numbers. Raises `TooManyDigits`.

    A bare decimal becomes a number of three places on DuckDB, silently: 1.0004 would then be the same as 1.
    """
    kind = column.type()
    if kind.is_floating():
        return float(value)
    if isinstance(value, int) and kind.is_integer() and -(2**63) <= value < 2**63:
        return value
    own_places = (kind.scale or 0) if isinstance(kind, dt.Decimal) else 0
    own_whole = (kind.precision or DECIMAL_DIGITS) - own_places if isinstance(kind, dt.Decimal) else WHOLE_DIGITS
    whole, places = _digits(Decimal(value))
    whole, places = max(whole, own_whole), max(places, own_places)
    if whole + places > DECIMAL_DIGITS:
        raise TooManyDigits
    # In plain notation: an exponent would make it a double on the way.
    return ibis.literal(f"{Decimal(value):f}").cast(dt.Decimal(whole + places, places))


def _digits(value: Decimal) -> tuple[int, int]:
    """How many digits stand before and after the point; at least one before."""
    _, digits, exponent = value.as_tuple()
    power = int(exponent)
    return max(len(digits) + power, 1), max(-power, 0)

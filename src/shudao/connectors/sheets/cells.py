"""The text of a cell, and the cells whose text would be a lie."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = str | float | int | bool | date | datetime | time | timedelta

# Excel numbers hold 15 digits; an 18-digit identity number typed as a number has lost its last three.
_EXACT_DIGITS = 10**15
_ROUNDED = re.compile(r"[+-]?\d(\.\d+)?[Ee]\+(1[5-9]|[2-9]\d)")


def text_of(cell: Cell) -> str | None:
    """The cell as text: dates and times in ISO form, numbers in plain digits as Excel holds them, blank as None."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _duration(cell)
    return _number(cell)


def has_lost_digits(cell: Cell) -> bool:
    """Whether the cell is a number, or the text of one, too long for Excel to hold exactly."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return abs(cell) >= _EXACT_DIGITS
    return isinstance(cell, str) and _ROUNDED.fullmatch(cell.strip()) is not None


def _number(value: float) -> str:
    # Fifteen significant digits are what Excel keeps; more would show the binary fraction behind them.
    return f"{Decimal(f'{value:.15g}'):f}"


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

"""Which files cannot hold a row of interest, by the smallest and largest values the log keeps of each.

Unknown is always "may hold": a file is skipped only where that is certain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shudao.kernel.expr.predicate import (
    And,
    Between,
    Eq,
    GreaterEqual,
    In,
    LessEqual,
    Or,
    Predicate,
    StartsWith,
)

__all__ = ["FileRange", "may_hold"]


@dataclass(frozen=True)
class FileRange:
    """What the log says of one file: its smallest and largest known value per column, where it says so."""

    lowest: Mapping[str, Any]
    highest: Mapping[str, Any]

    def of(self, column: str) -> tuple[Any, Any] | None:
        low, high = self.lowest.get(column), self.highest.get(column)
        return None if low is None or high is None else (low, high)


def may_hold(predicate: Predicate, file: FileRange) -> bool:
    """Whether a row of the file may satisfy the predicate; False only where none can."""
    match predicate:
        case And(parts=parts):
            return all(may_hold(part, file) for part in parts)
        case Or(parts=parts):
            return any(may_hold(part, file) for part in parts)
        case Eq(column=column, value=value):
            return _overlaps(file.of(column), value, value)
        case In(column=column, options=options):
            return any(_overlaps(file.of(column), option, option) for option in options)
        case Between(column=column, low=low, high=high):
            return _overlaps(file.of(column), low, high)
        case GreaterEqual(column=column, value=value):
            return _overlaps(file.of(column), value, None)
        case LessEqual(column=column, value=value):
            return _overlaps(file.of(column), None, value)
        case StartsWith(column=column, value=value):
            return _may_start(file.of(column), str(value))
    return True


def _overlaps(held: tuple[Any, Any] | None, low: Any, high: Any) -> bool:
    if held is None:
        return True
    try:
        return bool((low is None or low <= held[1]) and (high is None or held[0] <= high))
    except TypeError:
        # A value that does not fit the column is refused where the rows are read, not here.
        return True


def _may_start(held: tuple[Any, Any] | None, prefix: str) -> bool:
    """Cut to the prefix' length, texts keep their order, so the borders stay borders."""
    if held is None or not isinstance(held[0], str):
        return True
    return bool(held[0][: len(prefix)] <= prefix <= held[1][: len(prefix)])

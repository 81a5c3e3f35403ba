"""Numbers and days written as text for whole arrays at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from shudao.kernel.identifiers import Bytes, characters_of, strings_of

Days = npt.NDArray[np.int64]  # proleptic ordinals, as date.toordinal()

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2027, 12, 31)
EXCEL_EPOCH: Final = date(1899, 12, 30).toordinal()


def decimal_bytes(values: npt.NDArray[np.integer], width: int) -> Bytes:
    """Non-negative integers as a (rows, width) matrix of ASCII digits, padded with zeros on the left."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return (np.asarray(values, dtype=np.int64)[:, None] // powers % 10 + ord("0")).astype(np.uint8)


def padded(prefix: str, values: npt.NDArray[np.integer], width: int) -> pa.Array:
    """A fixed prefix followed by zero-padded integers, as strings."""
    head = np.broadcast_to(text_bytes(prefix), (len(values), len(prefix)))
    return strings_of(np.column_stack([head, decimal_bytes(values, width)]))


def text_bytes(text: str) -> Bytes:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


def text_matrix(texts: tuple[str, ...]) -> Bytes:
    """ASCII texts of one length as a (texts, length) matrix."""
    return np.array([list(text.encode("ascii")) for text in texts], dtype=np.uint8)


_FORMS: Final[dict[str, Callable[[date], str]]] = {
    "compact": lambda day: f"{day:%Y%m%d}",
    "iso": lambda day: day.isoformat(),
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "serial": lambda day: str(day.toordinal() - EXCEL_EPOCH),
}


@cache
def day_texts(form: str) -> pa.Array:
    """Every day from FIRST_DAY to LAST_DAY in one form: compact, iso, slash, chinese or serial (as Excel counts)."""
    days = (FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
    return pa.array([_FORMS[form](day) for day in days])


def days_as(form: str, ordinals: Days) -> pa.Array:
    """Days in one written form; ordinals must lie between FIRST_DAY and LAST_DAY."""
    return day_texts(form).take(pa.array(ordinals - FIRST_DAY.toordinal()))


@cache
def _day_matrix() -> Bytes:
    return characters_of(day_texts("compact"), 8)


def day_bytes(ordinals: Days) -> Bytes:
    """Days as a (rows, 8) matrix of ASCII digits, YYYYMMDD."""
    return _day_matrix()[ordinals - FIRST_DAY.toordinal()]


def rank_within(groups: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """For each row, how many earlier rows belong to the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(groups) else np.zeros(0, int)
    sizes = np.diff(np.append(starts, len(groups)))
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - np.repeat(starts, sizes)
    return ranks


def moments_before(day: date, rng: np.random.Generator, size: int) -> pa.Array:
    """Times, to the second, in the two and a half years before a day."""
    end = int(datetime.combine(day, time(), UTC).timestamp())
    seconds = end - rng.integers(0, 910 * 86_400, size)
    return pa.array(seconds * 1_000_000).cast(pa.timestamp("us", tz="UTC"))

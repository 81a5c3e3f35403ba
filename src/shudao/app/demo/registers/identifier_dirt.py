"""Faults of identifiers, for registers that hold citizen numbers or credit codes."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from shudao.app.demo.registers.digits import Days
from shudao.app.demo.registers.dirt import Soiler, replaced
from shudao.kernel.identifiers import Bytes, citizen_checks, strings_of

RATES: Final = {
    "wrong_check_digit": 0.003,
    "full_width_digits": 0.002,
    "lower_case_x": 0.004,
    "fifteen_digits": 0.005,
}
_CHECKS: Final = np.frombuffer(b"0123456789X", dtype=np.uint8)
# Above every sequence number that people_of can give, so that such a number belongs to nobody.
UNUSED_SEQUENCE: Final = b"98"


def soiled_citizen_numbers(numbers: Bytes, born: Days, soil: Soiler, column: str) -> pa.Array:
    """Citizen numbers as text, some with a wrong check digit, in full width, with a small x or of fifteen digits."""
    values = strings_of(numbers)
    rows = soil.choose(column, "wrong_check_digit", RATES["wrong_check_digit"])
    values = replaced(values, rows, strings_of(with_wrong_check(numbers[rows], soil.rng)))
    rows = soil.choose(column, "full_width_digits", RATES["full_width_digits"])
    values = replaced(values, rows, full_width(numbers[rows]))
    rows = soil.choose(column, "lower_case_x", RATES["lower_case_x"], among=numbers[:, 17] == ord("X"))
    values = replaced(values, rows, strings_of(_lower(numbers[rows])))
    century = (numbers[:, 6] == ord("1")) & (numbers[:, 7] == ord("9"))
    rows = soil.choose(column, "fifteen_digits", RATES["fifteen_digits"], among=century)
    return replaced(values, rows, strings_of(np.delete(numbers[rows], [6, 7, 17], axis=1)))


def with_wrong_check(numbers: Bytes, rng: np.random.Generator) -> Bytes:
    """The same numbers with another check character."""
    wrong = numbers.copy()
    shift = rng.integers(1, 11, len(numbers))
    position = np.where(numbers[:, 17] == ord("X"), 10, numbers[:, 17].astype(np.int64) - ord("0"))
    wrong[:, 17] = _CHECKS[(position + shift) % 11]
    return wrong


def full_width(characters: Bytes) -> pa.Array:
    """ASCII characters written in full width: three bytes each in UTF-8."""
    rows, width = characters.shape
    code = characters.astype(np.uint16) + 0xFEE0
    units = np.stack([0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F], axis=2)
    return strings_of(units.astype(np.uint8).reshape(rows, width * 3))


def nobody(numbers: Bytes) -> Bytes:
    """Valid numbers of the same district, birth day and sex that belong to no one in the population."""
    body = numbers[:, :17].copy()
    body[:, 14:16] = np.frombuffer(UNUSED_SEQUENCE, dtype=np.uint8)
    return np.column_stack([body, citizen_checks(body)])


def _lower(numbers: Bytes) -> Bytes:
    small = numbers.copy()
    small[:, 17] = ord("x")
    return small

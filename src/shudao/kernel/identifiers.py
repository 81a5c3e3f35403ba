"""Check digits of the national identifiers: citizen numbers (GB 11643), unified social credit codes (GB 32100),
organisation codes (GB 11714) and the old 15-digit licence numbers (GB/T 17710, mod 11,10).

Every identifier has a scalar form (`uscc_check(body)`, `is_uscc(text)`) and an array form that works on a matrix of
ASCII bytes, one row per identifier (`uscc_checks(bodies)`), so that millions are computed or verified without a loop.
Nothing here looks up a region: prefixes are withdrawn and extended over time, which needs a code table and a day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bytes = npt.NDArray[np.uint8]  # shape (rows, characters): ASCII codes
Flags = npt.NDArray[np.bool_]  # shape (rows,)

CITIZEN_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_CHECKS: Final = "10X98765432"
USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CHECKS: Final = "0X987654321"  # indexed by the weighted sum mod 11
DIGITS: Final = "0123456789"

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


class Fault(Enum):
    """Why a text is not a valid identifier, in the order in which the questions are asked."""

    LENGTH = "length"
    CHARACTERS = "characters"
    DATE = "date"
    CHECK = "check"


def normalised(text: str) -> str:
    """The identifier as the standards write it: half-width, without white space, letters in upper case."""
    return "".join(text.translate(_FULL_WIDTH).split()).upper()


# --- GB 11643: citizen identification number ------------------------------------------------------------------------


def citizen_check(body: str) -> str:
    """The 18th character for the first 17 digits. Raises ValueError for anything but 17 digits."""
    _require(body, 17, DIGITS)
    return CITIZEN_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, CITIZEN_WEIGHTS, strict=True)) % 11]


def citizen_fault(text: str, today: date) -> Fault | None:
    """What is wrong with an 18-character citizen number on a given day; None when it is valid.

    The text is judged as it stands (see `normalised`). The birth date must exist and not lie after `today`. Residence
    permits (prefixes 81 to 83) and foreigners' numbers (prefix 9) keep the same places for birth date and check digit.
    """
    if len(text) != 18:
        return Fault.LENGTH
    if not _only(text[:17], DIGITS) or text[17] not in CITIZEN_CHECKS:
        return Fault.CHARACTERS
    born = birth_date_of(text)
    if born is None or born > today:
        return Fault.DATE
    return None if citizen_check(text[:17]) == text[17] else Fault.CHECK


def is_citizen_number(text: str, today: date) -> bool:
    """Whether the text is a valid 18-character citizen number on a given day."""
    return citizen_fault(text, today) is None


def birth_date_of(number: str) -> date | None:
    """The birth date in places 7 to 14 of an 18-character number; None when no such day exists."""
    digits = number[6:14]
    if len(digits) != 8 or not _only(digits, DIGITS):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def is_male(number: str) -> bool:
    """Whether place 17 of an 18-character number is odd, which is how the standard marks men."""
    return number[16] in "13579"


def citizen_number_from_15(old: str) -> str:
    """The 18-character form of a number issued before 1999; the person is the same, the century is made explicit.

    Sequences 996 to 999 were kept for people born in the nineteenth century. Raises ValueError unless given 15 digits.
    """
    _require(old, 15, DIGITS)
    century = "18" if old[12:] >= "996" else "19"
    body = old[:6] + century + old[6:]
    return body + citizen_check(body)


# --- GB 11714: organisation code ------------------------------------------------------------------------------------


def organisation_check(body: str) -> str:
    """The 9th character for the first 8. Raises ValueError for other lengths or characters."""
    _require(body, 8, ORGANISATION_ALPHABET)
    return ORGANISATION_CHECKS[_weighted(body, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11]


def is_organisation_code(text: str) -> bool:
    """Whether the text is a valid organisation code; the hyphen people write before the check character is allowed."""
    code = text[:8] + text[9:] if text[8:9] == "-" else text
    return len(code) == 9 and _only(code[:8], ORGANISATION_ALPHABET) and organisation_check(code[:8]) == code[8]


# --- GB 32100: unified social credit code ---------------------------------------------------------------------------


def uscc_check(body: str) -> str:
    """The 18th character for the first 17. Raises ValueError for other lengths or characters (no I, O, S, V, Z)."""
    _require(body, 17, USCC_ALPHABET)
    return USCC_ALPHABET[-_weighted(body, USCC_ALPHABET, USCC_WEIGHTS) % 31]


def uscc_fault(text: str) -> Fault | None:
    """What is wrong with a unified social credit code; None when it and the organisation code inside it both verify."""
    if len(text) != 18:
        return Fault.LENGTH
    if not _only(text, USCC_ALPHABET) or not _only(text[2:8], DIGITS):
        return Fault.CHARACTERS
    return None if uscc_check(text[:17]) == text[17] and is_organisation_code(text[8:17]) else Fault.CHECK


def is_uscc(text: str) -> bool:
    """Whether the text is a valid unified social credit code, the organisation code inside it included."""
    return uscc_fault(text) is None


# --- GB/T 17710 mod 11,10: the licence numbers used before 2015 -----------------------------------------------------


def licence_check(body: str) -> str:
    """The 15th digit for the first 14. Raises ValueError for anything but 14 digits."""
    _require(body, 14, DIGITS)
    carried = 10
    for digit in body:
        carried = ((carried + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - carried) % 10)


def is_licence_number(text: str) -> bool:
    """Whether the text is a valid 15-digit licence number."""
    return len(text) == 15 and _only(text, DIGITS) and licence_check(text[:14]) == text[14]


# --- The same for arrays --------------------------------------------------------------------------------------------


def citizen_checks(bodies: Bytes) -> Bytes:
    """Check characters for a (rows, 17) matrix of ASCII digits, as ASCII codes of shape (rows,)."""
    return _CITIZEN_CHECK_BYTES[_sums(bodies, _DIGIT_VALUES, CITIZEN_WEIGHTS) % 11]


def uscc_checks(bodies: Bytes) -> Bytes:
    """Check characters for a (rows, 17) matrix of USCC characters, as ASCII codes of shape (rows,)."""
    return _USCC_BYTES[-_sums(bodies, _USCC_VALUES, USCC_WEIGHTS) % 31]


def organisation_checks(bodies: Bytes) -> Bytes:
    """Check characters for a (rows, 8) matrix of organisation-code characters, as ASCII codes of shape (rows,)."""
    return _ORGANISATION_CHECK_BYTES[_sums(bodies, _ORGANISATION_VALUES, ORGANISATION_WEIGHTS) % 11]


def licence_checks(bodies: Bytes) -> Bytes:
    """Check digits for a (rows, 14) matrix of ASCII digits, as ASCII codes of shape (rows,)."""
    carried = np.full(len(bodies), 10, dtype=np.int32)
    for place in range(14):
        carried = (carried + _DIGIT_VALUES[bodies[:, place]]) % 10
        carried = np.where(carried == 0, 10, carried) * 2 % 11
    return ((11 - carried) % 10 + ord("0")).astype(np.uint8)


def citizen_numbers_ok(numbers: pa.Array) -> Flags:
    """Per element: 18 characters with a matching check digit. Birth dates are not judged here; nulls are not valid."""
    return _verified(numbers, 18, lambda m: _all_in(m[:, :17], _DIGIT_VALUES) & (citizen_checks(m[:, :17]) == m[:, 17]))


def usccs_ok(codes: pa.Array) -> Flags:
    """Per element: a valid unified social credit code whose organisation code verifies as well; nulls are not valid."""
    return _verified(codes, 18, _uscc_rows_ok)


def licence_numbers_ok(numbers: pa.Array) -> Flags:
    """Per element: a valid 15-digit licence number; nulls are not valid."""
    return _verified(numbers, 15, lambda m: _all_in(m, _DIGIT_VALUES) & (licence_checks(m[:, :14]) == m[:, 14]))


def strings_of(characters: Bytes) -> pa.Array:
    """A string array that shares the bytes of a contiguous (rows, width) ASCII matrix; nothing is copied per row."""
    rows, width = characters.shape
    offsets = np.arange(0, (rows + 1) * width, width, dtype=np.int32) if width else np.zeros(rows + 1, dtype=np.int32)
    data = np.ascontiguousarray(characters).reshape(-1)
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), pa.py_buffer(data))


def characters_of(texts: pa.Array, width: int) -> Bytes:
    """The (rows, width) byte matrix of a string array without nulls, each element of `width` ASCII characters."""
    texts = texts.cast(pa.string())
    _, offsets, data = texts.buffers()
    first = np.frombuffer(offsets, dtype=np.int32)[texts.offset]
    flat = np.frombuffer(data, dtype=np.uint8, count=len(texts) * width, offset=int(first))
    return flat.reshape(len(texts), width)


# --- Shared by the scalar and the array forms -----------------------------------------------------------------------


def _only(text: str, alphabet: str) -> bool:
    return all(character in alphabet for character in text)


def _require(body: str, length: int, alphabet: str) -> None:
    if len(body) != length or not _only(body, alphabet):
        raise ValueError(f"expected {length} characters of {alphabet}")


def _weighted(body: str, alphabet: str, weights: tuple[int, ...]) -> int:
    return sum(alphabet.index(character) * weight for character, weight in zip(body, weights, strict=True))


def _values(alphabet: str) -> npt.NDArray[np.int32]:
    """Value of each byte in an alphabet, -1 for bytes outside it."""
    table = np.full(256, -1, dtype=np.int32)
    table[_ascii(alphabet)] = np.arange(len(alphabet), dtype=np.int32)
    return table


def _ascii(text: str) -> Bytes:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


_DIGIT_VALUES: Final = _values(DIGITS)
_USCC_VALUES: Final = _values(USCC_ALPHABET)
_ORGANISATION_VALUES: Final = _values(ORGANISATION_ALPHABET)
_USCC_BYTES: Final = _ascii(USCC_ALPHABET)
_CITIZEN_CHECK_BYTES: Final = _ascii(CITIZEN_CHECKS)
_ORGANISATION_CHECK_BYTES: Final = _ascii(ORGANISATION_CHECKS)


def _sums(bodies: Bytes, values: npt.NDArray[np.int32], weights: tuple[int, ...]) -> npt.NDArray[np.int32]:
    total = np.zeros(len(bodies), dtype=np.int32)
    for place, weight in enumerate(weights):
        total += values[bodies[:, place]] * np.int32(weight)
    return total


def _all_in(characters: Bytes, values: npt.NDArray[np.int32]) -> Flags:
    return np.asarray((values[characters] >= 0).all(axis=1), dtype=np.bool_)


def _uscc_rows_ok(codes: Bytes) -> Flags:
    known = _all_in(codes, _USCC_VALUES) & _all_in(codes[:, 2:8], _DIGIT_VALUES)
    outer: Flags = uscc_checks(codes[:, :17]) == codes[:, 17]
    inner: Flags = organisation_checks(codes[:, 8:16]) == codes[:, 16]
    return known & outer & inner


def _verified(texts: pa.Array, width: int, judge: Callable[[Bytes], Flags]) -> Flags:
    """Ask `judge` about the elements of exactly `width` ASCII characters; all others are not valid."""
    sized = pc.and_(pc.equal(pc.binary_length(texts), width), pc.equal(pc.utf8_length(texts), width))
    chosen = np.asarray(pc.fill_null(sized, False).to_numpy(zero_copy_only=False), dtype=np.bool_)
    result = np.zeros(len(texts), dtype=np.bool_)
    if chosen.any():
        result[chosen] = judge(characters_of(texts.filter(pa.array(chosen)), width))
    return result

"""The format notation of GB/T 19488.1 (STANDARDS §8): read, written, and asked whether a value fits.

format   = whole | counted
whole    = "d8" | "YYYYMMDD" | "dt14" | "YYYYMMDDhhmmss" | "ul" | "bn"
counted  = letters extent [ "," digits ]
letters  = "an" | "a" | "n"
extent   = digits [ ".." most ] | ".." most
most     = digits | "ul"
digits   = "0" … "9" { "0" … "9" }
"""

from collections.abc import Callable
from datetime import datetime

from shudao.policy.contracts import Format, FormatKind
from shudao.policy.errors import BadFormat

__all__ = ["MAX_LENGTH", "accepts", "parse_format", "render_format"]

MAX_LENGTH = 100_000
_WHOLE = {
    "d8": Format(FormatKind.DATE, 8, 8),
    "YYYYMMDD": Format(FormatKind.DATE, 8, 8),
    "dt14": Format(FormatKind.DATETIME, 14, 14),
    "YYYYMMDDhhmmss": Format(FormatKind.DATETIME, 14, 14),
    "ul": Format(FormatKind.TEXT, 0, None),
    "bn": Format(FormatKind.BINARY, 0, None),
}
_DIGITS = "0123456789"
_COUNTED = (FormatKind.MIXED, FormatKind.LETTERS, FormatKind.DIGITS)
# Written in ASCII digits that no calendar holds would otherwise pass: the day must exist (GB/T 7408).
_MOMENTS = {FormatKind.DATE: "%Y%m%d", FormatKind.DATETIME: "%Y%m%d%H%M%S"}


def parse_format(text: str) -> Format:
    """Read a format. Raises `BadFormat` that names the place (counted from 1) where it is not the notation any more."""
    return _WHOLE[text] if text in _WHOLE else _Reader(text).counted()


class _Reader:
    """One rule of the grammar per method; `at` is how much has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def counted(self) -> Format:
        kind = next((each for each in _COUNTED if self._take(each.value)), None)
        if kind is None:
            raise self._refused("应以 a、n 或 an 开头，或是 d8、dt14、ul、bn")
        low, high = self._extent()
        decimals = self._number("小数位数") if self._take(",") else None
        if self.at < len(self.text):
            raise self._refused("多出内容")
        return self._sound(Format(kind, low, high, decimals))

    def _extent(self) -> tuple[int, int | None]:
        low = 0 if self.text.startswith("..", self.at) else self._number("长度")
        if not self._take(".."):
            return low, low
        return low, None if self._take("ul") else self._number("最大长度")

    def _number(self, what: str) -> int:
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] in _DIGITS:
            self.at += 1
        if not begin < self.at <= begin + 9:
            raise self._refused(f"缺少{what}" if begin == self.at else f"{what}过大")
        return int(self.text[begin : self.at])

    def _take(self, word: str) -> bool:
        found = self.text.startswith(word, self.at)
        self.at += len(word) if found else 0
        return found

    def _sound(self, fmt: Format) -> Format:
        """What the grammar lets through and no value could have."""
        if fmt.max is not None and not max(fmt.min, 1) <= fmt.max <= MAX_LENGTH:
            raise self._refused(f"长度应在 1 至 {MAX_LENGTH} 之间，且下限不大于上限")
        if fmt.decimals is not None and fmt.kind is not FormatKind.DIGITS:
            raise self._refused("只有数字型可以有小数位")
        if fmt.decimals is not None and fmt.max is not None and fmt.decimals > fmt.max:
            raise self._refused("小数位多于总位数")
        return fmt

    def _refused(self, reason: str) -> BadFormat:
        return BadFormat(text=self.text, reason=f"第 {self.at + 1} 个字符处：{reason}")


def render_format(fmt: Format) -> str:
    """Write a format in the notation it is read from; `parse_format(render_format(f)) == f`."""
    if fmt.kind not in _COUNTED:
        return fmt.kind.value
    decimals = f",{fmt.decimals}" if fmt.decimals is not None else ""
    if fmt.min == fmt.max:
        return f"{fmt.kind}{fmt.min}{decimals}"
    low = str(fmt.min) if fmt.min else ""
    high = "ul" if fmt.max is None else str(fmt.max)
    return f"{fmt.kind}{low}..{high}{decimals}"


def accepts(fmt: Format, value: str) -> bool:
    """Whether a standardised value, written as text, has this format.

    Letters are those of any script, so that a Chinese name is letters (`a`), and `an` takes any character that can be
    seen, as names (阿卜杜拉·买买提) and addresses need. Where decimals are named, a number may carry a sign and has at
    most so many behind the point. Lengths count characters; of numbers, the digits.
    """
    if fmt.kind in _MOMENTS:
        return _is_moment(value, _MOMENTS[fmt.kind], fmt.min)
    if fmt.kind is FormatKind.DIGITS:
        return _is_number(fmt, value)
    letters = _CHARACTERS.get(fmt.kind)
    fits = fmt.min <= len(value) and (fmt.max is None or len(value) <= fmt.max)
    return fits and (letters is None or all(letters(character) for character in value))


_CHARACTERS: dict[FormatKind, Callable[[str], bool]] = {
    FormatKind.LETTERS: lambda character: character.isalpha(),
    FormatKind.MIXED: lambda character: character.isprintable(),
}


def _is_moment(value: str, pattern: str, length: int) -> bool:
    if len(value) != length or not set(value) <= set(_DIGITS):
        return False
    try:
        datetime.strptime(value, pattern)  # noqa: DTZ007 -- asked whether the day exists, not what moment it is
    except ValueError:
        return False
    return True


def _is_number(fmt: Format, value: str) -> bool:
    whole, point, decimals = value.removeprefix("-").partition(".")
    if point and (not fmt.decimals or not 1 <= len(decimals) <= fmt.decimals):
        return False
    digits = whole + decimals
    if not whole or not set(digits) <= set(_DIGITS):
        return False
    if fmt.decimals is None:
        return "-" not in value and fmt.min <= len(digits) and (fmt.max is None or len(digits) <= fmt.max)
    # A number's fixed length is room, not a duty: 12.5 is an n10,2.
    return fmt.max is None or len(whole) <= fmt.max - fmt.decimals

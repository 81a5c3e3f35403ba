"""One cell: from what Excel holds to a value of its column, or a fault that says what is wrong; and back to words."""

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from shudao.connectors.sheets.cells import Cell, has_lost_digits, text_of
from shudao.sheets.contracts import CellKind, Column, Value

__all__ = ["Wrong", "shown", "value_of", "written"]

SEPARATORS = re.compile(r"[、;；\n]+")
JOINT = "、"
YES, NO = "是", "否"
_TRUE, _FALSE = frozenset({"是", "√", "TRUE", "Y", "YES", "1"}), frozenset({"否", "×", "FALSE", "N", "NO", "0"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?|(\d{4})(\d{2})(\d{2})")
# Excel's day numbers of the years 1950 to 2100; 1899-12-30 is its day 0.
_SERIAL, _DAY_ZERO = range(18264, 73416), date(1899, 12, 30)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Wrong:
    """Why a cell cannot be taken, in both languages."""

    zh: str
    en: str


def value_of(column: Column, cell: Cell | None) -> Value | Wrong:
    """The value of a cell. Blank cells are None (an empty list for lists); whether one may be blank is asked later."""
    if cell is None:
        return _blank(column)
    if has_lost_digits(cell):
        return Wrong(
            "数字超过15位，Excel 已丢失末尾数字（如 1.1E+17），请把该列设为文本后重新填写",
            "the number is longer than 15 digits and Excel has lost its end; make the column text and type it again",
        )
    if isinstance(cell, date) and column.kind is not CellKind.DATE:
        return Wrong(
            f"Excel 把内容变成了日期（{text_of(cell)}），请把单元格设为文本后重新填写",
            f"Excel has made it a date ({text_of(cell)}); make the cell text and type it again",
        )
    text = _trimmed(text_of(cell) or "")
    if not text:
        return _blank(column)
    if _CONTROL.search(text):
        return Wrong("含有不可见的控制字符", "it holds control characters")
    return _PARSERS[column.kind](column, text)


def _blank(column: Column) -> Value:
    return [] if column.kind is CellKind.LIST else None


def _trimmed(text: str) -> str:
    """Without the blanks around it, and with line ends as one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\u00a0\ufeff\u200b")


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their half-width forms, without any blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _text(column: Column, text: str) -> Value | Wrong:
    if len(text) > column.max_length:
        return Wrong(
            f"共 {len(text)} 字，超过 {column.max_length} 字",
            f"{len(text)} characters are more than the {column.max_length} allowed",
        )
    return text


def _code(column: Column, text: str) -> Value | Wrong:
    return _text(column, half_width(text))


def _integer(column: Column, text: str) -> Value | Wrong:
    plain = half_width(text).replace(",", "")
    if re.fullmatch(r"[+-]?\d{1,15}(\.0+)?", plain):
        return int(plain.partition(".")[0])
    return Wrong(f"“{_short(text)}”不是整数", f"{_short(text)} is not a whole number")


def _number(column: Column, text: str) -> Value | Wrong:
    plain = half_width(text).replace(",", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return Wrong(f"“{_short(text)}”不是数字", f"{_short(text)} is not a number")
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _date(column: Column, text: str) -> Value | Wrong:
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal() and int(plain) in _SERIAL:
        likely = (_DAY_ZERO + timedelta(days=int(plain))).isoformat()
        return Wrong(
            f"{plain} 是 Excel 的日期序号，可能是 {likely}，请核对后改为日期",
            f"{plain} is Excel's number of a day, perhaps {likely}; check it and make it a date",
        )
    found = _DAY.fullmatch(plain)
    try:
        parts = [int(part) for part in found.groups() if part] if found else []
        return date(*parts).isoformat() if parts else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> Wrong:
    return Wrong(f"“{_short(text)}”不是日期，应如 2026-03-01", f"{_short(text)} is not a date such as 2026-03-01")


def _flag(column: Column, text: str) -> Value | Wrong:
    plain = half_width(text).upper()
    if plain in _TRUE or plain in _FALSE:
        return plain in _TRUE
    return Wrong(f"“{_short(text)}”应为“是”或“否”", f"{_short(text)} should be 是 or 否")


def _choice(column: Column, text: str) -> Value | Wrong:
    plain = half_width(text)
    for choice in column.choices:
        if plain in (half_width(choice.value), half_width(choice.zh)) or text == choice.en:
            return choice.value
    words = [choice.zh for choice in column.choices]
    near = difflib.get_close_matches(text, words, 1, 0.5) if len(words) <= 500 else []
    wanted = f"是否应为“{near[0]}”" if near else f"可选：{JOINT.join(words[:10])}{'等' if len(words) > 10 else ''}"
    return Wrong(f"“{_short(text)}”不在可选值中，{wanted}", f"{_short(text)} is not one of the choices ({wanted})")


def _list(column: Column, text: str) -> Value | Wrong:
    parts = [part.strip() for part in SEPARATORS.split(text)]
    found: list[str] = []
    for part in filter(None, parts):
        one = _choice(column, part) if column.choices else part
        if isinstance(one, Wrong):
            return one
        found.append(str(one))
    return found


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"


_PARSERS: dict[CellKind, Callable[[Column, str], Value | Wrong]] = {
    CellKind.TEXT: _text,
    CellKind.CODE: _code,
    CellKind.INTEGER: _integer,
    CellKind.NUMBER: _number,
    CellKind.DATE: _date,
    CellKind.FLAG: _flag,
    CellKind.CHOICE: _choice,
    CellKind.LIST: _list,
}


def shown(column: Column, value: Value) -> str:
    """A value in the words a person reads: drop-downs by their Chinese words, lists joined, blank as nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return JOINT.join(_word(column, each) for each in value)
    if isinstance(value, bool):
        return YES if value else NO
    return _word(column, str(value))


def _word(column: Column, value: str) -> str:
    return next((choice.zh for choice in column.choices if choice.value == value), value)


def written(column: Column, value: Value) -> str | int | datetime | None:
    """What an export puts into the cell. Everything but whole numbers and days is text, so that nothing is computed."""
    if value is None or value == []:
        return None
    if column.kind is CellKind.INTEGER and isinstance(value, int):
        return value
    if column.kind is CellKind.DATE and isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            # Rows from elsewhere may hold anything; whoever reads the cell says what is wrong with it.
            return value
        # Excel knows no day before 1900-03-01 that all programs agree about.
        return datetime(day.year, day.month, day.day) if day >= date(1900, 3, 1) else value  # noqa: DTZ001 -- a day
    return shown(column, value)

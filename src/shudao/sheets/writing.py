"""Forms as workbooks: the template with its drop-downs, and exports that hold a row at a time.

XlsxWriter writes them: it streams rows to disk in constant memory and sets drop-downs, both of which openpyxl does
either slower or while keeping the whole sheet. Text is always written as text, never as a formula or a link.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shudao.connectors.sheets.guard import reference
from shudao.sheets.cells import NO, YES, written
from shudao.sheets.contracts import CellKind, Column, SheetForm, SheetRow, Value
from shudao.sheets.errors import CellTooLong, TooManyRows

__all__ = ["PlainColumn", "write_list", "write_rows", "write_template"]

EXCEL_ROWS = 1_048_576
EXCEL_TEXT = 32_767
# Rows of a template that carry drop-downs and formats.
PREPARED = 2_000
NOTES, CHOICES = "填写说明", "可选值"
WORKBOOK_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
KIND_ZH = {
    CellKind.TEXT: "文本",
    CellKind.CODE: "编码（文本，不含空格）",
    CellKind.INTEGER: "整数",
    CellKind.NUMBER: "数字",
    CellKind.DATE: "日期，如 2026-03-01",
    CellKind.FLAG: "是 / 否",
    CellKind.CHOICE: "从下拉列表选择",
    CellKind.LIST: "多个值之间用顿号（、）分隔",
}


@dataclass(frozen=True)
class PlainColumn:
    """A column of a list as it stands on a page. `is_figure`: its texts are numbers and are written as such."""

    title: str
    is_figure: bool = False


def write_template(form: SheetForm, path: Path, keys: Sequence[str] = ()) -> None:
    """The empty form: header, drop-downs, and a sheet that explains every column. `keys` names the columns wanted
    besides the form's own keys; without any, all of them."""
    write_rows(form, (), path, keys, prepared=PREPARED)


def write_rows(
    form: SheetForm, rows: Iterable[SheetRow], path: Path, keys: Sequence[str] = (), *, prepared: int = 0
) -> int:
    """The form filled with rows, one at a time; returns how many. Raises `CellTooLong`, `TooManyRows`."""
    columns = chosen(form, keys)
    with _workbook(path) as book:
        formats = _Formats(book)
        sheet = book.add_worksheet(form.zh[:31])
        _header(sheet, columns, formats)
        validations = _drop_downs(columns)
        count, last = 0, 0
        for row in rows:
            count += 1
            for cells in _lines(columns, row):
                last += 1
                _write_line(sheet, last, columns, cells, formats)
        _validate(sheet, columns, validations, max(last, prepared))
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        _write_notes(book, form, columns, formats)
        _write_choices(book, columns, validations, formats)
    return count


def write_list(title: str, columns: Sequence[PlainColumn], rows: Iterable[Sequence[str]], path: Path) -> int:
    """A list as it stands on a page, without a way back; returns how many rows."""
    with _workbook(path) as book:
        formats = _Formats(book)
        sheet = book.add_worksheet(_sheet_name(title))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 20, formats.plain)
            sheet.write_string(0, place, column.title, formats.head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, (column, text) in enumerate(zip(columns, row, strict=True)):
                if text and not (column.is_figure and _wrote_figure(sheet, last, place, text)):
                    _write_text(sheet, last, place, text, formats.plain, column.title)
    return last


def chosen(form: SheetForm, keys: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a partial form, in the form's order."""
    wanted = {*form.keys, *keys} if keys else {column.key for column in form.columns}
    return tuple(column for column in form.columns if column.key in wanted)


@contextmanager
def _workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    book = xlsxwriter.Workbook(path, WORKBOOK_OPTIONS | {"tmpdir": str(path.parent)})
    try:
        yield book
    finally:
        # Without it the pieces of an export that failed would stay on the disk.
        book.close()


class _Formats:
    """Text cells are formatted as text, so that Excel keeps 18-digit numbers and leading zeros as they were typed."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        head: dict[str, Any] = {
            "bold": True,
            "text_wrap": True,
            "valign": "vcenter",
            "bg_color": "#E8EEF7",
            "border": 1,
        }
        self.head: Format = book.add_format(head)
        self.required: Format = book.add_format(head | {"font_color": "#B42318"})
        self.plain: Format = book.add_format({"valign": "top", "num_format": "@"})
        self.number: Format = book.add_format({"valign": "top", "num_format": "0"})
        self.day: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.note: Format = book.add_format({"text_wrap": True, "valign": "top"})

    def of(self, column: Column) -> Format:
        return {CellKind.INTEGER: self.number, CellKind.DATE: self.day}.get(column.kind, self.plain)


def _header(sheet: Worksheet, columns: Sequence[Column], formats: _Formats) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats.of(column))
        title = f"{column.zh}*" if column.required else column.zh
        sheet.write_string(0, place, title, formats.required if column.required else formats.head)
    sheet.freeze_panes(1, 1)


def _lines(columns: Sequence[Column], row: SheetRow) -> Iterator[list[Value]]:
    """The sheet's lines of one thing: the head stands on the first of them."""
    lines = row.lines or ({},)
    for number, line in enumerate(lines):
        yield [line.get(c.key) if c.is_line else row.values.get(c.key) if number == 0 else None for c in columns]


def _write_line(
    sheet: Worksheet, number: int, columns: Sequence[Column], values: Sequence[Value], formats: _Formats
) -> None:
    if number >= EXCEL_ROWS:
        raise TooManyRows(limit=EXCEL_ROWS - 1)
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        cell = written(column, value)
        if isinstance(cell, datetime):
            sheet.write_datetime(number, place, cell, formats.day)
        elif isinstance(cell, int):
            sheet.write_number(number, place, cell, formats.number)
        elif cell is not None:
            _write_text(sheet, number, place, cell, formats.plain, column.zh)


def _write_text(sheet: Worksheet, number: int, place: int, text: str, plain: Format, title: str) -> None:
    if len(text) > EXCEL_TEXT:
        raise CellTooLong(column=title)
    sheet.write_string(number, place, text, plain)


def _wrote_figure(sheet: Worksheet, number: int, place: int, text: str) -> bool:
    plain = text.replace(",", "")
    try:
        value = float(plain)
    except ValueError:
        return False
    if len(plain.lstrip("-").replace(".", "")) > 15 or value in (float("inf"), float("-inf")) or value != value:
        return False
    sheet.write_number(number, place, value)
    return True


def _drop_downs(columns: Sequence[Column]) -> dict[int, tuple[str, ...]]:
    """The words each column offers, by its place."""
    offered: dict[int, tuple[str, ...]] = {}
    for place, column in enumerate(columns):
        if column.kind is CellKind.FLAG:
            offered[place] = (YES, NO)
        elif column.kind is CellKind.CHOICE and column.choices:
            offered[place] = tuple(choice.zh for choice in column.choices)
    return offered


def _validate(sheet: Worksheet, columns: Sequence[Column], offered: dict[int, tuple[str, ...]], last: int) -> None:
    for column_of_choices, (place, words) in enumerate(offered.items()):
        first, final = reference(1, column_of_choices), reference(len(words), column_of_choices)
        letters = first.rstrip("0123456789")
        source = f"={CHOICES}!${letters}$2:${letters}${final.lstrip(letters)}"
        # Words typed by hand are judged at the import, by which lines pasted in are judged as well.
        rule = {"validate": "list", "source": source, "error_type": "warning", "input_title": columns[place].zh[:32]}
        sheet.data_validation(1, place, max(last, 1), place, rule)


def _write_notes(book: xlsxwriter.Workbook, form: SheetForm, columns: Sequence[Column], formats: _Formats) -> None:
    sheet = book.add_worksheet(NOTES)
    for place, width in enumerate((24, 10, 26, 90)):
        sheet.set_column(place, place, width, formats.note)
    for number, note in enumerate(form.notes_zh):
        sheet.write_string(number, 0, note, formats.note)
    top = len(form.notes_zh) + (1 if form.notes_zh else 0)
    for place, title in enumerate(("列", "必填", "填写方式", "说明")):
        sheet.write_string(top, place, title, formats.head)
    for number, column in enumerate(columns, top + 1):
        words = (column.zh, YES if column.required else NO, KIND_ZH[column.kind], column.help_zh)
        for place, text in enumerate(words):
            sheet.write_string(number, place, text, formats.note)


def _write_choices(
    book: xlsxwriter.Workbook, columns: Sequence[Column], offered: dict[int, tuple[str, ...]], formats: _Formats
) -> None:
    sheet = book.add_worksheet(CHOICES)
    places = list(offered)
    for at, place in enumerate(places):
        sheet.set_column(at, at, 24, formats.plain)
        sheet.write_string(0, at, columns[place].zh, formats.head)
    # Row by row: what is above in the file is written and gone.
    for number in range(max(map(len, offered.values()), default=0)):
        for at, place in enumerate(places):
            if number < len(offered[place]):
                sheet.write_string(number + 1, at, offered[place][number][:EXCEL_TEXT], formats.plain)


def _sheet_name(title: str) -> str:
    """A title as the name of a sheet, which Excel wants short and without some signs."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in title).strip(" '")
    return plain[:31] or "Sheet1"

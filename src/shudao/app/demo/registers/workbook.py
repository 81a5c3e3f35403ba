"""Social assistance as the workbook people keep: date cells beside texts, damaged numbers, a blank and a totals row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import xlsxwriter

from shudao.app.demo.registers.assistance import TABLE, Ledger, ledger_of
from shudao.app.demo.registers.digits import EXCEL_EPOCH
from shudao.app.demo.registers.dirt import Dirt
from shudao.app.demo.registers.people import SEED
from shudao.app.demo.registers.written import Written

SHEET: Final = "救助对象"
NUMBER: Final = "身份证号"
START: Final = "起始日期"
# Columns whose clean cells are numbers in the workbook.
NUMERIC: Final = ("保障人口", "月保障金额(元)")
BLANK_AFTER: Final = 20

Cell = str | float | date | None


def write_assistance(path: Path, scale: int = 200_000, seed: int = SEED) -> Written:
    """Write the ledger of a city of `scale` people to an .xlsx file, replacing it; one sheet, headings in row 1.

    The counted rows are recipients; the blank row and the totals row come on top and stand in the truth record with the
    row numbers of the sheet as keys. Raises ValueError for a scale outside 1 to 5,000,000, OSError as it comes.
    """
    ledger = ledger_of(scale, seed)
    rows = ledger.columns.num_rows
    blank_row, totals_row = BLANK_AFTER + 1, rows + 2
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        formats = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ledger.columns.schema.names)
        for number, cells in enumerate(_rows(ledger), start=1):
            at = number if number <= BLANK_AFTER else number + 1
            for column, cell in enumerate(cells):
                _write(sheet, at, column, cell, formats)
        sheet.write_row(totals_row, 0, ["合计", f"共{rows}条"])
    extra = (
        Dirt(TABLE, "", "blank_row", (str(blank_row + 1),)),
        Dirt(TABLE, "", "totals_row", (str(totals_row + 1),)),
    )
    return Written({TABLE: rows}, (*ledger.dirt, *extra))


def _rows(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    """The ledger row by row as cells: a workbook has no other way in."""
    columns: dict[str, list[Cell]] = ledger.columns.to_pydict()
    columns[NUMBER] = [
        text if number is None else number
        for text, number in zip(columns[NUMBER], ledger.number_float.to_pylist(), strict=True)
    ]
    columns[START] = [
        _start(text, day, serial)
        for text, day, serial in zip(
            columns[START], ledger.start_day.to_pylist(), ledger.start_serial.to_pylist(), strict=True
        )
    ]
    for name in NUMERIC:
        columns[name] = [_number_or_text(text) for text in columns[name]]
    return zip(*columns.values(), strict=True)


def _start(text: Cell, day: int | None, serial: bool) -> Cell:
    if day is None:
        return text
    return float(day - EXCEL_EPOCH) if serial else date.fromordinal(day)


def _number_or_text(text: Cell) -> Cell:
    try:
        return float(str(text))
    except ValueError:
        return text


def _write(sheet: xlsxwriter.workbook.Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell)

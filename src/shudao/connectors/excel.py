"""Excel workbooks: one table per sheet, every cell as text, nothing that the sheet cannot hold exactly."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import pyarrow as pa
from pydantic import Field
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from shudao.connectors.contracts import (
    Batch,
    ConnectionReport,
    PhysicalColumn,
    PhysicalTable,
    Position,
    Reason,
    Source,
)
from shudao.connectors.delimited.header import checked_names
from shudao.connectors.errors import HeaderMissing, MergedHeader, NotExcel, TableMissing
from shudao.connectors.options import Options, checked_file, chosen_columns, listed, parsed
from shudao.connectors.reading import DEFAULT_BATCH_ROWS, Batches, Reading
from shudao.connectors.rejects import Reject, reject_batch
from shudao.connectors.sheets.cells import Cell, has_lost_digits, text_of
from shudao.connectors.sheets.guard import Limits, Survey, check_kind, reference, survey
from shudao.kernel.errors import ShudaoError

Texts = tuple[str | None, ...]


class ExcelOptions(Options):
    """Options of a workbook. `header_row` is the row with the column names (from 1); rows above it are titles.

    A row whose first filled cell is one of `totals_words` (white space aside) is a totals row and rejected. `path` is
    chosen by the caller (an upload, a drop folder), never by a user's text.
    """

    path: Path
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1
    totals_words: tuple[str, ...] = ("合计", "总计", "共计")
    max_bytes: Annotated[int, Field(gt=0)] = 200 << 20
    max_unpacked_bytes: Annotated[int, Field(gt=0)] = 1 << 30
    max_cells: Annotated[int, Field(gt=0)] = 20_000_000

    @property
    def limits(self) -> Limits:
        return Limits(self.max_unpacked_bytes, self.max_cells)


@dataclass(frozen=True)
class _Sheet:
    """A sheet whose header has been read. `first` is its first column with any content, from 0."""

    cells: CalamineSheet
    first: int
    names: tuple[str, ...]
    survey: Survey


class Excel:
    """Reads xlsx and xls. Sheets are the tables."""

    kind: ClassVar[str] = "excel"
    title_zh: ClassVar[str] = "Excel 工作簿"
    title_en: ClassVar[str] = "Excel workbook"
    options: ClassVar[type[ExcelOptions]] = ExcelOptions

    def describe(self, source: Source) -> list[PhysicalTable]:
        options = parsed(ExcelOptions, source)
        tables = []
        for name in _sheet_names(options):
            try:
                sheet = _sheet(options, name)
            except (HeaderMissing, MergedHeader):
                # A cover sheet or a note is no table; asking for it by name tells why.
                continue
            columns = tuple(PhysicalColumn(column, "text") for column in sheet.names)
            rows = max((sheet.cells.end or (0, 0))[0] + 1 - options.header_row, 0)
            tables.append(PhysicalTable(name, columns, rows_estimate=rows))
        return tables

    def test(self, source: Source) -> ConnectionReport:
        try:
            return ConnectionReport({"sheets": listed(_sheet_names(parsed(ExcelOptions, source)))})
        except ShudaoError as problem:
            return ConnectionReport(problem=problem)

    def read(
        self,
        source: Source,
        table: str,
        *,
        columns: Sequence[str] | None = None,
        batch_rows: int = DEFAULT_BATCH_ROWS,
    ) -> Reading:
        options = parsed(ExcelOptions, source)
        found = _sheet_names(options)
        if table not in found:
            raise TableMissing(table=table, found=listed(found))
        sheet = _sheet(options, table)
        wanted = chosen_columns(table, sheet.names, columns)
        schema = pa.schema([pa.field(name, pa.string()) for name in wanted])
        return Reading(schema, _batches(options, sheet, schema, batch_rows), batch_rows)


def _sheet_names(options: ExcelOptions) -> list[str]:
    checked_file(options.path, options.max_bytes)
    check_kind(options.path)
    with _workbook(options.path) as workbook:
        return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except CalamineError:
        raise NotExcel(file=path.name, looks_zh="文件已损坏或已加密", looks_en="it is damaged or encrypted") from None


def _sheet(options: ExcelOptions, name: str) -> _Sheet:
    found = survey(options.path, name, options.limits) if check_kind(options.path) else Survey()
    with _workbook(options.path) as workbook:
        try:
            cells = workbook.get_sheet_by_name(name)
        except CalamineError:
            raise NotExcel(file=options.path.name, looks_zh="文件已损坏", looks_en="it is damaged") from None
    return _Sheet(cells, (cells.start or (0, 0))[1], _header(options, name, cells), found)


def _header(options: ExcelOptions, name: str, cells: CalamineSheet) -> tuple[str, ...]:
    row = options.header_row - 1
    merged = [
        f"{reference(*first)}:{reference(*last)}"
        for first, last in cells.merged_cell_ranges or []
        if first[0] <= row <= last[0] and first != last
    ]
    if merged:
        raise MergedHeader(table=name, ranges=listed(merged))
    cells_of_row = next((cells for index, cells in _cells(cells) if index == row), [])
    names = tuple(text_of(cell) for cell in cells_of_row)
    while names and not (names[-1] or "").strip():
        names = names[:-1]
    if not names:
        line = options.header_row
        raise HeaderMissing(table=name, why_zh=f"第 {line} 行是空的", why_en=f"row {line} is blank")
    return checked_names(tuple((text or "").strip() for text in names), name)


def _cells(cells: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Rows with their index from 0; calamine fills up rows above the content, but not columns before it."""
    return enumerate(cells.iter_rows())


def _batches(options: ExcelOptions, sheet: _Sheet, schema: pa.Schema, batch_rows: int) -> Batches:
    chosen = [sheet.names.index(name) for name in schema.names]
    judge = _Judge(sheet, options)
    landed: list[Texts] = []
    rejects: list[Reject] = []
    number = skipped = 0
    for index, row in _cells(sheet.cells):
        if index < options.header_row:
            continue
        texts = tuple(text_of(cell) for cell in row)
        if not any(text and text.strip() for text in texts):
            skipped += 1
            continue
        number += 1
        if (reject := judge.reject(number, index, row, texts)) is not None:
            rejects.append(reject)
        else:
            landed.append(tuple(texts[place] if place < len(texts) else None for place in chosen))
        if len(landed) + len(rejects) >= batch_rows:
            yield _batch(landed, rejects, skipped, schema)
            landed, rejects, skipped = [], [], 0
    if landed or rejects or skipped:
        yield _batch(landed, rejects, skipped, schema)
    facts = options.path.stat()
    at: dict[str, str | int] = {"bytes": facts.st_size, "modified_ns": facts.st_mtime_ns, "records": number}
    return Position("file", at)


def _batch(landed: list[Texts], rejects: list[Reject], skipped: int, schema: pa.Schema) -> Batch:
    columns: Iterable[Sequence[str | None]] = zip(*landed, strict=True) if landed else [()] * len(schema)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return Batch(pa.record_batch(arrays, schema=schema), reject_batch(rejects), skipped)


@dataclass(frozen=True)
class _Judge:
    """Decides whether a row of a sheet is a record."""

    sheet: _Sheet
    options: ExcelOptions

    def reject(self, number: int, index: int, row: list[Cell], texts: Texts) -> Reject | None:
        """The row as a reject, or None if it can land."""
        fault = self._fault(index, row, texts)
        if fault is None:
            return None
        reason, place = fault
        names = self.sheet.names
        column = names[place] if place is not None and place < len(names) else None
        raw = json.dumps(texts, ensure_ascii=False).encode("utf-8")
        return Reject(number, reason, raw, index + 1, index + 1, column)

    def _fault(self, index: int, row: list[Cell], texts: Texts) -> tuple[Reason, int | None] | None:
        filled = next((text for text in texts if text and text.strip()), "")
        if "".join(filled.split()) in self.options.totals_words:
            return Reason.TOTALS_ROW, None
        beyond = next((p for p, text in enumerate(texts) if p >= len(self.sheet.names) and text), None)
        if beyond is not None:
            return Reason.WRONG_FIELD_COUNT, beyond
        for place, cell in enumerate(row):
            if (index, place + self.sheet.first) in self.sheet.survey.errors:
                return Reason.CELL_ERROR, place
            if has_lost_digits(cell):
                return Reason.DIGITS_LOST, place
            if "\0" in (texts[place] or ""):
                return Reason.NUL_BYTE, place
        return None

"""A workbook as rows of a form: every cell read as its column says, every bad cell with its fault, nothing guessed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from shudao.connectors.errors import FileTooLarge, NotExcel
from shudao.connectors.sheets.cells import Cell, text_of
from shudao.connectors.sheets.guard import Limits, Survey, check_kind, reference, survey
from shudao.sheets.cells import Wrong, value_of
from shudao.sheets.contracts import CellFault, Column, ReadRow, ReadSheet, SheetForm, SheetRow, Value
from shudao.sheets.errors import BadHeader, NotAWorkbook, NothingToImport, TooManyRows, WorkbookTooLarge

__all__ = ["MAX_BYTES", "MAX_ROWS", "read"]

MAX_BYTES = 20 << 20
MAX_ROWS = 100_000
MAX_THINGS = 5_000
LIMITS = Limits(unpacked_bytes=300 << 20, cells=5_000_000)
# Titles and notes may stand above the header.
HEADER_WITHIN = 10
# Lines of one thing: more are refused before they are kept.
MAX_LINES = 5_000

FORMULA = Wrong(
    "单元格是公式，不采用其结果，请复制后“选择性粘贴为数值”",
    "the cell is a formula, whose result is not taken; paste it as a value",
)
ERROR = Wrong("单元格是错误值（如 #N/A）", "the cell holds an error value such as #N/A")
MERGED = Wrong(
    "单元格被合并，内容归属不明，请取消合并后逐行填写", "the cell is merged; unmerge it and fill in each row"
)
MISSING = Wrong("必填项为空", "a required cell is blank")

Range = tuple[tuple[int, int], tuple[int, int]]


def read(path: Path, form: SheetForm) -> ReadSheet:
    """The rows of a workbook in order.

    Raises `NotAWorkbook`, `WorkbookTooLarge`, `TooManyRows`, `BadHeader` with what is missing or unknown, and
    `NothingToImport`.
    """
    if path.stat().st_size > MAX_BYTES:
        raise WorkbookTooLarge(limit=f"{MAX_BYTES >> 20} MB")
    cells, found = _opened(path, form)
    grid = [list(row) for row in cells.iter_rows()]
    left = (cells.start or (0, 0))[1]
    top, places = _header(form, grid)
    sheet = _Sheet(form, places, left, found, tuple(cells.merged_cell_ranges or ()))
    if len(grid) - top - 1 > MAX_ROWS:
        raise TooManyRows(limit=MAX_ROWS)
    rows = tuple(sheet.rows(grid, top + 1))
    if not rows:
        raise NothingToImport
    if len(rows) > MAX_THINGS:
        raise TooManyRows(limit=MAX_THINGS)
    letters = {column.key: reference(0, place + left)[:-1] for place, column in places.items()}
    return ReadSheet(rows, letters)


def _opened(path: Path, form: SheetForm) -> tuple[CalamineSheet, Survey]:
    """The sheet with the form's name, else the first one."""
    try:
        if not check_kind(path):
            raise NotAWorkbook
        with CalamineWorkbook.from_path(path) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            name = form.zh if form.zh in names else next(iter(names), "")
            found = survey(path, name, LIMITS)
            return workbook.get_sheet_by_name(name), found
    except FileTooLarge as error:
        raise WorkbookTooLarge(limit=error.params["limit"]) from None
    except (NotExcel, CalamineError):
        raise NotAWorkbook from None


def _header(form: SheetForm, grid: Sequence[Sequence[Cell]]) -> tuple[int, dict[int, Column]]:
    """Which row is the header, and which column of the form stands where (counted from the first with content)."""
    known = {title: column for column in form.columns for title in (column.zh, column.en)}
    keys = {column.zh for column in form.columns if column.key in form.keys}
    for top, row in enumerate(grid[:HEADER_WITHIN]):
        titles = [_title(cell) for cell in row]
        columns = {place: known[title] for place, title in enumerate(titles) if title in known}
        if len(columns) >= min(2, len(form.columns)):
            _refuse_bad_header(form, titles, columns)
            return top, columns
    words = "、".join(sorted(keys))
    raise BadHeader(form=form.zh, form_en=form.en, why_zh=f"应有“{words}”等列", why_en=f"columns such as {words}")


def _title(cell: Cell) -> str:
    return "".join((text_of(cell) or "").split()).rstrip("*＊")


def _refuse_bad_header(form: SheetForm, titles: Sequence[str], columns: Mapping[int, Column]) -> None:
    found = [column.key for column in columns.values()]
    missing = "、".join(c.zh for c in form.columns if c.key in form.keys and c.key not in found)
    unknown = "、".join(title for place, title in enumerate(titles) if title and place not in columns)
    twice = "、".join(sorted({column.zh for column in columns.values() if found.count(column.key) > 1}))
    whys = [("缺少列", "missing", missing), ("不认识的列", "unknown", unknown), ("重复的列", "twice", twice)]
    wrong = [(zh, en, names) for zh, en, names in whys if names]
    if wrong:
        why_zh = "；".join(f"{zh} {names}" for zh, _, names in wrong)
        raise BadHeader(
            form=form.zh, form_en=form.en, why_zh=why_zh, why_en="; ".join(f"{en} {names}" for _, en, names in wrong)
        )


@dataclass(frozen=True)
class _Sheet:
    """A sheet whose header is known. `places`: column of the form by its place from `left`, the first with content."""

    form: SheetForm
    places: Mapping[int, Column]
    left: int
    found: Survey
    merged: tuple[Range, ...]

    def rows(self, grid: Sequence[Sequence[Cell]], first: int) -> Iterator[ReadRow]:
        """Things with their lines: what has no head belongs to the one above."""
        merged = self._merged_cells(first)
        building: _Building | None = None
        for index in range(first, len(grid)):
            read = self._read(index, grid[index], merged)
            if not (read.has_head or read.has_line):
                continue
            if building is not None and building.takes(read):
                building.lines.append(read)
                continue
            if building is not None:
                yield building.made(self)
            building = _Building(read)
        if building is not None:
            yield building.made(self)

    @property
    def has_lines(self) -> bool:
        return any(column.is_line for column in self.places.values())

    def _merged_cells(self, first: int) -> set[tuple[int, int]]:
        """Cells of merged ranges whose content belongs to nobody in particular. A head merged downwards over its lines
        is how official templates are laid out, and says the same as blank cells below it."""
        found: set[tuple[int, int]] = set()
        for (top, left), (bottom, right) in self.merged:
            column = self.places.get(left - self.left)
            is_head = self.has_lines and left == right and column is not None and not column.is_line
            if bottom < first or is_head or (bottom - top + 1) * (right - left + 1) > LIMITS.cells:
                continue
            inside = range(max(left, self.left), min(right, self.left + max(self.places)) + 1)
            found |= {(row, place) for row in range(max(top, first), bottom + 1) for place in inside}
        return found

    def _read(self, index: int, row: Sequence[Cell], merged: set[tuple[int, int]]) -> "_Line":
        line = _Line(index + 1)
        for place, column in self.places.items():
            at = (index, place + self.left)
            cell = row[place] if place < len(row) else None
            value = self._judged(at, column, cell, merged)
            line.take(column, value, reference(*at))
        return line

    def _judged(
        self, at: tuple[int, int], column: Column, cell: Cell | None, merged: set[tuple[int, int]]
    ) -> Value | Wrong:
        if at in merged:
            return MERGED
        if at in self.found.formulas:
            return FORMULA
        return ERROR if at in self.found.errors else value_of(column, cell)


class _Line:
    """One row of the sheet: values by key, faults, and whether it holds a head or only a further line."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.heads: dict[str, Value] = {}
        self.values: dict[str, Value] = {}
        self.faults: list[CellFault] = []
        self.has_head = self.has_line = False

    def take(self, column: Column, value: Value | Wrong, cell: str) -> None:
        is_filled = value is not None and value != []
        if isinstance(value, Wrong):
            self.faults.append(CellFault(cell, value.zh, value.en, column.key))
            value = None
        if column.is_line:
            self.values[column.key] = value
            self.has_line |= is_filled
        else:
            self.heads[column.key] = value
            self.has_head |= is_filled


class _Building:
    """A thing while its lines are gathered."""

    def __init__(self, first: _Line) -> None:
        self.first = first
        self.lines = [first] if first.has_line else []

    def takes(self, line: _Line) -> bool:
        """Whether a row is a further line of this thing: it has no head of its own, or the very same again."""
        is_same = not line.has_head or line.heads == self.first.heads
        return line.has_line and is_same and len(self.lines) < MAX_LINES

    def made(self, sheet: _Sheet) -> ReadRow:
        lines = tuple(line.values for line in self.lines) if sheet.has_lines else None
        read = {line.number: line for line in (self.first, *self.lines)}.values()
        faults = [fault for line in read for fault in line.faults]
        wrong = {fault.cell for fault in faults}
        missing = [*_blanks(sheet, self.first.number, self.first.heads, is_line=False)]
        for line in self.lines:
            missing += _blanks(sheet, line.number, line.values, is_line=True)
        # A cell that could not be read has its fault already.
        faults += [fault for fault in missing if fault.cell not in wrong]
        numbers = tuple(line.number for line in self.lines)
        return ReadRow(self.first.number, SheetRow(self.first.heads, lines), tuple(faults), numbers)


def _blanks(sheet: _Sheet, number: int, values: Mapping[str, Value], *, is_line: bool) -> Iterator[CellFault]:
    for place, column in sheet.places.items():
        if column.is_line == is_line and column.required and values.get(column.key) in (None, []):
            yield CellFault(reference(number - 1, place + sheet.left), MISSING.zh, MISSING.en, column.key)

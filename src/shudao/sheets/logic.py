"""Decisions about rows: what is filled in from what exists, what differs, and what is missing or there twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shudao.sheets.cells import shown
from shudao.sheets.contracts import (
    CellFault,
    Column,
    Counts,
    FieldChange,
    ImportRow,
    Outcome,
    Present,
    ReadRow,
    SheetForm,
    SheetRow,
    Value,
    Values,
)

__all__ = ["blank_row", "changes", "counts", "name_of", "placed", "row_faults", "rows_named_twice", "whole"]


def blank_row(form: SheetForm) -> SheetRow:
    return SheetRow({column.key: None for column in form.heads}, ())


def whole(form: SheetForm, row: SheetRow, present: Present | None) -> SheetRow:
    """The row with everything the workbook left out, as it is now."""
    before = present.row if present is not None else blank_row(form)
    lines = row.lines
    if lines is None:
        return SheetRow({**before.values, **row.values}, before.lines or ())
    return SheetRow(
        {**before.values, **row.values}, tuple(_line(form, line, before, at) for at, line in enumerate(lines))
    )


def _line(form: SheetForm, line: Values, before: SheetRow, at: int) -> Values:
    """A line with the columns the workbook left out, from the line that has the same name or else the same place."""
    columns = form.line_columns
    if all(column.key in line for column in columns):
        return line
    lines = before.lines or ()
    name = columns[0].key
    same = next((each for each in lines if line.get(name) is not None and each.get(name) == line.get(name)), None)
    kept = same if same is not None else (lines[at] if name not in line and at < len(lines) else {})
    return {column.key: kept.get(column.key) for column in columns} | dict(line)


def changes(form: SheetForm, row: SheetRow, present: Present | None) -> tuple[FieldChange, ...]:
    """Field by field what a whole row would change; of a new one, everything it says."""
    before = present.row if present is not None else blank_row(form)
    found = list(_differences(form.heads, before.values, row.values, 0))
    old, new = before.lines or (), row.lines or ()
    for number in range(max(len(old), len(new))):
        was, will = (lines[number] if number < len(lines) else {} for lines in (old, new))
        found += _differences(form.line_columns, was, will, number + 1)
    return tuple(found)


def _differences(columns: Sequence[Column], before: Values, after: Values, line: int) -> Iterator[FieldChange]:
    for column in columns:
        was, will = _plain(before.get(column.key)), _plain(after.get(column.key))
        if was != will:
            yield FieldChange(column.key, column.zh, column.en, shown(column, was), shown(column, will), line)


def _plain(value: Value) -> Value:
    """Blank in one way: an empty text, an empty list and nothing are the same in Excel."""
    return None if value in ("", []) else value


def row_faults(form: SheetForm, read: ReadRow, present: Present | None) -> list[CellFault]:
    """What is required of a new thing and has no column in the workbook."""
    if present is not None:
        return []
    absent = [column for column in form.heads if column.required and column.key not in read.row.values]
    return [
        CellFault("", f"新增时须有列“{column.zh}”", f"a new row needs the column {column.en}", column.key)
        for column in absent
    ]


def rows_named_twice(
    form: SheetForm, rows: Sequence[ReadRow], present: Sequence[Present | None]
) -> dict[int, CellFault]:
    """Rows that name the same thing as an earlier row of the workbook, by their place: the second is not taken."""
    seen: dict[object, int] = {}
    twice = {}
    for place, (read, there) in enumerate(zip(rows, present, strict=True)):
        named = tuple(str(read.row.values.get(key) or "") for key in form.keys)
        for key in (there.code if there else None, named if any(named) else None):
            first = read.number if key is None else seen.setdefault(key, read.number)
            if first != read.number:
                twice[place] = CellFault("", f"与第 {first} 行重复", f"the same as row {first}")
    return twice


def placed(read: ReadRow, letters: Mapping[str, str], faults: Sequence[CellFault]) -> list[CellFault]:
    """Faults that name a column, with the cell where it stands."""
    return [_placed(read, letters, fault) for fault in faults]


def _placed(read: ReadRow, letters: Mapping[str, str], fault: CellFault) -> CellFault:
    if fault.cell or fault.key not in letters:
        return fault
    numbers = (read.number, *read.line_numbers)
    number = numbers[fault.line] if fault.line < len(numbers) else read.number
    return replace(fault, cell=f"{letters[fault.key]}{number}")


def name_of(form: SheetForm, row: SheetRow) -> str:
    """What a row is called in the preview: the first filled one of its names and keys."""
    named = [key for key in ("name", *form.keys) if row.values.get(key)]
    return str(row.values[named[0]])[:200] if named else ""


def counts(rows: Sequence[ImportRow]) -> Counts:
    of = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    written = sum(row.is_written for row in rows)
    return Counts(of[Outcome.NEW], of[Outcome.CHANGED], of[Outcome.SAME], of[Outcome.WRONG], written)

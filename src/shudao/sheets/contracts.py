"""What others may know of the Excel room: forms, rows, faults of cells, and imports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

__all__ = [
    "CellFault",
    "CellKind",
    "Choice",
    "Column",
    "Counts",
    "FieldChange",
    "Import",
    "ImportRow",
    "ImportState",
    "Outcome",
    "Present",
    "ReadRow",
    "ReadSheet",
    "SheetForm",
    "SheetRow",
    "Value",
    "Values",
]

# Canonical and JSON-able: numbers as plain text, days as ISO text, lists as lists of text, blank as None.
Value = str | int | bool | list[str] | None
Values = Mapping[str, Value]


class CellKind(StrEnum):
    """What a column holds. CODE is text without blanks in which full-width characters become half-width ones."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    LIST = "list"


@dataclass(frozen=True)
class Choice:
    """One entry of a drop-down: `value` is stored, the words are shown; a cell may hold any of the three."""

    value: str
    zh: str
    en: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a form. `is_line`: it belongs to the lines below a row's head, an entry's items for instance."""

    key: str
    zh: str
    en: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    help_zh: str = ""
    max_length: int = 2000
    is_line: bool = False
    width: int = 18


@dataclass(frozen=True)
class SheetForm:
    """The form of one kind of thing. A workbook may leave columns out, but none of `keys`: what is left out stays as it
    is. Where there are line columns, rows without a head are further lines of the row above."""

    kind: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    notes_zh: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.is_line)

    @property
    def line_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_line)


@dataclass(frozen=True)
class SheetRow:
    """One thing: its head, and its lines in order. Keys that are missing were not in the workbook; `lines` is None
    where no line column was."""

    values: Values
    lines: tuple[Values, ...] | None = ()


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a cell. `cell` is its name in Excel (`C5`), empty where the whole row is meant; an owner names
    the column by `key`, and the line from 1, instead."""

    cell: str
    zh: str
    en: str
    key: str = ""
    line: int = 0


@dataclass(frozen=True)
class ReadRow:
    """A thing as it was read; `number` is its row as Excel counts, `line_numbers` are those of its lines."""

    number: int
    row: SheetRow
    faults: tuple[CellFault, ...] = ()
    line_numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReadSheet:
    """What a workbook holds: its rows, and the letters of the columns it has, by key."""

    rows: tuple[ReadRow, ...]
    letters: Mapping[str, str]


@dataclass(frozen=True)
class Present:
    """What exists already under a row's keys: its code, a mark that changes with every change, and its own row."""

    code: str
    mark: str
    row: SheetRow


class Outcome(StrEnum):
    """What an import would do with a row, and afterwards what it did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


class ImportState(StrEnum):
    PREVIEWED = "previewed"
    APPLIED = "applied"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in the words of the form. `line` counts the lines from 1, 0 means the head."""

    key: str
    zh: str
    en: str
    before: str
    after: str
    line: int = 0


@dataclass(frozen=True)
class ImportRow:
    """A row of an import: what becomes of it, the thing's code where there is one, differences and faults."""

    number: int
    name: str
    code: str
    outcome: Outcome
    changes: tuple[FieldChange, ...] = ()
    faults: tuple[CellFault, ...] = ()
    is_written: bool = False


@dataclass(frozen=True)
class Counts:
    """How many rows of each outcome; `written` after the import."""

    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    written: int = 0


@dataclass(frozen=True)
class Import:
    """One import of a workbook: who, which file, what it would do or has done."""

    id: str
    kind: str
    file_name: str
    file_digest: str
    state: ImportState
    counts: Counts
    created_by: str
    created_by_name: str
    created_at: datetime
    decided_at: datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

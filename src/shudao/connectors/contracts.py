"""What others may know of a connector: sources, tables, batches, rejects and the position a reading reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa

from shudao.kernel.errors import ShudaoError

__all__ = [
    "REJECT_SCHEMA",
    "Batch",
    "ConnectionReport",
    "Counts",
    "PhysicalColumn",
    "PhysicalTable",
    "Position",
    "Reason",
    "Source",
]


@dataclass(frozen=True)
class Source:
    """Where data comes from: a connector kind, its options (plain JSON values) and one secret.

    The secret is a value, already taken from the vault by the caller: a connection string, a token, a key. It is kept
    out of `repr` and no connector puts it into an error.
    """

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class PhysicalColumn:
    """One column as the source declares it; `type` is the source's own word for it (`numeric(12,2)`, `text`)."""

    name: str
    type: str
    nullable: bool = True
    comment: str | None = None
    is_key: bool = False


@dataclass(frozen=True)
class PhysicalTable:
    """One table, sheet, file or resource of a source. `rows_estimate` is the source's own guess, or None."""

    name: str
    columns: tuple[PhysicalColumn, ...]
    comment: str | None = None
    rows_estimate: int | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class ConnectionReport:
    """The answer of a connection test: reachable with these facts, or the problem that stood in the way."""

    facts: Mapping[str, str] = field(default_factory=dict)
    problem: ShudaoError | None = None

    @property
    def ok(self) -> bool:
        return self.problem is None


class Reason(StrEnum):
    """Why a record could not be read. The codes are stable: they are stored with every reject."""

    WRONG_FIELD_COUNT = "wrong_field_count"
    INVALID_BYTES = "invalid_bytes"
    UNTERMINATED_QUOTE = "unterminated_quote"
    STRAY_QUOTE = "stray_quote"
    NUL_BYTE = "nul_byte"
    BLANK_LINE = "blank_line"
    RECORD_TOO_LONG = "record_too_long"
    DIGITS_LOST = "digits_lost"
    TOTALS_ROW = "totals_row"
    CELL_ERROR = "cell_error"
    NOT_AN_OBJECT = "not_an_object"
    UNEXPECTED_FIELD = "unexpected_field"
    DUPLICATE_FIELD = "duplicate_field"
    NOT_REPRESENTABLE = "not_representable"

    @property
    def zh(self) -> str:
        return _TITLES[self][0]

    @property
    def en(self) -> str:
        return _TITLES[self][1]


_TITLES: dict[Reason, tuple[str, str]] = {
    Reason.WRONG_FIELD_COUNT: ("字段数与表头不一致", "the number of fields differs from the header"),
    Reason.INVALID_BYTES: ("含有不符合编码的字节", "bytes that are not valid in the file's encoding"),
    Reason.UNTERMINATED_QUOTE: ("引号没有闭合", "a quote that is never closed"),
    Reason.STRAY_QUOTE: ("引号位置有误", "a quote where none may stand"),
    Reason.NUL_BYTE: ("含有空字符（NUL）", "a NUL character"),
    Reason.BLANK_LINE: ("空行", "a blank line"),
    Reason.RECORD_TOO_LONG: ("单条记录过长", "the record is longer than the limit"),
    Reason.DIGITS_LOST: ("数字已丢失末尾位数", "the number has lost its last digits"),
    Reason.TOTALS_ROW: ("合计行，不是数据", "a totals row, not data"),
    Reason.CELL_ERROR: ("单元格为错误值", "the cell holds an error value"),
    Reason.NOT_AN_OBJECT: ("不是键值结构的记录", "the record is not an object"),
    Reason.UNEXPECTED_FIELD: ("含有未登记的字段", "a field that is not registered"),
    Reason.DUPLICATE_FIELD: ("同一字段出现多次", "a field occurs twice"),
    Reason.NOT_REPRESENTABLE: ("数值无法按登记类型表示", "a value its declared type cannot hold"),
}

REJECT_SCHEMA = pa.schema(
    [
        pa.field("record_number", pa.int64(), nullable=False),
        pa.field("line_from", pa.int64()),
        pa.field("line_to", pa.int64()),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("column", pa.string()),
        pa.field("digest", pa.string(), nullable=False),
        pa.field("raw", pa.binary(), nullable=False),
    ]
)
"""One row per rejected record. Numbers count from 1; lines are physical lines (sheet rows in Excel) and NULL where the
source has none. `raw` is the record as the source has it, cut at 64 KiB; `digest` is the SHA-256 of all of it."""


@dataclass(frozen=True)
class Counts:
    """How many records were read, landed and rejected; `skipped` counts lines that the options say are no records."""

    read: int = 0
    landed: int = 0
    rejected: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.landed + other.landed,
            self.rejected + other.rejected,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True)
class Batch:
    """Some records of a reading: those that landed, and those that did not with their reasons."""

    records: pa.RecordBatch
    rejects: pa.RecordBatch
    skipped: int = 0

    @property
    def read(self) -> int:
        return int(self.records.num_rows + self.rejects.num_rows)

    @property
    def counts(self) -> Counts:
        return Counts(self.read, self.records.num_rows, self.rejects.num_rows, self.skipped)


@dataclass(frozen=True)
class Position:
    """Where a reading ended, in the source's own terms (a file's size and record count, a database's log position)."""

    kind: str
    at: Mapping[str, str | int]

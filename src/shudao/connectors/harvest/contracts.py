"""The plain model of a schema as it was found. Names are the source's own; nothing is translated or judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "ROWS_KEPT",
    "SAMPLE_KEPT",
    "Dialect",
    "Fault",
    "FaultKind",
    "ForeignKey",
    "HarvestedColumn",
    "HarvestedSchema",
    "HarvestedTable",
    "Row",
]

Row = tuple[str | None, ...]

ROWS_KEPT = 500
"""The rows of a small table; of a larger one a sample is kept."""

SAMPLE_KEPT = 100


class Dialect(StrEnum):
    POSTGRESQL = "postgresql"
    MYSQL = "mysql"


@dataclass(frozen=True)
class HarvestedColumn:
    """A column; `type` is the dialect's short word in lower case with its length (`varchar(20)`, `numeric(12,2)`).

    `default` is the expression without casts (`0`, `'x'`, `current_timestamp`), None where there is none.
    """

    name: str
    type: str
    nullable: bool = True
    default: str | None = None
    comment: str = ""


@dataclass(frozen=True)
class ForeignKey:
    """These columns mean a row of that table; `target_columns` is empty where the key of the target is meant."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class HarvestedTable:
    """A table with its keys. `name` carries the schema in front (`hr.person`) only where it is not the default one.

    `rows` are values in the order of `columns`: all of a small table's, `SAMPLE_KEPT` of a larger one's. `row_count` is
    what was counted (counting ends beyond `ROWS_KEPT`) or, live, what the server estimates; None: nothing is known.
    """

    name: str
    columns: tuple[HarvestedColumn, ...]
    comment: str = ""
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: tuple[Row, ...] = ()
    row_count: int | None = None
    origin: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> HarvestedColumn:
        """Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def values(self, name: str) -> tuple[str | None, ...]:
        """The kept rows' values of one column."""
        at = self.column_names.index(name)
        return tuple(row[at] for row in self.rows)


class FaultKind(StrEnum):
    """Why a piece of a script was left out. The codes are stable."""

    NOT_READABLE = "not_readable"
    NOT_CLOSED = "not_closed"
    NO_SUCH_TABLE = "no_such_table"
    NO_SUCH_COLUMN = "no_such_column"
    TABLE_TWICE = "table_twice"
    WRONG_VALUE_COUNT = "wrong_value_count"
    INVALID_BYTES = "invalid_bytes"
    FILE_TOO_LARGE = "file_too_large"

    @property
    def zh(self) -> str:
        return _TITLES[self][0]

    @property
    def en(self) -> str:
        return _TITLES[self][1]


_TITLES: dict[FaultKind, tuple[str, str]] = {
    FaultKind.NOT_READABLE: ("语句无法解析，已跳过", "the statement cannot be read and was left out"),
    FaultKind.NOT_CLOSED: ("语句没有结束，已跳过", "the statement has no end and was left out"),
    FaultKind.NO_SUCH_TABLE: ("所指的表不存在", "there is no such table"),
    FaultKind.NO_SUCH_COLUMN: ("所指的字段不存在", "there is no such column"),
    FaultKind.TABLE_TWICE: ("同一张表定义了两次，以第一次为准", "the table is defined twice; the first one counts"),
    FaultKind.WRONG_VALUE_COUNT: ("数据行的值数与字段数不一致", "a row has more or fewer values than columns"),
    FaultKind.INVALID_BYTES: ("含有不符合编码的字节", "bytes that are not valid in the file's encoding"),
    FaultKind.FILE_TOO_LARGE: ("文件过大，未读取", "the file is too large and was not read"),
}


@dataclass(frozen=True)
class Fault:
    """What could not be read, where (file and line, counting from 1), and what it was about."""

    kind: FaultKind
    file: str
    line: int
    about: str = ""


@dataclass(frozen=True)
class HarvestedSchema:
    """Everything one harvest found. `left_out` counts statements that say nothing about tables, by first words."""

    tables: tuple[HarvestedTable, ...]
    faults: tuple[Fault, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    def table(self, name: str) -> HarvestedTable:
        """Raises KeyError."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

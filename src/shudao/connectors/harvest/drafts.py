"""A schema while it is being read: tables by name, to which later statements add keys, comments and rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shudao.connectors.harvest.contracts import (
    ROWS_KEPT,
    SAMPLE_KEPT,
    Dialect,
    Fault,
    FaultKind,
    ForeignKey,
    HarvestedColumn,
    HarvestedSchema,
    HarvestedTable,
    Row,
)
from shudao.connectors.harvest.plain import plain_default, plain_type
from shudao.connectors.harvest.tokens import PLACEHOLDER

FAULTS_KEPT = 5000
TEXT_KEPT = 32 << 20
"""Characters of rows kept in all; tables found later keep none."""
_PREFIX = re.compile(rf"^(?:(?:{PLACEHOLDER}|#_)_?)+(?=.)|(?:{PLACEHOLDER})")
_DEFAULT_SCHEMAS = ("", "public", "dbo")

Name = tuple[str, str]


def plain_name(written: str) -> str:
    """A name without the placeholders of an installer: `{$database_prefix}_user` is `user`."""
    return _PREFIX.sub("", written) or written


@dataclass
class TableDraft:
    schema: str
    name: str
    origin: str
    dialect: Dialect
    columns: list[HarvestedColumn] = field(default_factory=list)
    comment: str = ""
    primary_key: tuple[str, ...] = ()
    unique_keys: list[tuple[str, ...]] = field(default_factory=list)
    indexes: list[tuple[str, ...]] = field(default_factory=list)
    foreign_keys: list[tuple[tuple[str, ...], Name, tuple[str, ...]]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    row_count: int | None = None

    def find(self, name: str) -> str | None:
        """The column's own spelling of its name: servers do not tell case apart, or fold it."""
        wanted = plain_name(name).lower()
        names = [column.name for column in self.columns]
        return name if name in names else next((own for own in names if own.lower() == wanted), None)

    def resolved(self, names: Sequence[str]) -> tuple[str, ...] | None:
        """These columns in their own spelling; None when one of them is not there."""
        found = [self.find(name) for name in names]
        return None if None in found else tuple(name for name in found if name is not None)

    def put(self, column: HarvestedColumn, instead_of: str | None = None) -> None:
        """Add a column, or replace the one of that name where it stands."""
        known = self.find(instead_of or column.name)
        if known is None:
            self.columns.append(column)
            return
        at = [own.name for own in self.columns].index(known)
        self.columns[at] = column

    def change(self, name: str, **changes: object) -> bool:
        known = self.find(name)
        if known is None:
            return False
        at = [own.name for own in self.columns].index(known)
        self.columns[at] = replace(self.columns[at], **changes)  # type: ignore[arg-type]  # fields by name
        return True

    @property
    def is_large(self) -> bool:
        return (self.row_count or 0) > ROWS_KEPT


class Drafts:
    """All tables of a harvest, with the faults met on the way."""

    def __init__(self) -> None:
        self._tables: dict[Name, TableDraft] = {}
        self._by_name: dict[str, list[TableDraft]] = {}
        self._schema_names: set[str] = set()
        self.faults: list[Fault] = []
        self.left_out: Counter[str] = Counter()
        self.current_schema = ""
        self._text_kept = 0

    def named(self, parts: Sequence[str]) -> Name:
        """Schema and table of a qualified name; the schema set last where none is given."""
        name = plain_name(parts[-1])
        schema = plain_name(parts[-2]) if len(parts) > 1 else self.current_schema
        return ("" if schema in _DEFAULT_SCHEMAS else schema, name)

    def add(self, table: TableDraft) -> bool:
        """Whether the table is new."""
        key = (table.schema, table.name.lower())
        if key in self._tables:
            return False
        self._tables[key] = table
        self._by_name.setdefault(table.name.lower(), []).append(table)
        return True

    def find(self, name: Name) -> TableDraft | None:
        """The table, also where only one schema has a table of that name and another or none was written."""
        exact = self._tables.get((name[0], name[1].lower()))
        others = self._by_name.get(name[1].lower(), [])
        return exact or (others[0] if len(others) == 1 and not name[0] else None)

    def fault(self, kind: FaultKind, file: str, line: int, about: str = "") -> None:
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(Fault(kind, file, line, about))

    def keep_rows(self, table: TableDraft, rows: Sequence[Row], *, at_least: int = 0) -> None:
        """Add rows; of a table that proves too large only a sample stays. `at_least` counts rows not read."""
        table.row_count = (table.row_count or 0) + len(rows) + at_least
        size = _size(rows)
        if self._text_kept + size <= TEXT_KEPT:
            self._text_kept += size
            table.rows.extend(rows)
        if table.is_large:
            self._text_kept -= _size(table.rows[SAMPLE_KEPT:])
            del table.rows[SAMPLE_KEPT:]

    def schema(self) -> HarvestedSchema:
        """What was read, as it stays."""
        schemas = {table.schema for table in self._tables.values()}
        is_one = len(schemas) == 1
        tables = tuple(self._table(table, is_one) for table in self._tables.values())
        faults = tuple(sorted(self.faults, key=lambda fault: (fault.file, fault.line)))
        return HarvestedSchema(tables, faults, dict(self.left_out))

    def _table(self, draft: TableDraft, is_one_schema: bool) -> HarvestedTable:
        # MySQL makes an index for every foreign key; it says nothing that the key does not.
        referring = {columns for columns, _, _ in draft.foreign_keys}
        return HarvestedTable(
            _shown((draft.schema, draft.name), is_one_schema),
            tuple(_plain(column, draft.dialect) for column in draft.columns),
            draft.comment,
            draft.primary_key,
            tuple(dict.fromkeys(key for key in draft.unique_keys if key != draft.primary_key)),
            tuple(dict.fromkeys(index for index in draft.indexes if index not in referring)),
            tuple(dict.fromkeys(self._foreign_key(key, is_one_schema) for key in draft.foreign_keys)),
            tuple(draft.rows),
            draft.row_count,
            draft.origin,
        )

    def _foreign_key(self, key: tuple[tuple[str, ...], Name, tuple[str, ...]], is_one_schema: bool) -> ForeignKey:
        columns, name, wanted = key
        target = self.find(name)
        if target is None:
            return ForeignKey(columns, _shown(name, is_one_schema), wanted)
        shown = _shown((target.schema, target.name), is_one_schema)
        return ForeignKey(columns, shown, (target.resolved(wanted) or wanted) if wanted else target.primary_key)


def _plain(column: HarvestedColumn, dialect: Dialect) -> HarvestedColumn:
    return replace(column, type=plain_type(column.type, dialect), default=plain_default(column.default))


def _size(rows: Sequence[Row]) -> int:
    return sum(len(value or "") for row in rows for value in row)


def _shown(name: Name, is_one_schema: bool) -> str:
    return name[1] if is_one_schema or not name[0] else f"{name[0]}.{name[1]}"

"""What a column is: its Chinese name, its kind, what it refers to, its element and its grade."""

from collections.abc import Mapping
from dataclasses import dataclass

from shudao.architecture.harvest.code_tables import Recognised
from shudao.architecture.harvest.contracts import ColumnKind, Ground, ProposedColumn
from shudao.architecture.harvest.elements import Candidate, Elements
from shudao.architecture.harvest.grades import Grades, is_personal
from shudao.architecture.harvest.names import (
    Said,
    data_type,
    folded,
    is_bare_key,
    lake_name,
    length_of,
    said,
    segments,
    table_title,
    translated,
)
from shudao.architecture.harvest.samples import Sample, looked_at
from shudao.architecture.harvest.words import AMOUNTS, CODE_ENDINGS, HOUSEKEEPING, INITIALS
from shudao.connectors.harvest.contracts import HarvestedColumn, HarvestedSchema, HarvestedTable
from shudao.policy.contracts import DataType

__all__ = ["Columns", "References", "references"]

_FLAG_TITLES = ("是否", "有无", "能否")
_IDENTIFYING = ("编号", "号码", "标识", "序列号", "身份证号", "流水号", "文号", "代码证号", "证号")
_FEW = 20


@dataclass(frozen=True)
class References:
    """What columns refer to, by (table, column): by a foreign key, or by the name of a code table."""

    to_table: Mapping[tuple[str, str], str]
    to_code_table: Mapping[tuple[str, str], str]


def references(schema: HarvestedSchema, recognised: Mapping[str, Recognised]) -> References:
    """Foreign keys of one column, and columns called after a code table or its code."""
    by_key = {
        (table.name, key.columns[0]): key.target
        for table in schema.tables
        for key in table.foreign_keys
        if len(key.columns) == 1
    }
    codes = {name for name, found in recognised.items() if found.is_code_table}
    to_code = {place: target for place, target in by_key.items() if target in codes}
    to_table = {place: target for place, target in by_key.items() if target not in codes}
    names, titles = _names_of_code_tables(schema, recognised)
    keys = _telling_keys(schema)
    for table in schema.tables:
        for column in table.columns if table.name not in codes else ():
            place, name = (table.name, column.name), column.name.lower()
            if place in by_key:
                continue
            if target := names.get(name) or titles.get(folded(said(column.comment).title)):
                to_code[place] = target
            elif (target := keys.get(name)) and target != table.name:
                to_table[place] = target
    return References(to_table, to_code)


def _telling_keys(schema: HarvestedSchema) -> dict[str, str]:
    """Names of keys that only one table has and that tell which: `corp_id`, not `id`."""
    found: dict[str, str] = {}
    for table in schema.tables:
        if len(table.primary_key) == 1:
            name = table.primary_key[0].lower()
            found[name] = "" if name in found or len(segments(name)) < 2 else table.name
    return found


def _names_of_code_tables(
    schema: HarvestedSchema, recognised: Mapping[str, Recognised]
) -> tuple[dict[str, str], dict[str, str]]:
    """Column names and folded titles that surely mean one code table."""
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    for table in schema.tables:
        found = recognised[table.name]
        if not found.is_code_table or found.columns is None or found.columns.kind is not None:
            continue
        plain = table.name.rpartition(".")[2].lower()
        for name in {f"{plain}_{found.columns.code}".lower(), plain}:
            names[name] = "" if name in names else table.name
        title = folded(table_title(table.comment))
        for title_ in {title, title.removesuffix("代码"), f"{title.removesuffix('代码')}代码"} - {""}:
            titles[title_] = "" if title_ in titles else table.name
    return names, titles


class Columns:
    """Proposes columns, leaning on published elements, grades that were decided, and what the schema refers to."""

    def __init__(
        self, elements: Elements, grades: Grades, refers: References, official: Mapping[str, str | None]
    ) -> None:
        self._elements, self._grades, self._refers, self._official = elements, grades, refers, official

    def proposed(self, table: HarvestedTable, column: HarvestedColumn) -> ProposedColumn:
        words, sample = said(column.comment), looked_at(table.values(column.name))
        title, ground = self._title(column, words)
        kind = self._kind(table, column, title, words, sample)
        is_key = column.name in table.primary_key
        holds = data_type(column.type)
        candidate = Candidate(column.name, title, holds, length_of(column.type), sample, is_key)
        matches = self._elements.matches(candidate) if kind is not ColumnKind.HOUSEKEEPING else ()
        element = matches[0] if matches else None
        refers_to, code_table = self._targets(table.name, column.name, element.code if element else None)
        return ProposedColumn(
            name=column.name,
            type=column.type,
            title=title,
            title_ground=ground,
            kind=kind,
            field=lake_name(column.name, title),
            data_type=holds,
            is_key=is_key,
            nullable=column.nullable,
            is_personal=is_personal(title),
            comment=column.comment,
            element=element,
            alternatives=matches[1:],
            refers_to=refers_to,
            code_table=code_table,
            grade=self._grades.suggest(title, element.code if element and element.is_sure else None, kind),
        )

    def _targets(self, table: str, column: str, element: str | None) -> tuple[str | None, str | None]:
        """The table of this schema the column refers to, and the published code table its values come from."""
        own = self._refers.to_code_table.get((table, column))
        refers_to = own or self._refers.to_table.get((table, column))
        known = self._elements.by_code[element].code_table if element else None
        return refers_to, (self._official.get(own) if own else None) or known

    def _title(self, column: HarvestedColumn, words: Said) -> tuple[str, Ground | None]:
        if words.title and not is_bare_key(words.title):
            return words.title, Ground.COMMENT
        if found := self._elements.title_of(column.name):
            return found
        parts = segments(column.name)
        if by_initials := INITIALS.get("".join(parts)):
            return by_initials, Ground.INITIALS
        if by_words := translated(column.name):
            return by_words, Ground.NAME
        if column.name and not column.name.isascii():
            return column.name, Ground.NAME
        return words.title, Ground.COMMENT if words.title else None

    def _kind(
        self, table: HarvestedTable, column: HarvestedColumn, title: str, words: Said, sample: Sample
    ) -> ColumnKind:
        place = (table.name, column.name)
        if column.name.lower() in HOUSEKEEPING or title in HOUSEKEEPING:
            return ColumnKind.HOUSEKEEPING
        if place in self._refers.to_code_table:
            return ColumnKind.CODE
        if place in self._refers.to_table:
            return ColumnKind.REFERENCE
        holds = data_type(column.type)
        if _is_flag(column, title, words, holds):
            return ColumnKind.FLAG
        if words.codes or _is_called_code(title, column, holds):
            return ColumnKind.CODE
        return _by_type(column, title, sample, holds, is_key=column.name in table.primary_key)


def _is_flag(column: HarvestedColumn, title: str, words: Said, holds: DataType) -> bool:
    if holds is DataType.BOOLEAN or column.type == "tinyint(1)":
        return True
    is_called = title.startswith(_FLAG_TITLES) or segments(column.name)[:1] in (("is",), ("has",))
    return is_called and len(words.codes) <= 2 and (length_of(column.type) or 1) <= 4


def _is_called_code(title: str, column: HarvestedColumn, holds: DataType) -> bool:
    if holds not in (DataType.STRING, DataType.INTEGER) or (length_of(column.type) or 0) > _FEW:
        return False
    is_number = title.endswith(("信用代码", "机构代码", "邮政编码"))
    last = segments(column.name)[-1:]
    return (title.endswith(CODE_ENDINGS) and not is_number) or (not title and last in (("code",), ("dm",), ("type",)))


def _by_type(column: HarvestedColumn, title: str, sample: Sample, holds: DataType, *, is_key: bool) -> ColumnKind:
    if holds is DataType.BINARY:
        return ColumnKind.BINARY
    if holds is DataType.DATE or (title.endswith("日期") and holds is DataType.STRING):
        return ColumnKind.DATE
    if holds is DataType.DATETIME:
        return ColumnKind.DATE if title.endswith("日期") else ColumnKind.DATETIME
    if is_key or title.endswith(_IDENTIFYING) or sample.looks_like_identifiers or title.endswith("信用代码"):
        return ColumnKind.IDENTIFIER
    if holds in (DataType.DECIMAL, DataType.INTEGER):
        return ColumnKind.AMOUNT if title.endswith(AMOUNTS) else ColumnKind.QUANTITY
    if title.endswith(("名称", "姓名")) or segments(column.name)[-1:] in (("name",), ("mc",), ("xm",)):
        return ColumnKind.NAME
    return ColumnKind.TEXT

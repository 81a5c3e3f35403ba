"""Which tables of a schema are code tables: by their shape, names, rows and by who refers to them.

Every sign has a weight; together they must reach 1. The shape is asked first: a table without a column of codes and one
of their names is none, whatever it is called. The weights were set by hand on schemas as departments write them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shudao.architecture.harvest.contracts import CodeColumns, CodeEvidence, Ground, KnownCodeTable
from shudao.architecture.harvest.names import data_type, length_of, said, segments
from shudao.architecture.harvest.samples import Sample, looked_at
from shudao.architecture.harvest.words import (
    CODE_TABLE_ENDINGS,
    CODE_TABLE_EXTRA_TITLES,
    CODE_TABLE_EXTRAS,
    CODE_TABLE_PARTS,
    CODE_WORDS,
    HOUSEKEEPING,
    NAME_WORDS,
    NO_CODE_TABLE,
    NO_CODE_TABLE_PARTS,
    WEAK_CODE_ENDINGS,
    WEAK_CODE_PARTS,
)
from shudao.connectors.harvest.contracts import ROWS_KEPT, HarvestedColumn, HarvestedSchema, HarvestedTable
from shudao.policy.contracts import DataType

__all__ = ["Recognised", "recognise"]

SHAPE, NAME, WEAK_NAME, COMMENT, WEAK_COMMENT = 0.5, 0.4, 0.3, 0.5, 0.3
FEW_ROWS, CODE_VALUES, NAME_VALUES, USED, USED_OFTEN, SAID_CODE, KNOWN = 0.15, 0.25, 0.15, 0.15, 0.3, 0.1, 0.6
NO_CODE_NAME, NO_CODE_COMMENT, BUSINESS_COLUMN, MANY_ROWS, IDENTIFIERS = -0.5, -0.6, -0.4, -0.3, -1.0
OFTEN = 3
LONGEST_CODE, LONGEST_NAME = 64, 300
LARGEST = 100_000
"""More rows than the largest national code table has (some 45,000 townships, 2 codes each)."""


@dataclass(frozen=True)
class Recognised:
    """The evidence for one table, and where its codes stand should it be a code table."""

    evidence: CodeEvidence
    columns: CodeColumns | None
    known: str | None = None

    @property
    def is_code_table(self) -> bool:
        return self.evidence.score >= 1


def recognise(schema: HarvestedSchema, known: tuple[KnownCodeTable, ...] = ()) -> dict[str, Recognised]:
    """The evidence for every table of a schema, by name."""
    used = _used_as_code(schema)
    by_rows = _known_by_rows(known)
    return {table.name: _judged(table, used[table.name], by_rows) for table in schema.tables}


def _used_as_code(schema: HarvestedSchema) -> Counter[str]:
    """How many columns refer to each table by a foreign key of their own, not counting the table itself."""
    return Counter(
        key.target
        for table in schema.tables
        for key in table.foreign_keys
        if len(key.columns) == 1 and key.target != table.name
    )


def _known_by_rows(known: tuple[KnownCodeTable, ...]) -> Mapping[tuple[str, str], str]:
    """Which published code table a pair of code and name belongs to; pairs of several tables are left out."""
    found: dict[tuple[str, str], str] = {}
    repeated: set[tuple[str, str]] = set()
    for table in known:
        for pair in table.codes.items():
            if pair in found:
                repeated.add(pair)
            found[pair] = table.name
    return {pair: name for pair, name in found.items() if pair not in repeated}


def _judged(table: HarvestedTable, used: int, known: Mapping[tuple[str, str], str]) -> Recognised:
    columns = code_columns(table)
    if columns is None:
        return Recognised(CodeEvidence(0.0), None)
    official = _official(table, columns, known)
    signs = [(SHAPE, Ground.SHAPE), *_shape_signs(table, columns), *_name_signs(table), *_row_signs(table, columns)]
    if used:
        signs.append((USED_OFTEN if used >= OFTEN else USED, Ground.USED_AS_CODE))
    if official:
        signs.append((KNOWN, Ground.VALUES))
    grounds = tuple(dict.fromkeys(ground for weight, ground in signs if weight > 0))
    return Recognised(CodeEvidence(round(sum(weight for weight, _ in signs), 2), grounds), columns, official)


def code_columns(table: HarvestedTable) -> CodeColumns | None:
    """The columns of codes and of their names; None where the table has not both, or its key is something else."""
    name = _name_column(table)
    if name is None:
        return None
    keys = [key for key in _keys(table) if 0 < len(key) <= 2]
    candidates = [column for column in table.columns if column.name != name and _may_be_code(column)]
    for key in sorted(keys, key=len):
        inside = [column for column in candidates if column.name in key]
        # A surrogate key stands for the code only where no column is called one.
        if len(key) == 1 and inside and (better := _better(table, inside[0], candidates)) is not None:
            return CodeColumns(better.name, name, parent=_parent(table))
        if len(key) == 2 and len(inside) == 2:
            code = max(inside, key=_likeness_to_code)
            kind = next(column for column in inside if column is not code)
            return CodeColumns(code.name, name, kind.name, _parent(table))
    return None


def _keys(table: HarvestedTable) -> tuple[tuple[str, ...], ...]:
    """The keys of a table; of one that has none its indexes, else what is called a code."""
    keys = tuple(filter(None, (table.primary_key, *table.unique_keys))) or table.indexes
    return keys or tuple((column.name,) for column in table.columns if _likeness_to_code(column) > 1)


def _better(table: HarvestedTable, key: HarvestedColumn, candidates: list[HarvestedColumn]) -> HarvestedColumn | None:
    if _likeness_to_code(key) > 1:
        return key
    named = [column for column in candidates if column is not key and _likeness_to_code(column) > 1]
    strict = [column for column in named if not _is_extra(column)] or named
    return strict[0] if strict else key


def _may_be_code(column: HarvestedColumn) -> bool:
    kind = data_type(column.type)
    if kind is DataType.INTEGER:
        return True
    return kind is DataType.STRING and (length_of(column.type) or 0) <= LONGEST_CODE and "text" not in column.type


def _likeness_to_code(column: HarvestedColumn) -> int:
    """2 for what is called a code, 1 for what is called an id or a key, 0 otherwise."""
    title, last = said(column.comment).title, segments(column.name)[-1:]
    if (
        title.endswith(("代码", "编码", "码", "字典值", "键值"))
        or title == "值"
        or last in (("code",), ("dm",), ("bm",))
    ):
        return 2
    return 1 if last and (last[0] in CODE_WORDS or last[0].endswith(("dm", "code"))) else 0


def _name_column(table: HarvestedTable) -> str | None:
    texts = [
        c for c in table.columns if data_type(c.type) is DataType.STRING and (length_of(c.type) or 0) <= LONGEST_NAME
    ]
    for test in (_is_called_name, _may_be_name):
        found = [column.name for column in texts if test(column) and column.name not in table.primary_key]
        if found:
            return found[0]
    return None


def _is_called_name(column: HarvestedColumn) -> bool:
    parts, title = segments(column.name), said(column.comment).title
    last = parts[-1] if parts else ""
    is_named = last in NAME_WORDS or last.endswith("mc") or "name" in parts
    return (is_named or title in NAME_WORDS or title.endswith(("名称", "含义", "标签"))) and not _is_called_code(title)


def _is_called_code(title: str) -> bool:
    return title.endswith(("代码", "编码", "编号", "号码"))


def _may_be_name(column: HarvestedColumn) -> bool:
    return (
        (length_of(column.type) or 0) >= 20
        and not _is_extra(column)
        and not _is_called_code(said(column.comment).title)
    )


def _parent(table: HarvestedTable) -> str | None:
    for column in table.columns:
        parts, title = segments(column.name), said(column.comment).title
        if title.startswith(("上级", "父")) or {"parent", "pid", "sjdm", "fdm", "pcode"} & set(parts):
            return column.name
    return None


def _is_extra(column: HarvestedColumn) -> bool:
    """Whether a code table may well have this column."""
    title = said(column.comment).title
    if column.name.lower() in HOUSEKEEPING or title in HOUSEKEEPING:
        return True
    if title and any(word in title for word in CODE_TABLE_EXTRA_TITLES):
        return True
    parts = segments(column.name)
    return bool(CODE_TABLE_EXTRAS & set(parts)) if not title else bool(parts) and parts[-1] in CODE_TABLE_EXTRAS


def _shape_signs(table: HarvestedTable, columns: CodeColumns) -> Iterator[tuple[float, Ground]]:
    its_own = {columns.code, columns.name, columns.kind, columns.parent, *table.primary_key}
    others = [column for column in table.columns if column.name not in its_own and not _is_extra(column)]
    if others:
        yield BUSINESS_COLUMN * len(others), Ground.SHAPE
    references = [key for key in table.foreign_keys if key.target != table.name]
    if len(references) > 1:
        yield BUSINESS_COLUMN * (len(references) - 1), Ground.FOREIGN_KEY
    if _likeness_to_code(table.column(columns.code)) > 1:
        yield SAID_CODE, Ground.NAME


def _name_signs(table: HarvestedTable) -> Iterator[tuple[float, Ground]]:
    title, parts = said(table.comment).title, segments(table.name)
    is_strong = title.endswith(CODE_TABLE_ENDINGS)
    strong_name = bool(parts) and bool(CODE_TABLE_PARTS & {parts[0], parts[-1], "".join(parts[-2:]), parts[-2:][0]})
    if is_strong or title in WEAK_CODE_ENDINGS:
        yield COMMENT, Ground.COMMENT
    elif title.endswith(WEAK_CODE_ENDINGS):
        yield WEAK_COMMENT, Ground.COMMENT
    elif any(word in title for word in NO_CODE_TABLE):
        yield NO_CODE_COMMENT, Ground.COMMENT
    if strong_name:
        yield NAME, Ground.NAME
    elif WEAK_CODE_PARTS & {parts[0], parts[-1]} if parts else False:
        yield WEAK_NAME, Ground.NAME
    elif NO_CODE_TABLE_PARTS & set(parts) and not is_strong:
        yield NO_CODE_NAME, Ground.NAME


def _row_signs(table: HarvestedTable, columns: CodeColumns) -> Iterator[tuple[float, Ground]]:
    if table.row_count and table.row_count > LARGEST:
        yield MANY_ROWS, Ground.ROW_COUNT
    if not table.rows:
        return
    codes, names = looked_at(table.values(columns.code)), looked_at(table.values(columns.name))
    if len(table.rows) > 1 and (table.row_count or 0) <= ROWS_KEPT:
        yield FEW_ROWS, Ground.ROW_COUNT
    yield from _value_signs(codes, names, is_kinded=columns.kind is not None)


def _value_signs(codes: Sample, names: Sample, *, is_kinded: bool) -> Iterator[tuple[float, Ground]]:
    if codes.looks_like_identifiers or codes.chinese > 0.5:
        yield IDENTIFIERS, Ground.VALUES
    elif codes.looks_like_codes and (codes.is_unique or is_kinded):
        yield CODE_VALUES, Ground.VALUES
    if names.looks_like_names and names.distinct >= names.count * 0.8:
        yield NAME_VALUES, Ground.VALUES


def _official(table: HarvestedTable, columns: CodeColumns, known: Mapping[tuple[str, str], str]) -> str | None:
    """The published code table that more than half of the rows come from."""
    pairs = [
        (str(code), str(name))
        for code, name in zip(table.values(columns.code), table.values(columns.name), strict=True)
        if code and name
    ]
    found = Counter(known[pair] for pair in pairs if pair in known)
    name, count = found.most_common(1)[0] if found else (None, 0)
    return name if count * 2 > len(pairs) else None

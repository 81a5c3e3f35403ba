"""Decisions of `policy` as plain functions: what makes a data element or code table sound."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shudao.policy.contracts import CodeRow, DataType, FormatKind, NewDataElement, ValueRange
from shudao.policy.contracts_codes import Library, Relation, RelationKind
from shudao.policy.errors import BadFormat
from shudao.policy.formats import parse_format

ELEMENT_CODE = re.compile(r"DE\d{5,8}")
TABLE_NAME = re.compile(r"[a-z][a-z0-9_]{1,59}")
CHECKSUMS = frozenset({"citizen_number", "uscc", "organisation_code", "licence_number"})
_KINDS_OF_TYPE = {
    DataType.STRING: {FormatKind.LETTERS, FormatKind.DIGITS, FormatKind.MIXED, FormatKind.TEXT},
    DataType.INTEGER: {FormatKind.DIGITS},
    DataType.DECIMAL: {FormatKind.DIGITS},
    DataType.DATE: {FormatKind.DATE},
    DataType.DATETIME: {FormatKind.DATETIME},
    DataType.BOOLEAN: {FormatKind.DIGITS, FormatKind.LETTERS},
    DataType.BINARY: {FormatKind.BINARY},
}


def shelf_of(library: Library, organisation_id: str, realm: str | None) -> str:
    """Where a standard's name must be the only one: among the official ones, its government's, or its department's."""
    if library in (Library.NATIONAL, Library.INDUSTRY):
        return "official"
    return f"organisation/{organisation_id}" if library is Library.DEPARTMENT else f"realm/{realm or ''}"


def element_faults(element: NewDataElement) -> list[str]:
    """What is not in order with a data element, in Chinese; empty when it may be submitted."""
    return list(_element_faults(element))


def _element_faults(element: NewDataElement) -> Iterator[str]:
    if not ELEMENT_CODE.fullmatch(element.code):
        yield "内部标识符应为 DE 加 5 至 8 位数字"
    if element.version < 1:
        yield "版本号应从 1 开始"
    for label, value in (
        ("中文名称", element.name),
        ("定义", element.definition),
        ("对象类词", element.object_class),
        ("特性词", element.property),
        ("提交机构", element.submitted_by),
    ):
        if not value.strip():
            yield f"{label}不能为空"
    domains = [d for d in (element.code_table, element.range, element.checksum, element.pattern) if d is not None]
    if len(domains) > 1:
        yield "值域至多给出一种（代码表、范围、校验规则、正则表达式）"
    yield from _format_faults(element)
    yield from _domain_faults(element)


def _format_faults(element: NewDataElement) -> Iterator[str]:
    try:
        fmt = parse_format(element.format)
    except BadFormat as error:
        yield error.message("zh")
        return
    if fmt.kind not in _KINDS_OF_TYPE[element.data_type]:
        yield f"数据格式 {element.format} 与数据类型 {element.data_type} 不相符"
    if element.data_type is DataType.INTEGER and fmt.decimals:
        yield "整数不能有小数位"


def _domain_faults(element: NewDataElement) -> Iterator[str]:
    if element.checksum is not None and element.checksum not in CHECKSUMS:
        yield f"没有名为 {element.checksum} 的校验规则"
    if element.pattern is not None:
        try:
            re.compile(element.pattern)
        except re.error:
            yield "正则表达式无法编译"
    if element.range is not None:
        yield from range_faults(element.range, element.data_type)


def range_faults(limits: ValueRange, data_type: DataType) -> list[str]:
    """Why a range cannot be a domain of this type. `today` is allowed for dates and is the day of the check."""
    if limits.min is None and limits.max is None:
        return ["值域范围至少要有一端"]
    try:
        ends = [_end(text, data_type) for text in (limits.min, limits.max) if text is not None]
    except (ValueError, InvalidOperation):
        return [f"值域范围不是 {data_type} 类型的值"]
    if None in (limits.min, limits.max) or "today" in (limits.min, limits.max):
        return []
    return ["值域范围下限大于上限"] if ends[0] > ends[1] else []


def _end(text: str, data_type: DataType) -> Any:
    if data_type in (DataType.DATE, DataType.DATETIME):
        return date.max if text == "today" else date.fromisoformat(text[:10])
    if data_type in (DataType.INTEGER, DataType.DECIMAL):
        number = Decimal(text)
        if not number.is_finite():
            raise ValueError(text)
        return number
    raise ValueError(text)


def circular(relations: Mapping[str, Sequence[Relation]]) -> set[str]:
    """Codes of elements that are derived from themselves, over however many steps."""
    above = {
        code: {each.element for each in found if each.kind is RelationKind.DERIVED_FROM}
        for code, found in relations.items()
    }
    return {code for code in above if code in _reached(above, code)}


def _reached(above: Mapping[str, set[str]], code: str) -> set[str]:
    found: set[str] = set()
    waiting = list(above.get(code, ()))
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting += above.get(step, ())
    return found


def code_faults(rows: Sequence[CodeRow], inherited: frozenset[str] = frozenset()) -> list[str]:
    """What is not in order with the rows of a code table; empty when it may be loaded.

    `inherited`: codes of the table they supplement, which they may name as the one above or as successor.
    """
    known = {row.code for row in rows} | inherited
    spans: dict[str, list[CodeRow]] = defaultdict(list)
    faults: list[str] = [] if rows else ["代码表没有任何一行"]
    for number, row in enumerate(rows, 1):
        faults += [f"第 {number} 行（{row.code}）：{fault}" for fault in _row_faults(row, known)]
        if any(_overlap(row, other) for other in spans[row.code]):
            faults.append(f"第 {number} 行（{row.code}）：代码在同一时期重复")
        spans[row.code].append(row)
    return faults


def _row_faults(row: CodeRow, known: set[str]) -> Iterator[str]:
    if not row.code or row.code != row.code.strip():
        yield "代码为空或带有空白"
    if not row.name.strip():
        yield "名称为空"
    if row.parent is not None and row.parent not in known:
        yield f"上级代码 {row.parent} 不在表中"
    if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
        yield "生效日期晚于失效日期"
    yield from (f"后继代码 {code} 不在表中" for code in row.successors if code not in known)


def _overlap(one: CodeRow, other: CodeRow) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def is_in_force(row: CodeRow, as_of: date | None) -> bool:
    """Whether a code is valid on a day; without a day, whether it ever was."""
    return as_of is None or (row.valid_from or date.min) <= as_of <= (row.valid_to or date.max)


def ambiguous_aliases(rows: Iterable[CodeRow]) -> list[str]:
    """Aliases that stand for more than one code."""
    meant: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for alias in row.aliases:
            meant[alias.strip()].add(row.code)
    return sorted(alias for alias, codes in meant.items() if len(codes) > 1)


def raw_mapping(rows: Sequence[CodeRow]) -> dict[str, str]:
    """Every spelling that surely means a code: the codes, then unambiguous aliases, then unambiguous names.

    A name that several codes share (市辖区) maps to none: a guess would be silently wrong.
    """
    aliases = _unambiguous((alias.strip(), row.code) for row in rows for alias in row.aliases)
    names = _unambiguous((row.name.strip(), row.code) for row in rows)
    return {**names, **aliases, **{row.code: row.code for row in rows}}


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    meant: dict[str, set[str]] = defaultdict(set)
    for spelling, code in pairs:
        meant[spelling].add(code)
    return {spelling: next(iter(codes)) for spelling, codes in meant.items() if len(codes) == 1}


def digest(rows: Iterable[CodeRow]) -> str:
    """SHA-256 over the rows in order, so that loading the same table again is recognised."""
    lines = (json.dumps(asdict(row), ensure_ascii=False, default=str, sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def fault_details(faults: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Faults per subject in the shape of an error's details."""
    return [{"subject": subject, "zh": fault} for subject, found in faults.items() for fault in found]

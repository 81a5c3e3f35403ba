"""The header of a delimited file: the names of its columns and where the data begin."""

from collections import Counter
from dataclasses import dataclass

from shudao.connectors.delimited.grammar import Grammar
from shudao.connectors.delimited.lines import Lines
from shudao.connectors.errors import DuplicateColumns, HeaderMissing


@dataclass(frozen=True)
class Header:
    """The column names; the first `lines` lines of the file are not data."""

    names: tuple[str, ...]
    lines: int


def header_of(lines: Lines, grammar: Grammar, table: str, *, skip_lines: int) -> Header:
    """The header record behind `skip_lines` physical lines. Names lose surrounding white space."""
    if skip_lines >= len(lines):
        raise HeaderMissing(table=table, why_zh=f"文件不足 {skip_lines + 1} 行", why_en="the file has too few lines")
    last, record = _first_record(lines, grammar, skip_lines, table)
    try:
        names = tuple(value.decode("utf-8").strip() for value in grammar.values(record))
    except UnicodeDecodeError:
        raise HeaderMissing(table=table, why_zh="表头含有无效字节", why_en="it has invalid bytes") from None
    return Header(checked_names(names, table), last + 1)


def checked_names(names: tuple[str, ...], table: str) -> tuple[str, ...]:
    """The names, if each column has one and no two have the same."""
    unnamed = [str(place) for place, name in enumerate(names, 1) if not name]
    if unnamed:
        places = "、".join(unnamed[:20])
        raise HeaderMissing(table=table, why_zh=f"第 {places} 列没有名称", why_en=f"columns {places} have no name")
    if any("\0" in name for name in names):
        raise HeaderMissing(table=table, why_zh="表头含有空字符", why_en="it has NUL characters")
    duplicates = [name for name, count in Counter(names).items() if count > 1]
    if duplicates:
        raise DuplicateColumns(table=table, duplicates="、".join(duplicates))
    return names


def _first_record(lines: Lines, grammar: Grammar, first: int, table: str) -> tuple[int, bytes]:
    start = int(lines.starts[first])
    match = grammar.strict.match(lines.buffer, start)
    end = match.end() if match else start
    for last in range(first, len(lines)):
        record = lines.text(first, last)
        if start + len(record) == end:
            return last, record
        if start + len(record) > end:
            break
    raise HeaderMissing(table=table, why_zh="表头的引号不完整", why_en="its quotes are not closed")

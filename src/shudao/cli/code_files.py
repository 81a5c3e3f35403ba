"""Code tables, revisions and mappings as CSV files, read with the line of each fault."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from shudao.policy import facade
from shudao.policy.contracts import CodePair, CodeRow, Revision, Snapshot
from shudao.policy.errors import BadCodeTable

__all__ = ["codes", "day", "pairs", "revisions", "snapshots"]

Line = Mapping[str, str | None]


def codes(file: Path, table: str) -> list[CodeRow]:
    """`code,name,parent,valid_from,valid_to,local,successor,aliases`; successors and aliases joined by "|"."""
    with _lines(file, table) as lines:
        return [_code(line, table, number) for number, line in enumerate(lines, 2)]


def _code(line: Line, table: str, number: int) -> CodeRow:
    return CodeRow(
        code=line.get("code") or "",
        name=line.get("name") or "",
        parent=line.get("parent") or None,
        valid_from=day(line.get("valid_from"), table, number),
        valid_to=day(line.get("valid_to"), table, number),
        is_local=line.get("local") == "true",
        successors=_list(line.get("successor")),
        aliases=_list(line.get("aliases")),
    )


def snapshots(file: Path, table: str, levels: Iterable[int]) -> list[Snapshot]:
    """`code,name,parent,predecessors`: the whole list that is in force from a day on."""
    with _lines(file, table) as lines:
        found = [_snapshot(line) for line in lines]
    return list(facade.with_parents(found, tuple(levels)))


def _snapshot(line: Line) -> Snapshot:
    parent, predecessors = line.get("parent") or None, _list(line.get("predecessors"))
    return Snapshot(line.get("code") or "", line.get("name") or "", parent, predecessors)


def revisions(file: Path, table: str, source: str, levels: Iterable[int]) -> Iterator[Revision]:
    """`revision,code,name` and perhaps `parent,source`: all lists one after another, in any order of revisions.

    A revision is named by its month (`201904`, in force from that month's first day) or its day (`2019-04-26`).
    `source`: only lines whose column of that name says so.
    """
    with _lines(file, table) as lines:
        wanted = [line for line in lines if not source or line.get("source") == source]
    wanted.sort(key=lambda line: line.get("revision") or "")
    steps = tuple(levels)
    for label, group in groupby(wanted, key=lambda line: line.get("revision") or ""):
        found = facade.with_parents([_snapshot(line) for line in group], steps)
        yield Revision(label, _month(label, table), tuple(found))


def _month(label: str, table: str) -> date:
    return day(f"{label[:4]}-{label[4:]}-01" if len(label) == 6 else label, table, 0) or date.min


def pairs(file: Path, mapping: str) -> tuple[CodePair, ...]:
    """`from_code,to_code,when_field,when_values,valid_from,valid_to,note`; values joined by "|"."""
    with _lines(file, mapping) as lines:
        return tuple(_pair(line, mapping, number) for number, line in enumerate(lines, 2))


def _pair(line: Line, mapping: str, number: int) -> CodePair:
    return CodePair(
        from_code=line.get("from_code") or "",
        to_code=line.get("to_code") or None,
        when_field=line.get("when_field") or "",
        when_values=_list(line.get("when_values")),
        valid_from=day(line.get("valid_from"), mapping, number),
        valid_to=day(line.get("valid_to"), mapping, number),
        note=line.get("note") or "",
    )


def day(text: str | None, table: str, number: int) -> date | None:
    """A day of a file, or of an option when `number` is 0. Raises `BadCodeTable`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        where = f"第 {number} 行：" if number else ""
        raise BadCodeTable(name=table, count=1, details=[{"zh": f"{where}{text} 不是日期"}]) from error


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("|") if part)


@contextmanager
def _lines(file: Path, table: str) -> Iterator[Iterator[Line]]:
    """The lines of a CSV in UTF-8, which may be packed by gzip. Raises `BadCodeTable` for anything else."""
    try:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rb") as raw:
            yield csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError) as error:
        raise BadCodeTable(name=table, count=1, details=[{"zh": "文件不是 UTF-8 编码的 CSV"}]) from error

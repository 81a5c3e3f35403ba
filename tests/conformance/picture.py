"""Pictures of tables: what a case shows to people is what the engines compute.

The first line names columns as `name:type`, the others are rows; `|` parts the cells. An empty cell is NULL. A cell in
double quotes is a JSON text, for white space and signs one would not see.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

_TYPES: Mapping[str, tuple[pa.DataType, Callable[[str], Any]]] = {
    "text": (pa.string(), str),
    "int": (pa.int64(), int),
    "bool": (pa.bool_(), {"true": True, "false": False}.__getitem__),
    "date": (pa.date32(), date.fromisoformat),
    "timestamp": (pa.timestamp("us"), datetime.fromisoformat),
    "moment": (pa.timestamp("us", tz="UTC"), datetime.fromisoformat),
}


@dataclass(frozen=True)
class Picture:
    """Column names, their Arrow types, and the rows."""

    names: tuple[str, ...]
    types: tuple[pa.DataType, ...]
    rows: tuple[tuple[Any, ...], ...]

    def column(self, name: str) -> list[Any]:
        place = self.names.index(name)
        return [row[place] for row in self.rows]


@dataclass(frozen=True)
class Case:
    """One function's picture: argument columns, then `want`; `parameters` are given by name."""

    text: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def picture(self) -> Picture:
        return drawn(self.text)


def drawn(text: str) -> Picture:
    """Read a picture."""
    lines = [line for line in (raw.strip() for raw in text.strip("\n").splitlines()) if line]
    heads = [cell.strip().split(":", 1) for cell in lines[0].split("|")]
    readers = [_type(kind) for _, kind in heads]
    rows = [
        tuple(_cell(cell, read) for cell, (_, read) in zip(_cells(line, len(heads)), readers, strict=True))
        for line in lines[1:]
    ]
    return Picture(tuple(name for name, _ in heads), tuple(kind for kind, _ in readers), tuple(rows))


def _type(kind: str) -> tuple[pa.DataType, Callable[[str], Any]]:
    if kind.startswith("decimal("):
        precision, scale = kind.removeprefix("decimal(").removesuffix(")").split(",")
        return pa.decimal128(int(precision), int(scale)), Decimal
    return _TYPES[kind]


def _cells(line: str, count: int) -> list[str]:
    cells = line.split("|")
    assert len(cells) == count, f"{len(cells)} cells instead of {count}: {line}"
    return cells


def _cell(cell: str, read: Callable[[str], Any]) -> Any:
    # Only blanks and tabs are the picture's own; other white space belongs to the value.
    bare = cell.strip(" \t")
    if not bare:
        return None
    return read(json.loads(bare) if bare.startswith('"') else bare)

"""Where a live table departs from its registered columns, and which new column an old one has probably become."""

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from shudao.architecture.contracts_harvesting import DriftChange, DriftKind
from shudao.architecture.contracts_systems import PhysicalColumn

__all__ = ["column_changes", "plain_type"]

LIKELY = 0.5
_SAME_TYPE = {
    "character varying": "varchar",
    "character": "char",
    "bpchar": "char",
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "int2": "smallint",
    "decimal": "numeric",
    "bool": "boolean",
    "float8": "double precision",
    "double": "double precision",
    "float4": "real",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
}
_LENGTH = re.compile(r"\s*(\([^)]*\))\s*")


def plain_type(written: str) -> str:
    """A type under one name: `character varying(20)` is `varchar(20)`, `int4` is `integer`."""
    length = _LENGTH.search(written)
    word = " ".join(_LENGTH.sub(" ", written.lower()).split())
    return _SAME_TYPE.get(word, word) + (length[1].replace(" ", "") if length else "")


def column_changes(
    registered: Sequence[PhysicalColumn], live: Sequence[PhysicalColumn], mapped: Collection[str]
) -> tuple[DriftChange, ...]:
    """How the mapped columns departed. Columns nobody relies on, and new ones, are no drift.

    A missing column is paired with the new one it resembles most (comment, type, place, name); each new column stands
    for one missing column at most.
    """
    now = {column.name: column for column in live}
    known = {column.name for column in registered}
    fresh = [(at, column) for at, column in enumerate(live) if column.name not in known]
    gone = [(at, c) for at, c in enumerate(registered) if c.name in mapped and c.name not in now]
    pairs = sorted(
        ((_likeness(old, at, new, to), old.name, new.name) for at, old in gone for to, new in fresh), reverse=True
    )
    became: dict[str, tuple[str, float]] = {}
    for likeness, old_name, new_name in pairs:
        if likeness >= LIKELY and old_name not in became and new_name not in {n for n, _ in became.values()}:
            became[old_name] = (new_name, likeness)
    found = []
    for column in registered:
        if column.name not in mapped:
            continue
        if column.name in became:
            name, likeness = became[column.name]
            found.append(DriftChange(DriftKind.RENAMED, column.name, column.type, name, round(likeness, 2)))
        elif column.name not in now:
            found.append(DriftChange(DriftKind.REMOVED, column.name, column.type))
        elif plain_type(now[column.name].type) != plain_type(column.type) and column.type != "text":
            found.append(DriftChange(DriftKind.RETYPED, column.name, column.type, now[column.name].type))
    return tuple(found)


def _likeness(old: PhysicalColumn, at: int, new: PhysicalColumn, to: int) -> float:
    """From 0 to 1: an equal comment says most, then the name, the place and the type."""
    comment = 0.45 if old.comment and old.comment == new.comment else 0.0
    name = 0.25 * SequenceMatcher(None, old.name.lower(), new.name.lower()).ratio()
    place = 0.15 if at == to else 0.05 if abs(at - to) == 1 else 0.0
    kind = 0.15 if plain_type(old.type) == plain_type(new.type) else 0.0
    return comment + name + place + kind

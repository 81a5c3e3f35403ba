"""The schema that `.sql` files describe: DDL of PostgreSQL and MySQL, as written by hand or by a dump.

A statement that cannot be read becomes a fault at its line and is passed; a script never raises.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shudao.connectors.delimited.encodings import Transcoder, detect
from shudao.connectors.harvest import rows
from shudao.connectors.harvest.contracts import Dialect, FaultKind, HarvestedSchema
from shudao.connectors.harvest.definitions import (
    Missing,
    alter_table,
    comment_on,
    create_index,
    create_table,
)
from shudao.connectors.harvest.drafts import Drafts
from shudao.connectors.harvest.statements import Statement, Statements, dialect_of
from shudao.connectors.harvest.tokens import Cursor, Malformed

__all__ = ["FILE_LIMIT", "Script", "read_files", "read_scripts"]

FILE_LIMIT = 50 << 20
"""Bytes of the largest file that is read."""
_PIECE = 1 << 20
_WAITING_LIMIT = 16 << 20
_ABOUT = re.compile(
    r"(?:table|into|on|copy)\s+(?:if\s+(?:not\s+)?exists\s+|only\s+|column\s+|table\s+)*([^\s(,;]+)", re.I
)
_TARGET = re.compile(rb"(?:insert|replace)\s+(?:[a-z_]+\s+)*?into\s+([^\s(]+)", re.I)
_SEARCH_PATH = re.compile(r"set\s+search_path\s*(?:=|to)\s*\"?(\w+)", re.I)
_USE = re.compile(r"use\s+`?([\w-]+)", re.I)


@dataclass(frozen=True)
class Script:
    """A script as UTF-8 bytes. `dialect` None: it is told from what is written."""

    name: str
    content: bytes
    dialect: Dialect | None = None


def read_files(folder: Path, dialect: Dialect | None = None) -> HarvestedSchema:
    """All `.sql` files of a folder, by name, or one file. UTF-8, UTF-16 and GB18030 are told apart."""
    paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".sql")
    drafts = Drafts()
    scripts = _scripts(paths, folder if folder.is_dir() else folder.parent, dialect, drafts)
    return _read(scripts, drafts)


def read_scripts(scripts: Iterable[Script]) -> HarvestedSchema:
    """The schema of scripts that are in memory already."""
    return _read(scripts, Drafts())


def _scripts(paths: Iterable[Path], root: Path, dialect: Dialect | None, drafts: Drafts) -> Iterator[Script]:
    for path in paths:
        name = path.relative_to(root).as_posix()
        if path.stat().st_size > FILE_LIMIT:
            drafts.fault(FaultKind.FILE_TOO_LARGE, name, 1)
            continue
        yield Script(name, utf8(path), dialect)


def utf8(path: Path) -> bytes:
    """A file's content as UTF-8; bytes that are wrong in its encoding stay recognisable as such."""
    found = detect(path)
    if found.encoding == "utf-8":
        return path.read_bytes()[found.bom :]
    transcoder, made = Transcoder(found.encoding), bytearray()
    with path.open("rb") as file:
        file.seek(found.bom)
        while piece := file.read(_PIECE):
            made += transcoder.utf8(piece, False)
        made += transcoder.utf8(b"", True)
    return bytes(made)


@dataclass(frozen=True)
class _Piece:
    """A statement as it is read, with where it stands; `data` are lines behind a COPY."""

    words: str
    text: str
    is_cut: bool
    data: str | None
    dialect: Dialect
    file: str
    line: int
    schema: str


def _read(scripts: Iterable[Script], drafts: Drafts) -> HarvestedSchema:
    reader = _Reader(drafts)
    for script in scripts:
        reader.read(script)
    reader.finish()
    return drafts.schema()


class _Reader:
    """Scripts on their way into the drafts. What speaks of a table not defined so far waits for the end."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._waiting: list[_Piece] = []
        self._waiting_size = 0
        self._is_large = False  # whether the table of the last INSERT is

    def read(self, script: Script) -> None:
        dialect = script.dialect or dialect_of(script.content)
        statements = Statements(script.content, dialect)
        self._drafts.current_schema = ""
        known_large: set[tuple[str, bytes]] = set()
        for statement in statements:
            target = _TARGET.match(script.content, statement.start, statement.end)
            if target is not None and (self._drafts.current_schema, target[1]) in known_large:
                continue
            self._is_large = False
            piece = self._piece(script, statement, dialect)
            if not self._take(piece) and not piece.is_cut:
                statements.take_up(statement)
            if target is not None and self._is_large:
                known_large.add((self._drafts.current_schema, target[1]))

    def finish(self) -> None:
        for piece in self._waiting:
            self._take(piece, is_last_chance=True)

    def _piece(self, script: Script, found: Statement, dialect: Dialect) -> _Piece:
        is_bulk = found.words.startswith(("INSERT", "REPLACE", "COPY"))
        text, is_cut = _text(script.content, found.start, found.end, rows.HEAD_LIMIT if is_bulk else None)
        data = None
        if found.data is not None:
            data, is_cut = _text(script.content, *found.data, rows.HEAD_LIMIT)
        schema = self._drafts.current_schema
        return _Piece(found.words, text, is_cut, data, dialect, script.name, found.line, schema)

    def _take(self, piece: _Piece, *, is_last_chance: bool = False) -> bool:
        """Read one statement; whether it was read to its end."""
        drafts = self._drafts
        drafts.current_schema = piece.schema
        if "\ufffd" in piece.text:
            drafts.fault(FaultKind.INVALID_BYTES, piece.file, piece.line, _about(piece.text))
        try:
            return self._apply(piece)
        except Malformed:
            drafts.fault(FaultKind.NOT_READABLE, piece.file, piece.line, _about(piece.text))
            return False
        except rows.WrongCount:
            drafts.fault(FaultKind.WRONG_VALUE_COUNT, piece.file, piece.line, _about(piece.text))
        except Missing as missing:
            self._wait(piece, missing, is_last_chance)
        return True

    def _wait(self, piece: _Piece, missing: Missing, is_last_chance: bool) -> None:
        self._waiting_size += len(piece.text) + len(piece.data or "")
        if not is_last_chance and not missing.column and self._waiting_size < _WAITING_LIMIT:
            self._waiting.append(piece)
            return
        kind = FaultKind.NO_SUCH_COLUMN if missing.column else FaultKind.NO_SUCH_TABLE
        self._drafts.fault(kind, piece.file, piece.line, ".".join(filter(None, (missing.table, missing.column))))

    def _apply(self, piece: _Piece) -> bool:
        """Hand the statement to who reads its kind; False where another one begins inside it."""
        first, second, *_ = [*piece.words.split(), "", ""]
        drafts, cursor = self._drafts, None
        if first in ("INSERT", "REPLACE"):
            self._is_large = rows.inserted(piece.text, piece.is_cut, drafts, piece.dialect)
            return True
        if first not in _READ or (first == "CREATE" and second in _NO_TABLES):
            return self._pass(piece, first, second)
        cursor = Cursor(piece.text, piece.dialect)
        cursor.advance()
        if first == "COPY":
            return self._copy(cursor, piece)
        if first == "CREATE" and second in ("UNIQUE", "INDEX", "FULLTEXT", "SPATIAL"):
            create_index(cursor, drafts)
        elif first == "CREATE":
            return self._create(cursor, piece)
        elif first == "ALTER" and second == "TABLE":
            alter_table(cursor, drafts)
        elif first == "COMMENT" and cursor.accept("ON"):
            comment_on(cursor, drafts)
        else:
            return self._pass(piece, first, second)
        return True

    def _create(self, cursor: Cursor, piece: _Piece) -> bool:
        drafts = self._drafts
        table = create_table(cursor, drafts, f"{piece.file}:{piece.line}")
        if table is None:
            drafts.left_out["CREATE TABLE"] += 1
        elif not drafts.add(table):
            drafts.fault(FaultKind.TABLE_TWICE, piece.file, piece.line, table.name)
        return table is None or cursor.is_over

    def _copy(self, cursor: Cursor, piece: _Piece) -> bool:
        if piece.data is None:
            return self._pass(piece, "COPY", "")
        rows.copied(cursor, piece.data, piece.is_cut, self._drafts)
        return True

    def _pass(self, piece: _Piece, first: str, second: str) -> bool:
        """Count what says nothing about tables; a change of schema is followed."""
        if (found := _SEARCH_PATH.match(piece.text)) or (found := _USE.match(piece.text)):
            self._drafts.current_schema = found[1]
        self._drafts.left_out[f"{first} {second}".strip() or "?"] += 1
        return True


_READ = ("CREATE", "ALTER", "COMMENT", "COPY")
_NO_TABLES = (
    "AGGREGATE", "CAST", "COLLATION", "DATABASE", "DEFINER", "DOMAIN", "EVENT", "EXTENSION", "FUNCTION", "LANGUAGE",
    "MATERIALIZED", "OPERATOR", "OR", "POLICY", "PROCEDURE", "PUBLICATION", "ROLE", "RULE", "SCHEMA", "SEQUENCE",
    "SERVER", "SQL", "ALGORITHM", "STATISTICS", "SUBSCRIPTION", "TABLESPACE", "TRIGGER", "TYPE", "USER", "VIEW",
    "FORCE", "PACKAGE", "SYNONYM", "CONSTRAINT",
)  # fmt: skip


def _text(content: bytes, start: int, end: int, limit: int | None) -> tuple[str, bool]:
    """A part of a script as text, and whether it was cut; a character at the cut is left out."""
    is_cut = limit is not None and end - start > limit
    piece = content[start : start + (limit or 0) if is_cut else end]
    return piece.decode("utf-8", "ignore" if is_cut else "replace"), is_cut


def _about(text: str) -> str:
    """The table a statement that could not be read speaks of, as far as its first words tell."""
    found = _ABOUT.search(text[:500])
    return found[1].strip('`"') if found else " ".join(text[:40].split())

"""Looking into a workbook before it is opened: what it is, how large it unpacks, which cells hold errors or formulas.

calamine keeps a sheet as a dense table of cells, turns error values into blanks and formulas into what they last came
to; all of it is found out here first, from the compressed XML in pieces, so that no workbook costs more memory than its
limits and no value gets lost.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shudao.connectors.errors import FileTooLarge, NotExcel
from shudao.connectors.options import megabytes

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_PIECE = 1 << 20
_TAG = 1 << 12  # longer than any cell's opening tag
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f[\s/>]')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')

Place = tuple[int, int]


@dataclass(frozen=True)
class Limits:
    """The most a workbook may unpack to: bytes of each part, and cells of the rectangle a sheet fills."""

    unpacked_bytes: int
    cells: int


@dataclass
class Survey:
    """What a sheet's XML shows: the last row and column, and the places (row, column; from 0) of error values and of
    formulas."""

    rows: int = 0
    columns: int = 0
    errors: set[Place] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)


def check_kind(path: Path) -> bool:
    """True for a zipped workbook (xlsx), False for the old binary form (xls); `NotExcel` says what it is instead."""
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(_ZIP):
        return True
    if start.startswith(_OLE):
        return False
    looks = ("内容是网页表格", "it is an HTML page") if b"<" in start[:64] else ("内容是文本", "it is plain text")
    if b"\0" in start:
        looks = ("格式未知", "its format is unknown")
    raise NotExcel(file=path.name, looks_zh=looks[0], looks_en=looks[1])


def survey(path: Path, sheet: str, limits: Limits) -> Survey:
    """Read the sheet's XML once in pieces; refuse what is larger than the limits or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
            if len(set(parts)) < len(parts):
                raise _damaged(path)
            for shared in ("xl/sharedStrings.xml", "xl/styles.xml"):
                if shared in parts:
                    _check_size(archive, shared, path, limits)
            part = _parts_of_sheets(archive).get(sheet)
            return Survey() if part is None else _survey_part(archive, part, path, limits)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        # RuntimeError is the zip module's word for an encrypted member.
        raise _damaged(path) from None


def _damaged(path: Path) -> NotExcel:
    return NotExcel(file=path.name, looks_zh="文件已损坏或已加密", looks_en="it is damaged or encrypted")


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive member of each sheet, by name."""
    relations = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        target = html.unescape(attributes.get("Target", ""))
        relations[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    sheets = {}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8")):
        attributes = dict(_ATTRIBUTE.findall(tag))
        key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        sheets[html.unescape(attributes.get("name", ""))] = relations.get(key, "")
    return sheets


def _survey_part(archive: zipfile.ZipFile, part: str, path: Path, limits: Limits) -> Survey:
    found = Survey()
    before = b""
    for piece in _pieces(archive, part, path, limits):
        text = before + piece
        for letters, digits in set(_CELL.findall(text)):
            found.rows, found.columns = max(found.rows, int(digits)), max(found.columns, _column(letters))
        if b't="e"' in text:
            found.errors |= _places(_ERROR, text)
        if b"f>" in text or b"<f" in text:
            found.formulas |= _places(_FORMULA, text)
        if found.rows * found.columns > limits.cells:
            raise FileTooLarge(file=path.name, limit=f"{limits.cells:,} 单元格 cells")
        before = text[-_TAG:]
    return found


def _places(pattern: re.Pattern[bytes], text: bytes) -> set[Place]:
    return {(int(digits) - 1, _column(letters) - 1) for letters, digits in pattern.findall(text)}


def _check_size(archive: zipfile.ZipFile, part: str, path: Path, limits: Limits) -> None:
    for _ in _pieces(archive, part, path, limits):
        pass


def _pieces(archive: zipfile.ZipFile, part: str, path: Path, limits: Limits) -> Iterator[bytes]:
    """The member unpacked in pieces. Reading to the end checks its size and checksum against the directory."""
    if archive.getinfo(part).file_size > limits.unpacked_bytes:
        raise FileTooLarge(file=path.name, limit=f"{megabytes(limits.unpacked_bytes)}（解压后 unpacked）")
    with archive.open(part) as member:
        while piece := member.read(_PIECE):
            yield piece


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def reference(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: row 0, column 0 is A1."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"

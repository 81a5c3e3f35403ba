"""Encodings of delimited files: which one it is, and how its bytes become UTF-8 without losing those that are wrong.

Bytes that are invalid in the source's encoding become *marks*: surrogates, U+DC00 + byte, written as (invalid) UTF-8.
The scanner thus finds faults of every encoding in one way, and `original` turns a record back into the bytes it had.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "gb18030"]

_BOMS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK = 0xDC00
_PIECE = 64 * 1024
_EVIDENCE = 8  # pieces with non-ASCII bytes looked at


@dataclass(frozen=True)
class Detected:
    """An encoding, the length of its byte order mark, and how many invalid spots the sample has in it."""

    encoding: Encoding
    bom: int = 0
    errors: int = 0


def declared(name: str) -> Encoding | None:
    """The encoding meant by a name as people write it, or None for `auto`.

    Raises LookupError for a name we do not read. GBK and GB2312 are subsets of GB18030 and read as such.
    """
    known: dict[str, Encoding | None] = {
        "auto": None, "utf8": "utf-8", "utf8sig": "utf-8", "utf8bom": "utf-8",
        "utf16": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
        "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030",
    }  # fmt: skip
    return known[name.lower().replace("-", "").replace("_", "")]


def detect(path: Path) -> Detected:
    """The encoding by byte order mark, else by the fewest invalid spots in what is not ASCII.

    The whole file is searched for pieces that are not ASCII, so that a register whose first Chinese name stands in
    line one million is still read rightly.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for bom, encoding in _BOMS:
            if start.startswith(bom):
                return Detected(encoding, len(bom))
        file.seek(0)
        sample = list(_pieces_with_evidence(file))
    if not sample:
        return Detected("utf-8")
    if (wide := _utf16_without_mark(sample[0])) is not None:
        return wide
    candidates = [Detected(encoding, 0, _errors(sample, encoding)) for encoding in ("utf-8", "gb18030")]
    return min(candidates, key=lambda found: found.errors)


def errors_under(path: Path, encoding: Encoding) -> int:
    """How many invalid spots the sample has when read in this encoding."""
    with path.open("rb") as file:
        return _errors(list(_pieces_with_evidence(file)), encoding)


def _pieces_with_evidence(file: BinaryIO) -> Iterator[bytes]:
    found = 0
    while found < _EVIDENCE and (piece := file.read(_PIECE)):
        if not piece.isascii() or b"\0" in piece:
            found += 1
            yield piece


def _utf16_without_mark(piece: bytes) -> Detected | None:
    """UTF-16 shows by zero bytes on one side of the pairs only (commas, line ends and digits)."""
    even, odd = piece[0::2].count(0), piece[1::2].count(0)
    if max(even, odd) * 20 < len(piece) or min(even, odd) * 10 > max(even, odd):
        return None
    encoding: Encoding = "utf-16-le" if odd > even else "utf-16-be"
    return Detected(encoding, 0, _errors([piece], encoding))


def _errors(sample: list[bytes], encoding: Encoding) -> int:
    """Invalid spots; the edges of a piece may cut a character and are not held against the encoding."""
    return sum(piece.decode(encoding, "replace")[4:-4].count("\ufffd") for piece in sample)


class Transcoder:
    """A stream of bytes in some encoding, as UTF-8."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("shudao.mark")

    def utf8(self, data: bytes, final: bool) -> bytes:
        """The next bytes as UTF-8; a character cut by the end of `data` waits for the next call."""
        if self.encoding == "utf-8":
            return data
        return self._decoder.decode(data, final).encode("utf-8", "surrogatepass")

    def original(self, record: bytes) -> bytes:
        """The bytes a record had in the file."""
        if self.encoding == "utf-8":
            return record
        handler = "shudao.mark" if self.encoding == "gb18030" else "surrogatepass"
        return record.decode("utf-8", "surrogatepass").encode(self.encoding, handler)


def _mark(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        if error.encoding.startswith("utf-16") and error.end - error.start >= 2:
            # Half a surrogate pair stays what it is.
            unit = error.object[error.start : error.start + 2]
            return chr(int.from_bytes(unit, "big" if error.encoding.endswith("be") else "little")), error.start + 2
        # One bad byte must not swallow a good one behind it.
        return chr(_MARK + error.object[error.start]), error.start + 1
    if isinstance(error, UnicodeEncodeError):
        return bytes(ord(char) - _MARK for char in error.object[error.start : error.end]), error.end
    raise error


codecs.register_error("shudao.mark", _mark)

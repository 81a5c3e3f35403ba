"""The grammar of one record, as regular expressions over bytes.

Strict is RFC 4180 with any delimiter and CR, LF or CRLF. Lenient reads on where strict gives up, so that a fault costs
its own record and not the file. All repetitions are possessive: time is linear whatever the bytes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_END = rb"(?=[\r\n])"


@dataclass(frozen=True)
class Grammar:
    """The patterns for one delimiter."""

    delimiter: bytes
    strict: re.Pattern[bytes]
    lenient: re.Pattern[bytes]
    field: re.Pattern[bytes]
    closed: re.Pattern[bytes]

    def width(self, record: bytes) -> int:
        """The number of fields of a record without its terminator, read leniently."""
        if b'"' not in record:
            return record.count(self.delimiter) + 1
        return len(self.field.findall(record))

    def is_clean(self, line: bytes, width: int) -> bool:
        """Whether a line by itself is a record of that width without any fault."""
        if b'"' in line and not self.strict.fullmatch(line):
            return False
        return self.width(line) == width

    def values(self, record: bytes) -> list[bytes]:
        """The fields of a strictly right record, unquoted."""
        return [_unquoted(found) for found in self.field.findall(record)]

    def leaves_quote_open(self, record: bytes) -> bool:
        """Whether a field of a leniently read record begins with a quote that the record does not close."""
        return self.closed.fullmatch(record) is None


def _unquoted(field: bytes) -> bytes:
    return field[1:-1].replace(b'""', b'"') if field.startswith(b'"') else field


@lru_cache(maxsize=8)
def grammar(delimiter: str) -> Grammar:
    """The grammar for a one-byte delimiter."""
    mark = delimiter.encode("ascii")
    cut = re.escape(mark)
    quoted = rb'"(?:[^"]++|"")*+"'
    plain = rb'(?!")[^' + cut + rb'"\r\n]*+'
    rest = rb"[^" + cut + rb"\r\n]*+"
    strict = rb"(?:" + quoted + rb"|" + plain + rb")"
    lenient = rb"(?>" + quoted + rest + rb"|" + rest + rb")"
    closed = rb"(?>" + quoted + rest + rb'|(?!")' + rest + rb")"
    return Grammar(
        mark,
        re.compile(strict + rb"(?:" + cut + strict + rb")*+"),
        re.compile(lenient + rb"(?:" + cut + lenient + rb")*+"),
        re.compile(rb"(?:(?<=" + cut + rb")|\A)(" + lenient + rb")(?=" + cut + rb"|\Z)"),
        re.compile(closed + rb"(?:" + cut + closed + rb")*+"),
    )

"""Cutting a script into statements, in linear time and without a copy of it: one pattern runs over a statement whole.

The script is UTF-8 bytes: no byte of a Chinese character can be mistaken for a quote or a semicolon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shudao.connectors.harvest.contracts import Dialect

DDL_LIMIT = 1 << 18
"""No definition is longer than this (bytes); what goes on further has lost its end."""
_AGAIN_FLOOR = 4 << 20
_SNIFFED = 1 << 18

# A quote, comment or body that is never closed runs to the end: nothing is looked at twice.
_STRING_BACKSLASH = rb"'(?:[^'\\]++|\\.|'')*+'?+"
_STRING_PLAIN = rb"'(?:[^']++|'')*+'?+"
_DOUBLE = rb'"(?:[^"]++|"")*+"?+'
_BLOCK = rb"/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+"
_DOLLAR = rb"\$(?P<tag>\w*)\$(?:[^$]++|\$(?!(?P=tag)\$))*+(?:\$(?P=tag)\$)?+"
_PIECES = {
    Dialect.MYSQL: (
        _STRING_BACKSLASH,
        rb'"(?:[^"\\]++|\\.|"")*+"?+',
        rb"`(?:[^`]++|``)*+`?+",
        rb"--(?=\s|\Z)[^\n]*+",
        rb"\#[^\n]*+",
        rb"/\*!\d*+|\*/",
        _BLOCK,
    ),
    Dialect.POSTGRESQL: (
        rb"(?<=\b[eE])" + _STRING_BACKSLASH,
        _STRING_PLAIN,
        _DOUBLE,
        rb"--[^\n]*+",
        _BLOCK,
        _DOLLAR,
    ),
}
# What no piece begins with.
_PLAIN = {
    Dialect.MYSQL: rb"[^'\"`;\-\#/*]++",
    Dialect.POSTGRESQL: rb"[^'\";\-/$]++",
}
_STATEMENT = {
    dialect: re.compile(b"(?:" + b"|".join((_PLAIN[dialect], *pieces, rb"[^;]")) + b")*+(?P<end>;?+)", re.DOTALL)
    for dialect, pieces in _PIECES.items()
}
_SPACE = {
    Dialect.MYSQL: re.compile(rb"(?:[\s;]++|--(?=\s|\Z)[^\n]*+|\#[^\n]*+|/\*!\d*+|\*/|" + _BLOCK + b")*+", re.DOTALL),
    Dialect.POSTGRESQL: re.compile(rb"(?:[\s;]++|--[^\n]*+|\\[^\n]*+|" + _BLOCK + b")*+", re.DOTALL),
}
_WORDS = re.compile(rb"[A-Za-z]+(?:\s+[A-Za-z]+){0,2}")
_BULK = re.compile(rb"(?:insert|replace|copy)\b", re.IGNORECASE)
_OWN_END = re.compile(rb"delimiter[ \t]+(\S+)", re.IGNORECASE)
_OWN_END_OVER = re.compile(rb"^[ \t]*delimiter[ \t]+;", re.IGNORECASE | re.MULTILINE)
_COPY_IN = re.compile(rb"copy\b.*\bfrom\s+stdin\b", re.IGNORECASE | re.DOTALL)
_COPY_OVER = re.compile(rb"^\\\.[ \t\r]*$", re.MULTILINE)
# Where reading can be taken up again: a line on which a definition begins.
_RESTART = re.compile(
    rb"^[ \t]*(?:create|drop|alter|insert|comment)[ \t]+(?:table|into|on|temp|if|unique)\b", re.I | re.M
)
_SIGNS = {
    Dialect.MYSQL: re.compile(
        rb"`|/\*!\d|\bengine\s*=|\bauto_increment\b|\btinyint\b|\bdatetime\b|\bcomment\s*=?\s*'", re.I
    ),
    Dialect.POSTGRESQL: re.compile(
        rb"\bcomment\s+on\s+(?:table|column)\b|::[a-z]|\bcharacter varying\b|\b(?:big)?serial\b|\$\$|"
        rb"\bfrom\s+stdin\b|\btimestamptz\b|\bonly\s+\w+\.|\bnextval\(",
        re.I,
    ),
}


@dataclass(frozen=True)
class Statement:
    """A statement without its semicolon. `data` are the lines that follow a COPY."""

    start: int
    end: int
    line: int
    words: str
    is_closed: bool
    data: tuple[int, int] | None = None


def dialect_of(script: bytes) -> Dialect:
    """The dialect a script is written in, by what stands only in one of them; PostgreSQL when nothing does."""
    head = script[:_SNIFFED]
    counted = {dialect: len(sign.findall(head)) for dialect, sign in _SIGNS.items()}
    return Dialect.MYSQL if counted[Dialect.MYSQL] > counted[Dialect.POSTGRESQL] else Dialect.POSTGRESQL


class Statements:
    """The statements of a script, in order. Who cannot read one says so by `take_up`, and it is cut where the next
    definition begins, if it had swallowed that."""

    def __init__(self, script: bytes, dialect: Dialect) -> None:
        self._script, self._dialect = script, dialect
        self._at, self._line, self._counted = 0, 1, 0
        # How much may be read a second time behind something without an end; keeps hostile scripts linear.
        self._again = 2 * len(script) + _AGAIN_FLOOR

    def __iter__(self) -> Iterator[Statement]:
        while (found := self._next()) is not None:
            yield found

    def line_at(self, offset: int) -> int:
        """The line of an offset not before the statement last given."""
        return self._line + self._script.count(b"\n", self._counted, offset)

    def take_up(self, statement: Statement) -> None:
        """Go on at the next line inside this statement on which a definition begins, else behind it."""
        if self._again > 0 and (found := _RESTART.search(self._script, statement.start + 1, statement.end)):
            self._again -= statement.end - found.start()
            self._at = found.start()

    def _next(self) -> Statement | None:
        script = self._script
        while (start := self._begin()) < len(script):
            if own := _OWN_END.match(script, start):
                over = _OWN_END_OVER.search(script, own.end())
                self._at = over.end() if over else len(script)
                continue
            return self._cut(start)
        return None

    def _begin(self) -> int:
        found = _SPACE[self._dialect].match(self._script, self._at)
        start = found.end() if found else self._at
        self._line = self.line_at(start)
        self._counted = start
        return start

    def _cut(self, start: int) -> Statement:
        script = self._script
        limit = len(script) if _BULK.match(script, start) else min(len(script), start + DDL_LIMIT)
        found = _STATEMENT[self._dialect].match(script, start, limit)
        if found is None:  # the pattern matches the empty string as well
            raise AssertionError("a statement always matches")
        is_closed = bool(found["end"]) or found.end() == len(script)
        end = found.end() - len(found["end"])
        self._at = found.end()
        named = _WORDS.match(script, start)
        words = b" ".join(named[0].split()).decode().upper() if named else ""
        data = self._copied() if words.startswith("COPY") and _COPY_IN.match(script, start, end) else None
        return Statement(start, end, self._line, words, is_closed, data)

    def _copied(self) -> tuple[int, int]:
        start = self._script.find(b"\n", self._at) + 1 or len(self._script)
        over = _COPY_OVER.search(self._script, start)
        end = over.start() if over else len(self._script)
        self._at = over.end() if over else end
        return start, end

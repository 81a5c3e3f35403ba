"""The words of one statement, and a cursor over them. Only definitions and the first rows of small tables come here."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from shudao.connectors.harvest.contracts import Dialect

__all__ = ["Cursor", "Kind", "Malformed", "Token", "tokens"]


class Kind(IntEnum):
    WORD = 1
    QUOTED = 2
    STRING = 3
    SIGN = 4
    END = 5


class Token(NamedTuple):
    """`value` is what is meant (unquoted); `start` and `end` are where it stands in the statement."""

    kind: Kind
    value: str
    start: int
    end: int


class Malformed(Exception):
    """This statement cannot be read; the reader turns it into a fault."""


# Placeholders of installers stand inside names: {$database_prefix}_user, ${schema}.user, {{prefix}}user.
PLACEHOLDER = r"\{\{?\$?\w+\}?\}|\$\{[\w.]+\}"
_SPACE = {
    Dialect.MYSQL: r"\s++|--(?=\s|$)[^\n]*+|\#[^\n]*+|/\*!\d*+|\*/|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+",
    Dialect.POSTGRESQL: r"\s++|--[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+",
}
_STRING = {
    Dialect.MYSQL: r"'(?P<text>(?:[^'\\]++|\\.|'')*+)'",
    Dialect.POSTGRESQL: r"(?<=\b[eE])'(?P<escaped>(?:[^'\\]++|\\.|'')*+)'|'(?P<text>(?:[^']++|'')*+)'|"
    r"\$(?P<tag>\w*)\$(?P<body>.*?)\$(?P=tag)\$",
}
_QUOTED = r'`(?P<tick>(?:[^`]++|``)*+)`|"(?P<double>(?:[^"]++|"")*+)"'
_TOKEN = {
    dialect: re.compile(
        rf"(?P<space>(?:{_SPACE[dialect]})++)|(?P<string>{_STRING[dialect]})|(?P<quoted>{_QUOTED})|"
        rf"(?P<word>(?:{PLACEHOLDER}|[\w$@])++)|(?P<sign>::|.)",
        re.DOTALL,
    )
    for dialect in Dialect
}
# A text in which a line begins a definition has lost its closing quote.
_RUNAWAY = re.compile(
    r"^[ \t]*(?:(?:create|drop|alter)[ \t]+(?:table|index|unique)|insert[ \t]+into|comment[ \t]+on)\b", re.I | re.M
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "\b", "Z": ""}
_ESCAPED = re.compile(r"\\(.)|''", re.DOTALL)


def tokens(text: str, dialect: Dialect) -> Iterator[Token]:
    """The tokens of a statement, one END behind the last. A quote that is never closed comes as a sign."""
    for found in _TOKEN[dialect].finditer(text):
        group, start, end = found.lastgroup, found.start(), found.end()
        if group == "space":
            continue
        if group == "word":
            yield Token(Kind.WORD, found[0], start, end)
        elif group == "quoted":
            tick = found["tick"]
            value = tick.replace("``", "`") if tick is not None else found["double"].replace('""', '"')
            yield Token(Kind.QUOTED, value, start, end)
        elif group == "string":
            yield Token(Kind.STRING, _meant(found, dialect), start, end)
        else:
            yield Token(Kind.SIGN, found[0], start, end)
    yield Token(Kind.END, "", len(text), len(text))


def _meant(found: re.Match[str], dialect: Dialect) -> str:
    groups = found.groupdict()
    if groups.get("body") is not None:
        return str(groups["body"])
    escaped = groups.get("escaped")
    if escaped is not None or dialect is Dialect.MYSQL:
        return _ESCAPED.sub(_unescaped, escaped if escaped is not None else found["text"])
    return str(found["text"]).replace("''", "'")


def _unescaped(found: re.Match[str]) -> str:
    char = found[1]
    return "'" if char is None else _ESCAPES.get(char, char)


class Cursor:
    """A place among the tokens of a statement. Methods that find something else than asked raise `Malformed`."""

    def __init__(self, text: str, dialect: Dialect, found: Iterable[Token] | None = None) -> None:
        self.text, self.dialect = text, dialect
        self._coming = iter(tokens(text, dialect) if found is None else found)
        self._tokens: list[Token] = []
        self._at = 0

    def _token(self, at: int) -> Token:
        """Tokens are made when they are asked for: what is broken at its beginning is not read to its end."""
        while at >= len(self._tokens):
            token = next(self._coming, None)
            if token is None:
                return self._tokens[-1]
            self._tokens.append(token)
        return self._tokens[at]

    @property
    def token(self) -> Token:
        return self._token(self._at)

    @property
    def is_over(self) -> bool:
        return self.token.kind is Kind.END

    def mark(self) -> int:
        return self._at

    def back_to(self, mark: int) -> None:
        self._at = mark

    def rest(self) -> Sequence[Token]:
        """The tokens still to come."""
        self._tokens.extend(self._coming)
        return self._tokens[self._at :]

    def advance(self) -> Token:
        token = self._token(self._at)
        is_runaway = token.kind is Kind.STRING and "\n" in token.value and _RUNAWAY.search(token.value)
        if token.kind is Kind.END or is_runaway:
            raise Malformed
        self._at += 1
        return token

    def word(self, ahead: int = 0) -> str:
        """The word here (or further ahead) in upper case, or nothing where no bare word stands."""
        token = self._token(self._at + ahead)
        return token.value.upper() if token.kind is Kind.WORD else ""

    def accept(self, *words: str) -> bool:
        """Pass these words if they stand here, all of them."""
        if all(self.word(ahead) == word for ahead, word in enumerate(words)):
            self._at += len(words)
            return True
        return False

    def accept_any(self, *words: str) -> bool:
        return self.word() in words and self.accept(self.word())

    def is_sign(self, sign: str) -> bool:
        return self.token.kind is Kind.SIGN and self.token.value == sign

    def accept_sign(self, sign: str) -> bool:
        if self.is_sign(sign):
            self._at += 1
            return True
        return False

    def expect_sign(self, sign: str) -> None:
        if not self.accept_sign(sign):
            raise Malformed

    def name(self) -> str:
        """An identifier as the server keeps it."""
        token = self.advance()
        if token.kind is Kind.QUOTED and token.value:
            return token.value
        if token.kind is Kind.WORD:
            return token.value.lower() if self.dialect is Dialect.POSTGRESQL else token.value
        raise Malformed

    def qualified(self) -> tuple[str, ...]:
        """Names with points between them."""
        parts = [self.name()]
        while self.accept_sign("."):
            parts.append(self.name())
        return tuple(parts)

    def string(self) -> str:
        """A text in quotes; MySQL takes double ones as well."""
        token = self.advance()
        if token.kind is Kind.WORD and self.token.kind is Kind.STRING:  # N'…', E'…', _utf8mb4'…'
            token = self.advance()
        if token.kind in (Kind.STRING, Kind.QUOTED):
            return token.value
        raise Malformed

    def group(self) -> str:
        """Everything from the bracket here to the one that closes it, as written."""
        start = self.token.start
        self.expect_sign("(")
        depth = 1
        while depth:
            token = self.advance()
            if token.kind is Kind.SIGN:
                depth += (token.value == "(") - (token.value == ")")
        return self.text[start : self._tokens[self._at - 1].end]

    def names(self) -> tuple[str, ...]:
        """Columns in brackets, with lengths and directions left out; `Malformed` for expressions."""
        self.expect_sign("(")
        found = [self._member()]
        while self.accept_sign(","):
            found.append(self._member())
        self.expect_sign(")")
        return tuple(found)

    def _member(self) -> str:
        name = self.name()
        if self.is_sign("("):
            inner = self.group()
            if not inner[1:-1].strip().isdigit():
                raise Malformed
        while self.word():
            self.advance()
        return name

    def skip_part(self) -> None:
        """Pass everything up to the comma or bracket that ends this part of a list."""
        while not (self.is_over or self.is_sign(",") or self.is_sign(")")):
            if self.is_sign("("):
                self.group()
            else:
                self.advance()

"""Patterns that mean the same to RE2 (DuckDB), Java (Spark), Rust (Sail) and Python."""

import re

from shudao.kernel.expr.errors import PatternRefused

__all__ = ["portable"]

_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": " \t\n\r\f\v"}
_QUANTIFIER = re.compile(r"\{[0-9]{1,3}(?:,(?:[0-9]{1,3})?)?\}", re.ASCII)
_PUNCTUATION = frozenset("\\.^$|?*+()[]{}-/&~#!@%,:;<>=_'\"` ")


def portable(pattern: str) -> str:
    """The pattern in the words all engines share, without anchors: it is always meant for the whole text.

    `\\d`, `\\w`, `\\s` become their ASCII sets and `.` becomes "not a line end", because engines differ on them. Raises
    `PatternRefused` for anything whose meaning differs.
    """
    bare = pattern.removeprefix("^").removesuffix("$")
    return _Reader(pattern, bare).read()


class _Reader:
    """Reads a pattern once from left to right, translating or refusing each piece."""

    def __init__(self, pattern: str, bare: str) -> None:
        self._pattern = pattern
        self._rest = bare

    def read(self) -> str:
        pieces = []
        while self._rest:
            pieces.append(self._piece())
        translated = "".join(pieces)
        try:
            re.compile(translated)
        except re.error as error:
            raise self._refused("括号、次数或字符集不完整") from error
        return translated

    def _piece(self) -> str:
        head = self._rest[0]
        if head == "\\":
            return self._escape()
        if head == "[":
            return self._set()
        if head == "(" and self._rest.startswith("(?") and not self._rest.startswith("(?:"):
            raise self._refused("不支持环视、命名分组和内嵌选项")
        if head in "^$":
            raise self._refused("^ 和 $ 只能写在两端")
        if head == "{":
            return self._quantifier()
        if head in "*+?}" and self._rest[1:2] == "+":
            raise self._refused("不支持占有量词")
        return self._take(1).replace(".", "[^\n]")

    def _escape(self) -> str:
        text = self._take(2)
        letter = text[1:]
        if letter.lower() in _CLASSES and letter.isascii():
            return f"[{'^' if letter.isupper() else ''}{_CLASSES[letter.lower()]}]"
        return self._literal(letter)

    def _literal(self, letter: str) -> str:
        if letter not in _PUNCTUATION or not letter:
            raise self._refused(f"不支持 \\{letter}")
        return "\\" + letter if letter in "\\.^$|?*+()[]{}-" else letter

    def _quantifier(self) -> str:
        found = _QUANTIFIER.match(self._rest)
        if not found:
            raise self._refused("次数须写作 {n}、{n,} 或 {n,m}")
        text = self._take(found.end())
        if self._rest[:1] == "+":
            raise self._refused("不支持占有量词")
        return text

    def _set(self) -> str:
        opening = self._take(2) if self._rest.startswith("[^") else self._take(1)
        if self._rest[:1] in ("]", ""):
            raise self._refused("字符集为空")
        members = []
        while self._rest and self._rest[0] != "]":
            members.append(self._member())
        if not self._rest:
            raise self._refused("字符集没有结束")
        return opening + "".join(members) + self._take(1)

    def _member(self) -> str:
        if self._rest[0] == "[" or self._rest[:2] in ("&&", "--", "~~", "||"):
            raise self._refused("字符集内不支持集合运算")
        if self._rest[0] != "\\":
            return self._take(1)
        letter = self._take(2)[1:]
        return _CLASSES[letter] if letter in _CLASSES else self._literal(letter)

    def _take(self, count: int) -> str:
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def _refused(self, problem: str) -> PatternRefused:
        return PatternRefused(pattern=self._pattern, problem=problem)

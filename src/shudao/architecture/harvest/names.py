"""Names taken apart and put together: what a comment says, what an identifier means, what a lake column is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from shudao.architecture.harvest.words import TABLE_PREFIXES, WORDS
from shudao.architecture.logic import LAKE_NAME
from shudao.policy.contracts import DataType

__all__ = [
    "Said",
    "data_type",
    "english",
    "entity_name",
    "folded",
    "initials",
    "is_bare_key",
    "lake_name",
    "length_of",
    "said",
    "segments",
    "table_title",
    "translated",
]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPLIT = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_NUMBERED = re.compile(r"_?\d+$")
# Where a comment's name ends and its explanation begins.
_NAME_ENDS = re.compile(r"[（(\[【：:,，;；。、\n\r\t|]| {1,}(?=[\d\u4e00-\u9fff])|--|—")
_CODE = re.compile(
    r"(?<![\w.])([A-Za-z]|[A-Za-z]?\d{1,3}|true|false)\s*[:：=、.\-－—]?\s*([\u4e00-\u9fff][\u4e00-\u9fffA-Za-z]{0,11})"
)
_NOTHING = frozenset({"主键", "主键id", "自增主键", "自增", "id", "序号", "编号", "pk", "唯一标识"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Words that add nothing when names are compared.
_FILLERS = ("的", "信息", "数据", "所属", "当前", "本人")


@dataclass(frozen=True)
class Said:
    """What a comment says: a name, and codes with their meaning if it lists any (`状态（0：停用；1：启用）`)."""

    title: str
    codes: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=65_536)
def said(comment: str) -> Said:
    """Read a comment. A comment without a Chinese name has no title."""
    text = comment.strip()
    found = _NAME_ENDS.search(text)
    title, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    codes = dict(_CODE.findall(rest)) if rest else {}
    title = title.strip(" \u3000'\"“”")
    if len(title) > 40 or not _CHINESE.search(title):
        title = ""
    return Said(title, codes if len(codes) > 1 else {})


def is_bare_key(title: str) -> bool:
    """Whether a comment only says that the column is the key."""
    return title.lower().replace(" ", "") in _NOTHING


@lru_cache(maxsize=65_536)
def segments(name: str) -> tuple[str, ...]:
    """The parts of an identifier in lower case: `T_personInfo2` gives t, person, info2."""
    parts = _SPLIT.split(_CAMEL.sub("_", name.rpartition(".")[2]).lower())
    return tuple(part for part in parts if part)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A Chinese name as it is compared: without blanks, brackets and words that add nothing."""
    kept = re.sub(r"[\s\u3000()（）_\-/·“”\"']+", "", text.lower())
    for filler in _FILLERS:
        shorter = kept.replace(filler, "")
        kept = shorter if len(shorter) >= 2 else kept
    return kept


@lru_cache(maxsize=65_536)
def initials(name: str) -> str:
    """The pinyin initials of a Chinese name; other characters are left out."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).lower()


def english(text: str) -> str:
    """An English name as an identifier: `Date of birth` is date_of_birth."""
    return "_".join(segments(text.replace(" ", "_")))


def translated(name: str) -> str:
    """An identifier in Chinese by the word table; empty as soon as one part is unknown.

    `registration_date` is 登记日期. Numbers at the end are left out.
    """
    parts = [_NUMBERED.sub("", part) for part in segments(name)]
    found = [WORDS.get(part, "") for part in parts if part]
    if not found or not all(found):
        return ""
    if parts[0] in ("is", "has") and len(found) > 1:
        return "是否" + "".join(found[1:])
    unique = [word for at, word in enumerate(found) if at == 0 or word != found[at - 1]]
    return "".join(unique)


def table_title(comment: str) -> str:
    """What a table's comment calls it, without the word 表 at the end."""
    title = said(comment).title
    return title.removesuffix("表") if len(title) > 2 else title


def lake_name(name: str, title: str = "") -> str:
    """A name for the lake: lower case, letters, digits and underscores, at most 60 characters.

    Chinese identifiers are written in pinyin initials of `title`, or their own.
    """
    parts = [part if part.isascii() else initials(part) for part in segments(name)]
    made = "_".join(part for part in parts if part) or initials(title) or "column"
    made = made if made[0].isalpha() else f"c_{made}"
    made = made[:60].rstrip("_")
    return made if LAKE_NAME.fullmatch(made) else "column"


def entity_name(name: str) -> str:
    """The lake name of a table, without the prefixes that say nothing."""
    parts = list(segments(name))
    while len(parts) > 1 and parts[0] in TABLE_PREFIXES:
        parts.pop(0)
    return lake_name("_".join(parts))


_TYPES: tuple[tuple[DataType, re.Pattern[str]], ...] = (
    (DataType.BOOLEAN, re.compile(r"bool|bit\(1\)|bit$")),
    (DataType.DATETIME, re.compile(r"timestamp|datetime")),
    (DataType.DATE, re.compile(r"date")),
    (DataType.DECIMAL, re.compile(r"decimal|numeric|float|double|real|money|number|dec\b")),
    (DataType.INTEGER, re.compile(r"(?:tiny|small|medium|big)?int|integer|serial|bigserial|smallserial|year")),
    (DataType.BINARY, re.compile(r"(?:tiny|medium|long)?blob|bytea|(?:var)?binary|bit")),
)


@lru_cache(maxsize=4096)
def data_type(written: str) -> DataType:
    """What a source's type holds. `time`, `json`, arrays and what is unknown count as text."""
    if written.endswith("[]") or written.startswith("interval"):
        return DataType.STRING
    return next((found for found, pattern in _TYPES if pattern.match(written)), DataType.STRING)


@lru_cache(maxsize=4096)
def length_of(written: str) -> int | None:
    """The length in a type's brackets: 18 for `varchar(18)`."""
    found = re.search(r"\((\d+)", written)
    return int(found[1]) if found else None

"""How text is cut for search: pairs of characters, words of Latin letters, pinyin.

Chinese words have no spaces, so what is kept of a text is every neighbouring pair of characters, packed into one
integer: a word of two characters is found exactly, a longer one by its pairs and a look at the text. Of names the first
and the last character are marked, so that whole names, beginnings and ends can be asked for.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

__all__ = [
    "MAX_WORDS",
    "Run",
    "end_piece",
    "fuzzy_pinyin",
    "loosened",
    "name_pieces",
    "normalise",
    "pinyin",
    "runs",
    "single_pieces",
    "start_piece",
    "text_pieces",
    "tokens",
    "word_pieces",
    "words",
]

MAX_WORDS = 8
MAX_RUN = 40
# Marks of the first and the last character of a name; both are control characters, which no text has.
_START, _END = 0x02, 0x03
# Ideographs and other letters beyond ASCII; general and CJK punctuation separate words.
_RUN = re.compile(r"[^\x00-\x7f\s\u2000-\u206f\u3000-\u303f]+|[0-9a-z]+(?:[._/\-][0-9a-z]+)*")
_PART = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True)
class Run:
    """A stretch of a query in one script, in its normal spelling."""

    text: str

    @property
    def is_latin(self) -> bool:
        return self.text.isascii()


def normalise(text: str) -> str:
    """One spelling for what people type alike: full width, case and outer space do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def words(query: str) -> list[str]:
    """The words of a query; each has to be found."""
    return list(dict.fromkeys(normalise(query).split()))[:MAX_WORDS]


def runs(word: str) -> list[Run]:
    """What of a word can be looked for; nothing for mere punctuation."""
    return [Run(found[:MAX_RUN]) for found in _RUN.findall(normalise(word))]


def _pack(first: int, second: int) -> int:
    """Two characters as a signed 32-bit integer. Beyond the basic plane two may share one; the text is looked at."""
    packed = (first & 0xFFFF) << 16 | (second & 0xFFFF)
    return packed - (1 << 32) if packed >= 1 << 31 else packed


def _pairs(run: str) -> Iterator[int]:
    return (_pack(ord(a), ord(b)) for a, b in pairwise(run))


def start_piece(run: str) -> int:
    """That a name begins with the first character of `run`."""
    return _pack(_START, ord(run[0]))


def end_piece(run: str) -> int:
    """That a name ends with the last character of `run`."""
    return _pack(ord(run[-1]), _END)


def word_pieces(run: str) -> list[int]:
    """The pieces a text must have to contain `run`: its pairs, or the one character it is."""
    return sorted(set(_pairs(run))) or [_pack(0, ord(run))]


def name_pieces(names: Iterable[str]) -> list[int]:
    """Pieces of everything a thing is called by: pairs, first and last characters."""
    found: set[int] = set()
    for name in names:
        for run in runs(name):
            if run.is_latin:
                continue
            found.update(_pairs(run.text))
            found.add(start_piece(run.text))
            found.add(end_piece(run.text))
    return sorted(found)


def single_pieces(text: str) -> list[int]:
    """The single characters of a text."""
    return sorted({_pack(0, ord(c)) for run in runs(text) if not run.is_latin for c in run.text})


def text_pieces(text: str) -> list[int]:
    """Pieces of a text: pairs only."""
    return sorted({piece for run in runs(text) if not run.is_latin for piece in _pairs(run.text)})


def loosened(run: str) -> list[list[int]]:
    """Pieces of `run` with one character gone or wrong: for a slip of the hand. Nothing for words of two characters."""
    if len(run) == 3:
        return [word_pieces(run[:2]), word_pieces(run[1:])]
    if len(run) < 4:
        return []
    kept = (set(_pairs(run[:at])) | set(_pairs(run[at + 1 :])) for at in range(len(run)))
    return [sorted(pieces) for pieces in kept if pieces]


def tokens(text: str) -> set[str]:
    """Words in Latin letters and digits: whole (`citizen_number`) and in parts (`citizen`, `number`)."""
    found: set[str] = set()
    for run in runs(text):
        if run.is_latin:
            found.add(run.text)
            found.update(_PART.findall(run.text))
    return found


@lru_cache(maxsize=50_000)
def pinyin(name: str) -> tuple[str, str]:
    """The initials and the full pinyin of a Chinese name: 公民身份号码 → gmsfhm, gongminshenfenhaoma."""
    if name.isascii():
        return "", ""
    # Its dictionaries take a second to load, which a process that indexes nothing should not pay.
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(name, style=Style.NORMAL, errors="default")
    plain = [_letters(syllable) for syllable in syllables]
    return "".join(part[:1] if len(part) < 7 else part for part in plain), "".join(plain)


def _letters(syllable: str) -> str:
    return "".join(_PART.findall(normalise(syllable)))


# What hands and ears confuse: retroflex and flat initials, front and back nasals, n and l.
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("l", "n"))


def fuzzy_pinyin(full: str) -> str:
    """Full pinyin without the differences that people who type by sound slip over."""
    for clear, plain in _CONFUSED:
        full = full.replace(clear, plain)
    return full

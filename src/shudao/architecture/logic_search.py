"""How text is cut for search: two-character pieces, and the initials of pinyin."""

import unicodedata
from collections.abc import Iterable

MAX_WORDS = 8


def normalise(text: str) -> str:
    """One spelling for what people type alike: full width, case and outer space do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def words(query: str) -> list[str]:
    """The words of a query; each has to be found."""
    return list(dict.fromkeys(normalise(query).split()))[:MAX_WORDS]


def pieces(text: str) -> set[str]:
    """All neighbouring pairs of characters within the words of `text`, and single ideographs."""
    found: set[str] = set()
    for word in normalise(text).split():
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        found.update(character for character in word if len(word) == 1 or not character.isascii())
    return found


NAME_MARK = "="


def marked(found: Iterable[str]) -> list[str]:
    """Pieces as they are kept of names, beside the plain ones of the whole text."""
    return [NAME_MARK + piece for piece in found]


def needed_pieces(word: str) -> list[str]:
    """The pieces an entry must have to contain the word: its pairs, or the one character it is."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return pairs or [word]


def pinyin_forms(name: str) -> list[str]:
    """The initials and the full pinyin of a Chinese name: 公民身份号码 → gmsfhm, gongminshenfenhaoma."""
    if name.isascii():
        return []
    # Its dictionaries take a second to load, which a process that indexes nothing should not pay.
    from pypinyin import Style, lazy_pinyin

    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return [normalise(initials), normalise("".join(lazy_pinyin(name)))]


def name_text(name: str, code: str, synonyms: Iterable[str]) -> str:
    """Everything a thing is called by, one per line."""
    return "\n".join([normalise(name), normalise(code), *(normalise(s) for s in synonyms), *pinyin_forms(name)])

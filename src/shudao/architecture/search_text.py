"""What is kept of a thing so that it is found: its names, its pieces, its words in Latin letters, its weight."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from shudao.architecture import search_pieces as pieces
from shudao.kernel.searchable import Searched

__all__ = ["row_values", "weight"]

# What people look for first, before any word of theirs is known.
KIND_WEIGHT: Mapping[str, float] = {
    "data_element": 12.0,
    "business_object": 11.0,
    "catalogue_entry": 10.5,
    "entity": 10.0,
    "subject_area": 9.0,
    "domain": 9.0,
    "code_table": 9.0,
    "indicator": 9.0,
    "norm": 8.0,
    "organisation": 8.0,
    "system": 7.0,
    "post": 6.0,
    "table": 4.0,
    "attribute": 5.0,
    "code": 3.0,
}
OPEN_STATES = ("published", "retired")
# Families so large that the inner initials of their names would cost more than they find.
_PLAIN = frozenset({"attribute", "code"})
_MANY_USES = 1000.0
# Names of a million attributes come again and again; so many of them are kept at hand.
CACHED = 30_000


def weight(kind: str, state: str, signals: Mapping[str, float]) -> float:
    """What ranks a thing whatever is asked: its kind, that it is published, its quality (0–100) and its use."""
    uses = min(max(float(signals.get("uses", 0.0)), 0.0), _MANY_USES) / _MANY_USES
    quality = min(max(float(signals.get("quality_score", 0.0)), 0.0), 100.0) / 100.0
    published = 3.0 if state == "published" else 0.0
    return KIND_WEIGHT.get(kind, 5.0) + published + 3.0 * quality + 10.0 * uses


def row_values(item: Searched, signals: Mapping[str, float] | None = None) -> dict[str, Any]:
    """The columns of the search row of one thing."""
    known = dict(signals or {})
    names = _lines((item.name, *item.synonyms))
    words = _lines(item.words)
    return {
        "kind": item.kind,
        "code": item.code,
        "state": item.state,
        "organisation_id": item.organisation_id,
        "weight": weight(item.kind, item.state, known),
        "name": item.name,
        "names": "\n".join(names),
        "words": "\n".join(words),
        "description": item.description,
        "origin": item.origin,
        "signals": known,
        "name_pieces": list(_name_pieces(names)),
        "text_pieces": list(_all_pieces(names, "\n".join((*words, item.description)))),
        "tokens": _vector(_tokens(item.kind, names, words, item.description)),
    }


def _lines(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for name in names if (line := pieces.normalise(name))))


@lru_cache(maxsize=CACHED)
def _name_pieces(names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(pieces.name_pieces(names))


def _all_pieces(names: tuple[str, ...], text: str) -> set[int]:
    return {*_plain_pieces(names), *pieces.text_pieces(text)}


@lru_cache(maxsize=CACHED)
def _plain_pieces(names: tuple[str, ...]) -> tuple[int, ...]:
    """Pairs of the names, and their single characters: what is looked for by one character is looked for in names."""
    text = "\n".join(names)
    return (*pieces.text_pieces(text), *pieces.single_pieces(text))


def _tokens(kind: str, names: tuple[str, ...], words: tuple[str, ...], description: str) -> set[str]:
    found = set(_name_tokens(names[:1] if kind in _PLAIN else names, kind not in _PLAIN))
    for text in (*names, *words, description):
        found |= pieces.tokens(text)
    return found


@lru_cache(maxsize=CACHED)
def _name_tokens(names: tuple[str, ...], with_inner: bool) -> frozenset[str]:
    """Initials, full pinyin, and pinyin as it sounds (marked `~`); of few things also the initials of their ends."""
    found: set[str] = set()
    for name in names:
        initials, full = pieces.pinyin(name)
        if not full:
            continue
        found |= {initials, full, f"~{pieces.fuzzy_pinyin(full)}"}
        if with_inner:
            found.update(initials[at:] for at in range(1, len(initials) - 1))
    return frozenset(found)


def _vector(tokens: set[str]) -> str:
    """A `tsvector` without positions. Tokens are Latin letters, digits, `._/-~`: nothing that needs escaping."""
    return " ".join(f"'{token}'" for token in sorted(tokens) if token and len(token) < 500)

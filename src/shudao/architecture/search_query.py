"""From the words of a query to conditions on search rows, and to their rank.

A word is found in the names (a beginning, an end, the whole, a part), or in the description and the words that lead to
a thing, or as Latin letters: code, column name, English, initials, pinyin. Citizens' words are looked for as what the
registers call the same. Each word has to be found; how well each is found is averaged, and the weight of the thing is
added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, any_, case, cast, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.types import Integer

from shudao.architecture import search_pieces as pieces
from shudao.architecture.search_pieces import Run
from shudao.architecture.search_words import alternatives
from shudao.architecture.tables_search import SearchRow

__all__ = ["Word", "by_sound", "found", "found_at", "loosely", "parse", "rank", "resemblance"]

# How far a name that is called otherwise than typed stands behind one that is called so.
ALTERNATIVE = 8.0
WHOLE, WHOLE_SYNONYM, LATIN, BEGINS, ENDS, CONTAINS, BESIDE, CODE, BEGINS_LATIN, WORDS, TEXT = (
    100.0, 92.0, 84.0, 75.0, 72.0, 62.0, 55.0, 60.0, 50.0, 35.0, 20.0
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A word of a query: its stretches in one script each, and the same for what else it is looked for as."""

    runs: tuple[Run, ...]
    others: tuple[tuple[Run, ...], ...] = ()

    @property
    def is_chinese(self) -> bool:
        """Whether it is one stretch of ideographs: then beginnings and ends can be asked for."""
        return len(self.runs) == 1 and not self.runs[0].is_latin


def parse(query: str) -> list[Word]:
    """The words of a query that can be looked for. Mere punctuation is none, and then nothing is found."""
    made = []
    for word in pieces.words(query):
        runs = tuple(pieces.runs(word))
        others = tuple(tuple(pieces.runs(other)) for other in alternatives(word))
        made.append(Word(runs, others))
    return made if all(word.runs for word in made) else []


def _has(column: Any, wanted: Sequence[int]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.contains(literal(list(wanted), ARRAY(Integer)))
    return condition


def _token(run: Run, *, begins: bool) -> ColumnElement[bool]:
    # Runs in Latin letters hold letters, digits and ._/- alone: there is nothing to escape.
    return SearchRow.tokens.op("@@")(cast(literal(f"'{run.text}'{':*' if begins else ''}"), TSQUERY))


def _code() -> ColumnElement[str]:
    return func.lower(SearchRow.code)


def _run_found(run: Run) -> ColumnElement[bool]:
    if run.is_latin:
        starts = _code().startswith(run.text, autoescape=True)
        return or_(_token(run, begins=len(run.text) > 1), starts) if len(run.text) > 1 else _token(run, begins=False)
    wanted = pieces.word_pieces(run.text)
    has = _has(SearchRow.text_pieces, wanted)
    if len(run.text) < 3:
        return has
    # To have all the pairs of a longer word is not yet to contain it.
    texts = (SearchRow.names, SearchRow.words, SearchRow.description)
    return and_(has, or_(*(each.contains(run.text, autoescape=True) for each in texts)))


def _runs_found(runs: Iterable[Run]) -> ColumnElement[bool]:
    return and_(*(_run_found(run) for run in runs))


def found(words: Sequence[Word]) -> ColumnElement[bool]:
    """That every word is found somewhere."""
    return and_(*(or_(*(_runs_found(runs) for runs in (word.runs, *word.others))) for word in words))


def found_at(word: Word) -> list[ColumnElement[bool]]:
    """The places of one Chinese word from the best to the last: the whole name, its beginning, its end, a part of it.

    Each is an index search of its own, so that the best of a frequent word are found without looking at all of them.
    """
    run = word.runs[0].text
    wanted, first, last = pieces.word_pieces(run), pieces.start_piece(run), pieces.end_piece(run)
    exact = SearchRow.names.contains(run, autoescape=True) if len(run) > 2 else None
    places = ([*wanted, first, last], [*wanted, first], [*wanted, last], wanted)
    conditions = [_has(SearchRow.name_pieces, place) for place in places]
    return [each if exact is None else and_(each, exact) for each in conditions]


def loosely(words: Sequence[Word]) -> ColumnElement[bool]:
    """That of every word of at least three characters nearly all is in the names: one character may be wrong."""
    conditions = []
    for word in words:
        for run in word.runs:
            ways = [] if run.is_latin else pieces.loosened(run.text)
            loose = [_has(SearchRow.name_pieces, way) for way in ways]
            conditions.append(or_(_run_found(run), *loose))
    return and_(*conditions)


def by_sound(words: Sequence[Word]) -> ColumnElement[bool]:
    """That a name begins with what the words sound like."""
    sounds = [sound for word in words if (sound := _sound(word))]
    if len(sounds) < len(words):
        return false()
    return and_(*(SearchRow.tokens.op("@@")(cast(literal(f"'~{sound}':*"), TSQUERY)) for sound in sounds))


def _sound(word: Word) -> str:
    if any(run.is_latin for run in word.runs):
        return ""
    return pieces.fuzzy_pinyin(pieces.pinyin("".join(run.text for run in word.runs))[1])


def rank(words: Sequence[Word], query: str) -> ColumnElement[float]:
    """How good a hit is: the mean place of the words, the weight of the thing, and a little for short names."""
    places = [_best([_place(word.runs), *(_place(other) - ALTERNATIVE for other in word.others)]) for word in words]
    mean = sum(places[1:], places[0]) / float(len(places))
    whole = case((_own_name() == pieces.normalise(query), 6.0), else_=0.0)
    return cast(mean + whole + SearchRow.weight + 6.0 / (func.char_length(SearchRow.name) + 1), Float)


def _best(places: Sequence[ColumnElement[float]]) -> ColumnElement[float]:
    return places[0] if len(places) == 1 else func.greatest(*places)


def _own_name() -> ColumnElement[str]:
    return func.split_part(SearchRow.names, "\n", 1)


def _place(runs: Sequence[Run]) -> ColumnElement[float]:
    """The place of several stretches is the mean of theirs, or nothing as soon as one of them is missing."""
    each = [_latin_place(run) if run.is_latin else _chinese_place(run.text) for run in runs]
    if len(each) == 1:
        return each[0]
    mean = sum(each[1:], each[0]) / float(len(each))
    return case((func.least(*each) <= 0.0, 0.0), else_=mean)


def _chinese_place(run: str) -> ColumnElement[float]:
    contains = SearchRow.names.contains(run, autoescape=True)
    own = _own_name()
    return case(
        (own == run, WHOLE),
        (func.concat("\n", SearchRow.names, "\n").contains(f"\n{run}\n", autoescape=True), WHOLE_SYNONYM),
        (own.startswith(run, autoescape=True), BEGINS),
        (own.endswith(run, autoescape=True), ENDS),
        (own.contains(run, autoescape=True), CONTAINS),
        (contains, BESIDE),
        (SearchRow.words.contains(run, autoescape=True), WORDS),
        (SearchRow.description.contains(run, autoescape=True), TEXT),
        else_=0.0,
    )


def _latin_place(run: Run) -> ColumnElement[float]:
    lines = func.concat("\n", SearchRow.names, "\n")
    return case(
        (_code() == run.text, WHOLE),
        (lines.contains(f"\n{run.text}\n", autoescape=True), WHOLE_SYNONYM),
        (_token(run, begins=False), LATIN),
        (_code().startswith(run.text, autoescape=True), CODE),
        (_token(run, begins=True), BEGINS_LATIN),
        else_=0.0,
    )


def resemblance(words: Sequence[Word], query: str) -> ColumnElement[float]:
    """For slips of the hand: the share of the typed pieces that the names have, less for names of another length."""
    typed = sorted({piece for word in words for run in word.runs if not run.is_latin for piece in _marked(run.text)})
    piece = func.unnest(SearchRow.name_pieces).column_valued("piece")
    shared = select(func.count(piece)).where(piece == any_(literal(typed, ARRAY(Integer))))
    share = cast(shared.correlate(SearchRow).scalar_subquery(), Float) / float(max(len(typed), 1))
    longer = func.abs(func.char_length(SearchRow.name) - len(pieces.normalise(query)))
    return cast(100.0 * share - 4.0 * func.least(longer, 10) + SearchRow.weight, Float)


def _marked(run: str) -> list[int]:
    return [*pieces.word_pieces(run), pieces.start_piece(run), pieces.end_piece(run)]

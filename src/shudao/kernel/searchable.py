"""What of a module can be found by the one search: declared by whoever keeps the rows, read by the search.

A module lists its kinds in its file `searchable.py`; `app` joins them in `SEARCHABLES`. Triggers note the key of every
row of a watched table that changes, in the transaction that changes it, whoever writes it and however much.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute, Session

__all__ = ["SEARCHABLES", "Searchable", "Searched"]


@dataclass(frozen=True, slots=True)
class Searched:
    """One thing that can be found. `synonyms` are names of its own, `words` other things that lead to it.

    `state` is open for `published` and `retired`; drafts and the state `physical` belong to `organisation_id`.
    `origin` is the key of the row it was made of, where that is not its code.
    """

    kind: str
    code: str
    name: str
    description: str = ""
    synonyms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    state: str = "published"
    organisation_id: str = ""
    origin: str | None = None


@dataclass(frozen=True)
class Searchable:
    """A family of things that can be found: its kinds, how they are read, and what is watched for changes.

    `read` gives the things whose keys are wanted, or all of them. `watched` are the columns that hold the key, one for
    each table whose rows they are made of; a family that is written when it changes watches nothing.
    """

    family: str
    kinds: tuple[str, ...]
    read: Callable[[Session, Collection[str] | None], Iterator[Searched]]
    watched: tuple[InstrumentedAttribute[Any], ...] = ()


SEARCHABLES: list[Searchable] = []

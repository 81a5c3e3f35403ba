"""What others may know of leaving office: who takes what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["HandOver", "MendOutcome", "Refused"]


@dataclass(frozen=True)
class HandOver:
    """Who takes over from somebody who leaves. Ids of people.

    `successor` takes everything that `takers`, by kind and code of what is owned, gives to nobody else; None: only what
    is in `takers` is taken. `acting_until`: they only act, and owners are to be named by that day. `takes_posts`: the
    successor also takes the posts, for as long as they act, so that nothing waits for somebody who is gone.
    """

    successor: str | None = None
    takers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    acting_until: date | None = None
    takes_posts: bool = False


@dataclass(frozen=True)
class Refused:
    """One of many that was not done, and why."""

    kind: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class MendOutcome:
    """How many of many were done, and which were refused; one refusal blocks no other."""

    done: int
    refused: tuple[Refused, ...]

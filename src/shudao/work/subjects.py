"""From the subject of an audit line to the thing in words, for whoever may know of it."""

from collections.abc import Iterable

from shudao.kernel.actor import Actor
from shudao.kernel.errors import Forbidden, NotFound
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts_life import Described
from shudao.work.errors import UnknownSubject
from shudao.work.ports import OBJECTS

__all__ = ["describe", "described", "known_subjects"]


def describe(uow: UnitOfWork, subject: str, *, by: Actor) -> Described:
    """The thing a subject names. Raises `UnknownSubject` when there is none that `by` may know of."""
    kind, code = _parts(subject)
    describer = OBJECTS.get(kind)
    if describer is None or not code:
        raise UnknownSubject
    try:
        return describer(uow, code, by=by)
    except (NotFound, Forbidden):
        raise UnknownSubject from None


def described(uow: UnitOfWork, subject: str, *, by: Actor) -> Described | None:
    """The same as a question."""
    try:
        return describe(uow, subject, by=by)
    except UnknownSubject:
        return None


def known_subjects(subject: str) -> Iterable[str]:
    """The things a line of evidence may be about: the subject itself and those it is a part of."""
    parts = subject.split("/")
    return ["/".join(parts[:count]) for count in range(3, len(parts) + 1)]


def _parts(subject: str) -> tuple[str, str]:
    module, _, rest = subject.partition("/")
    noun, _, code = rest.partition("/")
    return f"{module}/{noun}", code

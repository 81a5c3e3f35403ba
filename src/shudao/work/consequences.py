"""What a change of one thing touches, asked of everybody before it is decided (SPEC 3.1.4)."""

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Affected
from shudao.work.ports import IMPACTS

__all__ = ["impact_of"]


def impact_of(uow: UnitOfWork, subject: str, *, by: Actor) -> list[Affected]:
    """Everything that hangs on a thing, as far as `by` may see it, by kind and title; each once."""
    found = {(each.kind, each.path, each.title): each for look in IMPACTS for each in look(uow, subject, by=by)}
    return sorted(found.values(), key=lambda each: (each.kind, each.title, each.path))

"""Things of `work` that people discuss and follow: change requests."""

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work import changes
from shudao.work.contracts import Described, ToPool

__all__ = ["OBJECTS"]


def describe_change(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    change = changes.change(uow, code, by=by)
    place = change.approver.organisation_id if isinstance(change.approver, ToPool) else None
    return Described(change.title, f"/work/changes/{change.id}", place)


OBJECTS = {"work/change": describe_change}

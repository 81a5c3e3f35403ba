"""Applications, which their parties discuss and follow."""

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.sharing.views import application
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_application(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    found = application(uow, code, by=by)
    title = f"{found.number} {found.catalogue_name}"
    return Described(title, f"/sharing/applications/{found.id}", found.organisation_id)


OBJECTS = {"sharing/application": describe_application}

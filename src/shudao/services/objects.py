"""Data services, which people discuss and follow."""

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.services.registry import service_of
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_service(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    found = service_of(uow, code, by=by)
    return Described(found.title, f"/services/{found.code}", found.organisation_id)


OBJECTS = {"services/service": describe_service}

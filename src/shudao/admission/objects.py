"""Data sets, which people discuss and follow."""

from shudao.access import facade as access
from shudao.admission import facade, permissions
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_asset(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    access.require(uow, by, permissions.READ)
    found = facade.asset(uow, code)
    return Described(found.title, f"/lake/{found.code}", found.organisation_id)


OBJECTS = {"admission/asset": describe_asset}

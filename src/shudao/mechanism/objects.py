"""Organisations and disputes, which people discuss and follow like everything else."""

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.disputes import dispute
from shudao.mechanism.organisations import organisation
from shudao.work.contracts import Described

__all__ = ["OBJECTS"]


def describe_organisation(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    """Organisations are known to everybody who is signed in."""
    found = organisation(uow, code)
    return Described(found.name, f"/organisations/{found.id}", found.id)


def describe_dispute(uow: UnitOfWork, code: str, *, by: Actor) -> Described:
    found = dispute(uow, code, by=by)
    return Described(f"争议：{found.title}", f"/disputes/{found.id}", found.claimant_organisation_id)


OBJECTS = {"mechanism/organisation": describe_organisation, "mechanism/dispute": describe_dispute}

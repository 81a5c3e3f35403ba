"""Who rules a case: the bureau of the government both parties belong to, and above it on appeal (SPEC 1.6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from shudao.access import facade as access
from shudao.kernel.actor import Role
from shudao.kernel.uow import UnitOfWork

__all__ = ["Body", "body_above", "first_body"]


@dataclass(frozen=True)
class Body:
    """A role in an organisation whose people rule, and the level it stands at."""

    level: int
    role: Role
    organisation_id: str


def first_body(uow: UnitOfWork, parties: tuple[str, str]) -> Body | None:
    """The bureau of the nearest government above both; where the bureau is a party itself, the body above it."""
    found = _bodies(uow, parties)
    return next((body for body in found if body.organisation_id not in parties), None)


def body_above(uow: UnitOfWork, parties: tuple[str, str], ruled: str) -> Body | None:
    """The body an appeal goes to: the bureau of the next government up, else the leaders of the same one."""
    found = [body for body in _bodies(uow, parties) if (body.organisation_id, body.level) != (ruled, 1)]
    return next(
        (Body(2, body.role, body.organisation_id) for body in found if body.organisation_id not in parties), None
    )


def _bodies(uow: UnitOfWork, parties: tuple[str, str]) -> list[Body]:
    one, other = (access.realms_above(uow, party) for party in parties)
    common = [realm for realm in one if realm in other]
    bureaux = [Body(1, Role.DATA_BUREAU, place) for place in _held_in(uow, Role.DATA_BUREAU, common)]
    # The leading group of the government stands above its bureau.
    return [*bureaux, *(Body(2, Role.MANAGER, place) for place in _held_in(uow, Role.MANAGER, common))]


def _held_in(uow: UnitOfWork, role: Role, realms: list[str]) -> Iterable[str]:
    """Where a role is held, nearest government first."""
    held = access.places_of(uow, role)
    realm_of = {place: access.realm_of(uow, place) for place in held}
    return [place for realm in realms for place in held if realm_of[place] == realm]

"""The people of the sample city as actors: every step is done by the person whose step it is."""

from shudao.access import facade as access
from shudao.access.contracts import AccountView
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["LOADER", "PASSWORD", "actor"]

# Sample accounts work on loopback only, so their password may be known to every reader.
PASSWORD = "lanchuan-sample-2026"  # noqa: S105 -- see above
# What no person of the story does: opening the accounts, loading the registers of the story itself.
LOADER = Actor.system("sample-city")


def actor(uow: UnitOfWork, login: str, organisation_id: str | None = None) -> Actor:
    """A person of the city, acting for the organisation of their first or the given post."""
    found = access.account_by_login(uow, login)
    if found is None:
        raise LookupError(f"the sample city has no account {login}")
    return _actor(found, organisation_id or found.memberships[0].organisation_id)


def _actor(found: AccountView, organisation_id: str) -> Actor:
    roles = frozenset(m.role.value for m in found.memberships if m.organisation_id == organisation_id)
    return Actor(found.id, found.name, found.person_id, organisation_id, roles)

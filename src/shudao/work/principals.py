"""Which pools a person belongs to: every role of theirs, in whichever organisation they hold it."""

from contextlib import suppress

from shudao.access import facade as access
from shudao.access.errors import UnknownAccount
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import Assignee, ToAccount
from shudao.work.logic import Pools


def pools_of(uow: UnitOfWork, actor: Actor) -> Pools:
    """The hat the actor wears now, and all the others: there is one inbox per person, not one per hat."""
    pools = {(str(role), actor.organisation_id) for role in actor.roles if actor.organisation_id}
    # The system and the actors of a simulation have no account; they are what they act as.
    with suppress(UnknownAccount):
        view = access.account(uow, actor.account_id)
        pools |= {(str(m.role), m.organisation_id) for m in view.memberships}
    return frozenset(pools)


def account_ids(uow: UnitOfWork, assignee: Assignee) -> list[str]:
    """The accounts an assignee stands for today."""
    if isinstance(assignee, ToAccount):
        return [assignee.account_id]
    return [view.id for view in access.accounts_holding(uow, assignee.role, assignee.organisation_id)]


def actor_of(uow: UnitOfWork, account_id: str) -> Actor:
    """An account as it would ask itself, in the organisation of its first role. Raises `UnknownAccount`."""
    view = access.account(uow, account_id)
    place = view.memberships[0].organisation_id if view.memberships else None
    roles = frozenset(str(m.role) for m in view.memberships if m.organisation_id == place)
    return Actor(view.id, view.name, view.person_id, place, roles)

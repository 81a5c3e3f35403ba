"""Who sees which versions: what is published or was, everybody; drafts, their organisation and the bureau above it."""

from typing import Any

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import permissions
from shudao.policy.contracts import State


def may_see(uow: UnitOfWork, row: Any, by: Actor) -> bool:
    """Whether a person may see this version of a governed object."""
    is_open = row.state in (State.PUBLISHED, State.RETIRED)
    return is_open or access.permits(uow, by, permissions.READ_DRAFTS, row.organisation_id)


def visible(uow: UnitOfWork, row: Any, by: Actor) -> Any:
    """The same decision as a condition on a list of these rows."""
    is_open = row.state.in_([State.PUBLISHED, State.RETIRED])
    reach = access.reach(uow, by, permissions.READ_DRAFTS)
    if reach is None:
        return is_open | row.state.in_([State.DRAFT, State.IN_REVIEW])
    return is_open | row.organisation_id.in_(reach) if reach else is_open

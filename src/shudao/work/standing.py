"""For whom somebody stands in today, and what of theirs is thereby his or hers to do."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true

from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work import logic, store
from shudao.work.contracts import Assignee
from shudao.work.contracts_life import Delegation
from shudao.work.logic import Pools
from shudao.work.principals import actor_of, pools_of
from shudao.work.tables import TaskRow
from shudao.work.tables_life import DelegationRow

__all__ = ["StandIn", "reach_of", "stand_in_for", "stand_ins", "standing_for", "view"]


@dataclass(frozen=True)
class StandIn:
    """A delegation with the person one stands in for, and the pools that person belongs to."""

    delegation: Delegation
    principal: Actor
    pools: Pools


def standing_for(uow: UnitOfWork, *, by: Actor) -> list[Delegation]:
    """The delegations by which `by` is a deputy today."""
    row, today = DelegationRow, uow.clock.today()
    query = select(row).where(
        row.deputy_id == by.account_id, row.valid_from <= today, row.valid_to >= today, row.ended_at.is_(None)
    )
    return [view(each) for each in uow.session.scalars(query.order_by(row.id))]


def stand_ins(uow: UnitOfWork, *, by: Actor) -> list[StandIn]:
    """The same with the people behind them. Only their own work: what they do for others does not pass on."""
    found = []
    for delegation in standing_for(uow, by=by):
        principal = actor_of(uow, delegation.account_id)
        found.append(StandIn(delegation, principal, pools_of(uow, principal)))
    return found


def stand_in_for(assignee: Assignee, kind: str, known: list[StandIn]) -> StandIn | None:
    """By which delegation work of this kind for this assignee is the deputy's, if by any."""
    fitting = (each for each in known if each.delegation.covers(kind))
    return next((each for each in fitting if logic.is_assigned(assignee, each.principal, each.pools)), None)


def reach_of(account_id: str, pools: Pools, known: list[StandIn]) -> ColumnElement[bool]:
    """Tasks of one's own, and of those one stands in for as far as the delegation goes."""
    own = store.assigned_to(TaskRow, account_id, pools)
    theirs = [
        and_(store.assigned_to(TaskRow, each.principal.account_id, each.pools), _covered(each.delegation))
        for each in known
    ]
    return or_(own, *theirs)


def _covered(delegation: Delegation) -> ColumnElement[bool]:
    if not delegation.kinds:
        return true()
    begins = (TaskRow.kind.startswith(f"{kind}.", autoescape=True) for kind in delegation.kinds)
    return or_(TaskRow.kind.in_(delegation.kinds), *begins)


def view(row: DelegationRow) -> Delegation:
    return Delegation(
        row.id,
        row.account_id,
        row.account_name,
        row.deputy_id,
        row.deputy_name,
        tuple(row.kinds),
        row.reason,
        row.valid_from,
        row.valid_to,
        row.ended_at,
    )

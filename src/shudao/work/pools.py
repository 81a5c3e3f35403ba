"""What waits for the people of an organisation, when another organisation takes its place."""

from collections.abc import Collection

from sqlalchemy import func, select, update

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.work.contracts import ChangeState, TaskState
from shudao.work.tables import ChangeRequestRow, TaskRow

__all__ = ["count_pools", "move_pools"]

# What is done or decided is history and stays where it was.
WAITING = (
    ("work.task", TaskRow, TaskRow.state == TaskState.OPEN),
    ("work.change", ChangeRequestRow, ChangeRequestRow.state == ChangeState.PENDING),
)


def count_pools(uow: UnitOfWork, organisation_ids: Collection[str]) -> dict[str, int]:
    """How many open to-dos and undecided changes wait for roles of these organisations."""
    found = {}
    for kind, table, waiting in WAITING:
        query = select(func.count()).select_from(table).where(table.organisation_id.in_(organisation_ids), waiting)
        found[kind] = uow.session.scalar(query) or 0
    return found


def move_pools(uow: UnitOfWork, organisation_ids: Collection[str], successor_id: str, *, by: Actor) -> dict[str, int]:
    """Let all of it wait for the same roles of the successor."""
    moved = count_pools(uow, organisation_ids)
    for _, table, waiting in WAITING:
        query = update(table).where(table.organisation_id.in_(organisation_ids), waiting)
        uow.session.execute(query.values(organisation_id=successor_id))
    subject = f"work/organisation/{successor_id}"
    evidence.record(uow, by=by, action="work.pools.moved", subject=subject, detail=moved)
    return moved

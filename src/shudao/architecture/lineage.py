"""Lineage: which end flowed into which, told by whoever moved the rows."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.contracts import LineageEdge, LineageEnd, LineageGraph
from shudao.architecture.errors import UnknownLineage
from shudao.architecture.tables import LineageRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["lineage", "record_lineage"]

MAX_EDGES = 500


def record_lineage(uow: UnitOfWork, edges: Iterable[LineageEdge]) -> None:
    """Note edges; telling the same again only renews when it was seen."""
    values = [
        {
            "origin": edge.origin.ref,
            "target": edge.target.ref,
            "via": edge.via,
            "origin_label": edge.origin.label,
            "target_label": edge.target.label,
            "origin_organisation_id": edge.origin.organisation_id,
            "target_organisation_id": edge.target.organisation_id,
            "noted_at": uow.clock.now(),
        }
        for edge in edges
    ]
    if values:
        statement = insert(LineageRow).values(values)
        renewed = {"noted_at": statement.excluded.noted_at}
        uow.session.execute(statement.on_conflict_do_update(index_elements=["origin", "target", "via"], set_=renewed))


def lineage(uow: UnitOfWork, ref: str, *, steps: int = 3, by: Actor) -> LineageGraph:
    """The neighbourhood of one end, some steps up and down; ends of other organisations' insides are left out."""
    seen: dict[tuple[str, str, str], LineageRow] = {}
    frontier = {ref}
    for _ in range(steps):
        query = select(LineageRow).where(or_(LineageRow.origin.in_(frontier), LineageRow.target.in_(frontier)))
        rows = list(uow.session.scalars(query.limit(MAX_EDGES)))
        fresh = {(r.origin, r.target, r.via): r for r in rows if (r.origin, r.target, r.via) not in seen}
        seen |= fresh
        frontier = {end for origin, target, _ in fresh for end in (origin, target)}
        if not fresh:
            break
    ends = {end.ref: end for row in seen.values() for end in _ends(row)}
    visible = {r: end for r, end in ends.items() if _may_see(uow, end, by)}
    if ref not in visible:
        raise UnknownLineage(ref=ref)
    edges = tuple(key for key in seen if key[0] in visible and key[1] in visible)
    return LineageGraph(tuple(visible.values()), edges)


def _ends(row: LineageRow) -> tuple[LineageEnd, LineageEnd]:
    return (
        LineageEnd(row.origin, row.origin_label, row.origin_organisation_id),
        LineageEnd(row.target, row.target_label, row.target_organisation_id),
    )


def _may_see(uow: UnitOfWork, end: LineageEnd, by: Actor) -> bool:
    if end.organisation_id is None:
        return True
    return access.permits(uow, by, permissions.READ_PHYSICAL, end.organisation_id)

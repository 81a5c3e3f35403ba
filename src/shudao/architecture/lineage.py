"""Lineage: which end flowed into which, told by whoever moved the rows."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.contracts import LineageEdge, LineageEnd, LineageGraph
from shudao.architecture.errors import UnknownLineage
from shudao.architecture.tables import LineageRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["lineage", "record_lineage"]

MAX_EDGES = 500


def record_lineage(uow: UnitOfWork, edges: Iterable[LineageEdge], *, by: Actor) -> None:
    """Note edges; telling the same again only renews when it was seen."""
    noted = list(edges)
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
        for edge in noted
    ]
    if values:
        statement = insert(LineageRow).values(values)
        renewed = {"noted_at": statement.excluded.noted_at}
        uow.session.execute(statement.on_conflict_do_update(index_elements=["origin", "target", "via"], set_=renewed))
    for via, count in Counter(edge.via for edge in noted).items():
        subject, detail = f"architecture/lineage/{via}", {"edges": count}
        evidence.record(uow, by=by, action="architecture.lineage.recorded", subject=subject, detail=detail)


def lineage(uow: UnitOfWork, ref: str, *, steps: int = 3, by: Actor) -> LineageGraph:
    """The neighbourhood of one end, some steps up and down, as far as one may see.

    The walk stops at ends of other organisations: what lies behind them is not found through them.
    """
    ends: dict[str, LineageEnd] = {}
    edges: set[tuple[str, str, str]] = set()
    frontier = {ref}
    for _ in range(steps):
        touching = or_(LineageRow.origin.in_(frontier), LineageRow.target.in_(frontier))
        rows = list(uow.session.scalars(select(LineageRow).where(touching).limit(MAX_EDGES)))
        pairs = [(row, *_ends(row)) for row in rows]
        seen = [(row, one, other) for row, one, other in pairs if _may_see(uow, one, by) and _may_see(uow, other, by)]
        found = {end.ref: end for _, one, other in seen for end in (one, other)}
        frontier = found.keys() - ends.keys()
        ends |= found
        edges |= {(row.origin, row.target, row.via) for row, _, _ in seen}
        if not frontier:
            break
    if not ends:
        raise UnknownLineage(ref=ref)
    return LineageGraph(tuple(ends.values()), tuple(sorted(edges)))


def _ends(row: LineageRow) -> tuple[LineageEnd, LineageEnd]:
    return (
        LineageEnd(row.origin, row.origin_label, row.origin_organisation_id),
        LineageEnd(row.target, row.target_label, row.target_organisation_id),
    )


def _may_see(uow: UnitOfWork, end: LineageEnd, by: Actor) -> bool:
    if end.organisation_id is None:
        return True
    return access.permits(uow, by, permissions.READ_PHYSICAL, end.organisation_id)

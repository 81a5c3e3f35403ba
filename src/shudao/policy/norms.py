"""Norms as documents: the charter and the fourteen norms. Their clauses are not executable yet; none pretends to be."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, store
from shudao.policy.contracts import NewNorm, Norm, State
from shudao.policy.errors import VersionFixed
from shudao.policy.tables import NormRow


def define_norms(uow: UnitOfWork, norms: Sequence[NewNorm], *, by: Actor) -> tuple[Norm, ...]:
    """Write drafts of norms; an equal version is kept. Raises `VersionFixed` when a version exists differently."""
    query = select(NormRow).where(NormRow.code.in_([norm.code for norm in norms]))
    known = {(row.code, row.version): row for row in uow.session.scalars(query)}
    owners = {row.organisation_id for row in known.values()}
    life.require_edit(uow, owners | {norm.organisation_id for norm in norms}, by)
    fresh = [norm for norm in norms if not _is_kept(known.get((norm.code, norm.version)), norm)]
    made = {"state": State.DRAFT, "author": by.principal, "created_at": uow.clock.now()}
    if fresh:
        values = [{"id": new_id(), **store.norm_values(norm), **made} for norm in fresh]
        uow.session.execute(insert(NormRow), values)
    for norm in fresh:
        detail = {"version": norm.version}
        evidence.record(uow, by=by, action="policy.norm.defined", subject=f"policy/norm/{norm.code}", detail=detail)
    wanted = {(norm.code, norm.version) for norm in norms}
    return tuple(store.to_norm(row) for row in uow.session.scalars(query) if (row.code, row.version) in wanted)


def _is_kept(row: NormRow | None, norm: NewNorm) -> bool:
    if row is None:
        return False
    if all(getattr(row, column) == value for column, value in store.norm_values(norm).items()):
        return True
    raise VersionFixed(what=norm.code, version=norm.version)

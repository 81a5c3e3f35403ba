"""Norms as documents: the charter and the fourteen norms, in versions that name the clauses they put in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, insert, or_, select

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, store
from shudao.policy.contracts import NewNorm, Norm, State
from shudao.policy.errors import UnknownClause, VersionFixed
from shudao.policy.norm_texts import shipped_norms
from shudao.policy.ports import CLAUSES
from shudao.policy.tables import NormRow

SUPERSEDED = "superseded"


def define_norms(uow: UnitOfWork, norms: Sequence[NewNorm], *, by: Actor) -> tuple[Norm, ...]:
    """Write drafts of norms; an equal version is kept. Raises `VersionFixed` when a version exists differently, and
    `UnknownClause` for a clause that does not exist or belongs to another norm.
    """
    for norm in norms:
        _check_clauses(norm)
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


def _check_clauses(norm: NewNorm) -> None:
    for clause_id in norm.clauses:
        if clause_id not in CLAUSES or CLAUSES[clause_id].norm != norm.code:
            raise UnknownClause(clause=clause_id)


def adopt_norms(uow: UnitOfWork, organisation_id: str, effective_on: date, *, by: Actor) -> tuple[Norm, ...]:
    """Draft the charter and the fourteen norms as they ship, each with all its clauses; adopting twice changes nothing.

    They take effect when they have been submitted and published by two people, from `effective_on` at the earliest.
    """
    known = set(uow.session.scalars(select(NormRow.code)))
    ours = {
        code: tuple(c.id for c in CLAUSES.values() if c.norm == code) for code in {c.norm for c in CLAUSES.values()}
    }
    norms = [
        replace(norm, clauses=ours.get(norm.code, ()))
        for norm in shipped_norms(organisation_id, effective_on)
        if norm.code not in known
    ]
    return define_norms(uow, norms, by=by)


def norms_in_force(uow: UnitOfWork, day: date) -> dict[str, Norm]:
    """The version of each norm that applies on a day: the newest whose effective day has come.

    A newer version that is published but not yet effective leaves the one before it in force until then; a norm that
    was ended without a successor is in force no longer.
    """
    row = NormRow
    applies = or_(row.state == State.PUBLISHED, and_(row.state == State.RETIRED, row.retired_reason == SUPERSEDED))
    ended = select(row.code).where(row.state == State.RETIRED, row.retired_reason != SUPERSEDED)
    again = select(row.code).where(row.state == State.PUBLISHED)
    query = select(row).where(applies, row.effective_on <= day, or_(row.code.not_in(ended), row.code.in_(again)))
    return {each.code: store.to_norm(each) for each in uow.session.scalars(query.order_by(row.code, row.version))}

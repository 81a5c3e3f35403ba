"""Reforms of organisations: previewed, proposed, decided by a second person, carried out at once or on their day."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import store
from shudao.mechanism.altering import Altering
from shudao.mechanism.contracts import Merger, Obstacle, OrganisationKind
from shudao.mechanism.contracts_reform import (
    Alteration,
    Plan,
    ReformKind,
    ReformPreview,
    ReformState,
    Split,
)
from shudao.mechanism.errors import DayHasPassed, ReformObstructed, ReformWithoutBasis
from shudao.mechanism.history import last_change, refuse_stale
from shudao.mechanism.merging import Merging
from shudao.mechanism.organisations import row_of
from shudao.mechanism.permissions import EDIT_ORGANISATIONS
from shudao.mechanism.reform_parts import Act, Carrier
from shudao.mechanism.splitting import Splitting
from shudao.mechanism.tables import OrganisationRow, ReformRow
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["CARRY_OUT", "LIVING", "bureau_or", "carry_out", "preview_reform", "propose_reform", "wake_on"]

REFORM = "mechanism.reform"
CARRY_OUT = "mechanism.carry_out_reform"
LIVING = (ReformState.HELD, ReformState.OBSTRUCTED)
CARRIERS: Mapping[ReformKind, Carrier[Any]] = {
    ReformKind.MERGER: Merging(),
    ReformKind.SPLIT: Splitting(),
    ReformKind.ALTERATION: Altering(),
}
_KINDS = {Merger: ReformKind.MERGER, Split: ReformKind.SPLIT, Alteration: ReformKind.ALTERATION}


def preview_reform(uow: UnitOfWork, plan: Plan, *, by: Actor) -> ReformPreview:
    """What a reform would move and what stands in its way, without changing anything."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    kind = _KINDS[type(plan)]
    rows = _rows(uow, kind, plan)
    obstacles = [*_obstacles(uow, kind, plan, rows), *_reserved(uow, [row.id for row in rows])]
    moves = {} if any(row.valid_to for row in rows) else CARRIERS[kind].moves(uow, plan)
    return ReformPreview(moves, tuple(obstacles), {row.id: row.version for row in rows})


def propose_reform(
    uow: UnitOfWork, plan: Plan, seen: Mapping[str, int], *, on: date | None = None, by: Actor
) -> ChangeRequest:
    """Hold a reform until someone else of the bureau approves it. `seen`: the versions the preview showed.

    `on`: the day it takes effect; None, as soon as it is approved. Only a new name or place may be told afterwards.
    Raises `ReformObstructed` with all obstacles, `StaleOrganisation` when an organisation changed since.
    """
    access.require(uow, by, EDIT_ORGANISATIONS)
    kind = _KINDS[type(plan)]
    rows = _rows(uow, kind, plan)
    _refuse_past(uow, plan, rows[0], on)
    refuse_stale(uow, rows, seen)
    _refuse_obstructed([*_obstacles(uow, kind, plan, rows), *_reserved(uow, [row.id for row in rows])])
    title = CARRIERS[kind].title(uow, plan)
    about = rows[-1] if kind is ReformKind.MERGER else rows[0]
    return work.propose(
        uow,
        subject=f"mechanism/{kind}/{about.id}",
        kind=REFORM,
        title=title if on is None else f"{title}（{on.isoformat()} 起）",
        payload={
            "kind": kind,
            "plan": asdict(plan),
            "seen": dict(seen),
            "on": on.isoformat() if on else None,
            "title": title,
        },
        approver=ToPool(Role.DATA_BUREAU, bureau_or(uow, about.id)),
        by=by,
    )


@change_handler(REFORM)
def decide_reform(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Approved: carried out now, or held for its day. Whoever changed an organisation a moment before is found here."""
    told = change.payload
    kind, today = ReformKind(told["kind"]), uow.clock.today()
    plan = CARRIERS[kind].read(told["plan"])
    wanted = date.fromisoformat(told["on"]) if told["on"] else today
    row = ReformRow(
        id=new_id(),
        kind=kind,
        title=told["title"],
        basis=plan.basis.strip(),
        on=wanted,
        state=ReformState.HELD,
        plan=told["plan"],
        seen=told["seen"],
        organisations=sorted(CARRIERS[kind].involved(plan)),
        change_id=change.id,
        proposed_by=change.requested_by,
        proposed_name=change.requested_name,
        approved_by=by.account_id,
        approved_name=by.name,
        approved_at=uow.clock.now(),
        ended_because="",
        obstacles=[],
    )
    if wanted <= today:
        carry_out(uow, row, by=by)
    else:
        _hold(uow, row, kind, plan, by)


def carry_out(uow: UnitOfWork, row: ReformRow, *, by: Actor) -> None:
    """Do what was decided, in this transaction. Raises `ReformObstructed` or `StaleOrganisation`: then nothing is."""
    kind = ReformKind(row.kind)
    carrier = CARRIERS[kind]
    plan = carrier.read(row.plan)
    store.lock_tree(uow.session)
    rows = _rows(uow, kind, plan, lock=True)
    refuse_stale(uow, rows, row.seen)
    _refuse_obstructed([*_obstacles(uow, kind, plan, rows), *_reserved(uow, row.organisations, row.id)])
    # A new name may be told afterwards and count from its own day; what passes to others passes today.
    day = row.on if kind is ReformKind.ALTERATION else uow.clock.today()
    detail = carrier.carry_out(uow, plan, Act(day, row.change_id, by))
    row.state, row.ended_at, row.obstacles = ReformState.DONE, uow.clock.now(), []
    uow.session.add(row)
    uow.session.flush()
    for subject in row.organisations:
        about = f"mechanism/organisation/{subject}"
        evidence.record(uow, by=by, action=f"mechanism.organisation.{kind}", subject=about, detail={"reform": row.id})
    evidence.record(
        uow, by=by, action="mechanism.reform.done", subject=f"mechanism/reform/{row.id}", detail={"kind": kind} | detail
    )


def wake_on(uow: UnitOfWork, row: ReformRow) -> None:
    """Let the job look at the reform on its day."""
    day = datetime.combine(row.on, time(), TIME_ZONE)
    uow.enqueue(CARRY_OUT, at=day, queueing_lock=f"reform/{row.id}", lock=CARRY_OUT, reform_id=row.id)


def _hold(uow: UnitOfWork, row: ReformRow, kind: ReformKind, plan: Plan, by: Actor) -> None:
    store.lock_tree(uow.session)
    rows = _rows(uow, kind, plan)
    refuse_stale(uow, rows, row.seen)
    _refuse_obstructed([*_obstacles(uow, kind, plan, rows), *_reserved(uow, row.organisations)])
    uow.session.add(row)
    uow.session.flush()
    wake_on(uow, row)
    subject, detail = f"mechanism/reform/{row.id}", {"kind": kind, "on": row.on.isoformat()}
    evidence.record(uow, by=by, action="mechanism.reform.held", subject=subject, detail=detail)


def _rows(uow: UnitOfWork, kind: ReformKind, plan: Plan, *, lock: bool = False) -> list[OrganisationRow]:
    """The organisations it is about, in the plan's order, locked in one that is always the same."""
    if not plan.basis.strip():
        raise ReformWithoutBasis
    wanted = CARRIERS[kind].involved(plan)
    found = {each: row_of(uow, each, lock=lock) for each in sorted(set(wanted))}
    return [found[each] for each in wanted]


def _obstacles(uow: UnitOfWork, kind: ReformKind, plan: Plan, rows: Collection[OrganisationRow]) -> list[Obstacle]:
    ended = [_ended(row) for row in rows if row.valid_to is not None]
    # What an organisation that ended may still hold is history, and nothing can be said about it.
    return ended or CARRIERS[kind].obstacles(uow, plan)


def _reserved(uow: UnitOfWork, organisation_ids: Collection[str], own_id: str = "") -> list[Obstacle]:
    """Other reforms that wait for their day: one organisation is reformed by one decision at a time."""
    row = ReformRow
    named = or_(*(row.organisations.contains([each]) for each in organisation_ids))
    query = select(row).where(row.state.in_(LIVING), row.id != own_id, named)
    return [
        Obstacle(
            each.id,
            each.title,
            f"已定于 {each.on} 实施，请等它完成，或先取消它",
            f"decided for {each.on}: wait until it is done, or cancel it",
        )
        for each in uow.session.scalars(query.order_by(row.on))
    ]


def _refuse_obstructed(obstacles: Collection[Obstacle]) -> None:
    if obstacles:
        raise ReformObstructed(count=len(obstacles), details=[asdict(obstacle) for obstacle in obstacles])


def _refuse_past(uow: UnitOfWork, plan: Plan, row: OrganisationRow, on: date | None) -> None:
    if on is None or on >= uow.clock.today():
        return
    earliest = last_change(uow, row) if isinstance(plan, Alteration) and not plan.ends else None
    if earliest is None or on < earliest:
        raise DayHasPassed(on=on.isoformat())


def _ended(row: OrganisationRow) -> Obstacle:
    return Obstacle(row.code, row.name, f"机构已于 {row.valid_to} 撤销或并入他处", f"it ended on {row.valid_to}")


def bureau_or(uow: UnitOfWork, organisation_id: str) -> str:
    """The bureau whose people decide; an installation without one lets the organisation itself stand for it."""
    row = OrganisationRow
    standing = or_(row.valid_to.is_(None), row.valid_to >= uow.clock.today())
    query = select(row.id).where(row.kind == OrganisationKind.BUREAU, standing).order_by(row.code).limit(1)
    return uow.session.scalar(query) or organisation_id

"""Organisations become one: everything follows in one transaction, or nothing does (SPEC 1.1)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import estates, logic, store
from shudao.mechanism.appointments import post_view
from shudao.mechanism.contracts import Merger, MergerPreview, MovedThings, Obstacle, OrganisationKind, Succession
from shudao.mechanism.errors import MergerObstructed, MergerWithoutBasis, StaleOrganisation
from shudao.mechanism.organisations import keep_version, row_of
from shudao.mechanism.permissions import EDIT_ORGANISATIONS
from shudao.mechanism.ports import OBSTACLES
from shudao.mechanism.tables import OrganisationRow, SuccessionRow
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

MERGE = "mechanism.merge"


def preview_merger(uow: UnitOfWork, merger: Merger, *, by: Actor) -> MergerPreview:
    """What a merger would move and what stands in its way, without changing anything."""
    access.require(uow, by, EDIT_ORGANISATIONS)
    rows = _rows(uow, merger)
    moves = [
        *estates.count_held(uow.session, merger.predecessors),
        *_counted(work.count_pools(uow, merger.predecessors)),
    ]
    return MergerPreview(tuple(moves), tuple(_obstacles(uow, rows)), {row.id: row.version for row in rows})


def propose_merger(uow: UnitOfWork, merger: Merger, seen: dict[str, int], *, by: Actor) -> ChangeRequest:
    """Hold a merger until someone else of the bureau approves it. `seen`: the versions the preview showed.

    Raises `MergerObstructed` with all obstacles, `StaleOrganisation` when an organisation changed since.
    """
    access.require(uow, by, EDIT_ORGANISATIONS)
    rows = _rows(uow, merger)
    _refuse_stale(rows, seen)
    _refuse_obstructed(_obstacles(uow, rows))
    *predecessors, successor = rows
    title = f"{'、'.join(row.name for row in predecessors)} 并入 {successor.name}"
    return work.propose(
        uow,
        subject=f"mechanism/merger/{successor.id}",
        kind=MERGE,
        title=title,
        payload=asdict(merger) | {"seen": seen},
        approver=ToPool(Role.DATA_BUREAU, _bureau(uow, successor)),
        by=by,
    )


@change_handler(MERGE)
def apply_merger(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Carry an approved merger out from today on. Whoever merged one of them a moment before is found here."""
    told = change.payload
    merger = Merger(tuple(told["predecessors"]), told["successor"], told["basis"])
    store.lock_tree(uow.session)
    rows = _rows(uow, merger, lock=True)
    _refuse_stale(rows, told["seen"])
    _refuse_obstructed(_obstacles(uow, rows))
    *predecessors, successor = rows
    today = uow.clock.today()
    moved = estates.move_held(uow.session, merger.predecessors, successor)
    moved["mechanism.appointment"] = estates.move_appointments(uow.session, merger.predecessors, successor.id, today)
    moved["access.role"] = access.move_roles(uow, merger.predecessors, successor.id, today, by=by)
    moved |= work.move_pools(uow, merger.predecessors, successor.id, by=by)
    _lift_children(uow, merger, by)
    for row in predecessors:
        _end(uow, row, successor, merger.basis, change.id, today, by)
    subject, detail = f"mechanism/organisation/{successor.id}", {"predecessors": list(merger.predecessors)} | moved
    evidence.record(uow, by=by, action="mechanism.organisation.merged", subject=subject, detail=detail)


def successions(uow: UnitOfWork, organisation_id: str) -> list[Succession]:
    """What an organisation came from, and what it became."""
    row = SuccessionRow
    query = select(row).where(or_(row.predecessor_id == organisation_id, row.successor_id == organisation_id))
    found = list(uow.session.scalars(query.order_by(row.on, row.predecessor_id)))
    names = store.names(uow.session, (), {each for r in found for each in (r.predecessor_id, r.successor_id)})
    return [
        Succession(r.predecessor_id, names[r.predecessor_id], r.successor_id, names[r.successor_id], r.on, r.basis)
        for r in found
    ]


def _rows(uow: UnitOfWork, merger: Merger, *, lock: bool = False) -> list[OrganisationRow]:
    """The predecessors in a fixed order, and the successor last."""
    if not merger.predecessors or not merger.basis.strip():
        raise MergerWithoutBasis
    return [row_of(uow, each, lock=lock) for each in (*sorted(set(merger.predecessors)), merger.successor)]


def _refuse_stale(rows: Sequence[OrganisationRow], seen: dict[str, int]) -> None:
    for row in rows:
        if row.version != seen.get(row.id):
            raise StaleOrganisation(name=row.name, current=row.version, seen=seen.get(row.id, 0))


def _refuse_obstructed(obstacles: Sequence[Obstacle]) -> None:
    if obstacles:
        raise MergerObstructed(count=len(obstacles), details=[asdict(obstacle) for obstacle in obstacles])


def _obstacles(uow: UnitOfWork, rows: Sequence[OrganisationRow]) -> list[Obstacle]:
    *predecessors, successor = rows
    today, ids = uow.clock.today(), [row.id for row in rows]
    above = set(store.ancestors(uow.session, successor.id)[1:])
    found = [_ended(row) for row in rows if row.valid_to is not None and row.valid_to < today]
    found += [_itself(row) for row in predecessors if row.id == successor.id]
    found += [_above(row) for row in predecessors if row.id in above]
    held = store.posts_held(uow.session, [row.id for row in predecessors], today)
    unfit = [row for row in held if not logic.may_be_held_in(post_view(row), OrganisationKind(successor.kind))]
    found += [
        Obstacle(
            row.code,
            row.name,
            f"“{successor.name}”不能设置该岗位，请先结束任职",
            f"this post cannot be held in {successor.name}: end the appointments first",
        )
        for row in unfit
    ]
    return [*found, *(obstacle for look in OBSTACLES for obstacle in look(uow, ids))]


def _ended(row: OrganisationRow) -> Obstacle:
    return Obstacle(row.code, row.name, f"机构已于 {row.valid_to} 撤销或并入他处", f"it ended on {row.valid_to}")


def _itself(row: OrganisationRow) -> Obstacle:
    return Obstacle(row.code, row.name, "机构不能并入自身", "it cannot be merged into itself")


def _above(row: OrganisationRow) -> Obstacle:
    zh, en = "机构不能并入自己的下级，请先调整上级机构", "it stands above its successor: move the successor first"
    return Obstacle(row.code, row.name, zh, en)


def _lift_children(uow: UnitOfWork, merger: Merger, by: Actor) -> None:
    """What stood below a predecessor stands below the successor from now on."""
    row = OrganisationRow
    below = select(row).where(row.parent_id.in_(merger.predecessors), row.id.not_in(merger.predecessors))
    for child in uow.session.scalars(below.order_by(row.id).with_for_update()).all():
        if child.id == merger.successor:
            continue
        keep_version(uow, child, by)
        child.parent_id, child.version = merger.successor, child.version + 1
        uow.session.flush()
        access.note_organisation(uow, child.id, child.name, child.parent_id, governs=logic.governs(child.kind))


def _end(
    uow: UnitOfWork,
    row: OrganisationRow,
    successor: OrganisationRow,
    basis: str,
    change_id: str,
    today: date,
    by: Actor,
) -> None:
    keep_version(uow, row, by)
    # The day before, so that it no longer stands today; one that began today stays until tonight.
    row.valid_to, row.version = max(row.valid_from, today - timedelta(days=1)), row.version + 1
    uow.session.add(
        SuccessionRow(
            predecessor_id=row.id, successor_id=successor.id, on=today, basis=basis.strip(), change_id=change_id
        )
    )
    uow.session.flush()


def _bureau(uow: UnitOfWork, successor: OrganisationRow) -> str:
    """The bureau whose people decide; an installation without one lets the successor stand for it."""
    row = OrganisationRow
    standing = or_(row.valid_to.is_(None), row.valid_to >= uow.clock.today())
    query = select(row.id).where(row.kind == OrganisationKind.BUREAU, standing).order_by(row.code).limit(1)
    return uow.session.scalar(query) or successor.id


def _counted(counts: dict[str, int]) -> list[MovedThings]:
    words = {"work.task": ("待办", "to-dos"), "work.change": ("待审批变更", "changes to decide")}
    return [MovedThings(kind, *words[kind], count) for kind, count in counts.items() if count]

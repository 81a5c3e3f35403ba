"""Organisations become one: everything follows in one transaction, or nothing does (SPEC 1.1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import estates, logic, store
from shudao.mechanism.appointments import post_view
from shudao.mechanism.contracts import Merger, MovedThings, Obstacle, OrganisationKind
from shudao.mechanism.errors import ReformWithoutBasis
from shudao.mechanism.history import keep_version
from shudao.mechanism.organisations import row_of
from shudao.mechanism.ports import OBSTACLES
from shudao.mechanism.reform_parts import Act, counted
from shudao.mechanism.tables import OrganisationRow, SuccessionRow
from shudao.work import facade as work

__all__ = ["Merging", "end", "pass_everything", "unfit_posts"]


class Merging:
    """Carries mergers out. The successor stands last among the organisations it is about."""

    def read(self, told: Mapping[str, Any]) -> Merger:
        return Merger(tuple(told["predecessors"]), told["successor"], told["basis"])

    def involved(self, plan: Merger) -> tuple[str, ...]:
        if not plan.predecessors:
            raise ReformWithoutBasis
        return (*sorted(set(plan.predecessors)), plan.successor)

    def title(self, uow: UnitOfWork, plan: Merger) -> str:
        *predecessors, successor = (row_of(uow, each) for each in self.involved(plan))
        return f"{'、'.join(row.name for row in predecessors)} 并入 {successor.name}"

    def moves(self, uow: UnitOfWork, plan: Merger) -> dict[str, tuple[MovedThings, ...]]:
        held = estates.count_held(uow.session, plan.predecessors)
        return {plan.successor: (*held, *counted(work.count_pools(uow, plan.predecessors)))}

    def obstacles(self, uow: UnitOfWork, plan: Merger) -> list[Obstacle]:
        """All that forbids it, in the words of whoever has to settle it."""
        *predecessors, successor = (row_of(uow, each) for each in self.involved(plan))
        above = set(store.ancestors(uow.session, successor.id)[1:])
        found = [_itself(row) for row in predecessors if row.id == successor.id]
        found += [_above(row) for row in predecessors if row.id in above]
        found += unfit_posts(uow, [row.id for row in predecessors], successor)
        return [*found, *(each for look in OBSTACLES for each in look(uow, self.involved(plan)))]

    def carry_out(self, uow: UnitOfWork, plan: Merger, act: Act) -> dict[str, Any]:
        *predecessors, successor = (row_of(uow, each) for each in self.involved(plan))
        moved = pass_everything(uow, plan.predecessors, successor, act)
        for row in predecessors:
            end(uow, row, [successor], plan.basis, act)
        return {"predecessors": list(plan.predecessors)} | moved


def pass_everything(
    uow: UnitOfWork, organisation_ids: Collection[str], successor: OrganisationRow, act: Act
) -> dict[str, int]:
    """Give the successor all that belongs to these organisations, and what stands below them."""
    moved = estates.move_held(uow.session, organisation_ids, successor)
    moved["mechanism.appointment"] = estates.move_appointments(uow.session, organisation_ids, successor.id, act.on)
    moved["access.role"] = access.move_roles(uow, organisation_ids, successor.id, act.on, by=act.by)
    moved |= work.move_pools(uow, organisation_ids, successor.id, by=act.by)
    _lift_children(uow, organisation_ids, successor.id, act)
    return moved


def end(uow: UnitOfWork, row: OrganisationRow, successors: Sequence[OrganisationRow], basis: str, act: Act) -> None:
    """Let an organisation stand no longer, and say what it became."""
    keep_version(uow, row, act.by)
    # The day before, so that it no longer stands today; one that began today stays until tonight.
    row.valid_to, row.version = max(row.valid_from, act.on - timedelta(days=1)), row.version + 1
    follow(uow, row, successors, basis, act)


def follow(uow: UnitOfWork, row: OrganisationRow, successors: Sequence[OrganisationRow], basis: str, act: Act) -> None:
    """Keep in the history which organisations took over from which."""
    for successor in successors:
        uow.session.merge(
            SuccessionRow(
                predecessor_id=row.id,
                successor_id=successor.id,
                on=act.on,
                basis=basis.strip(),
                change_id=act.change_id,
            )
        )
    uow.session.flush()


def unfit_posts(
    uow: UnitOfWork,
    organisation_ids: Collection[str],
    successor: OrganisationRow,
    people: Collection[str] | None = None,
) -> list[Obstacle]:
    """The posts held there which cannot be held in the successor."""
    held = store.posts_held(uow.session, organisation_ids, uow.clock.today(), people)
    kind = OrganisationKind(successor.kind)
    zh = f"“{successor.name}”不能设置该岗位，请先结束任职"
    en = f"this post cannot be held in {successor.name}: end the appointments first"
    return [Obstacle(row.code, row.name, zh, en) for row in held if not logic.may_be_held_in(post_view(row), kind)]


def _itself(row: OrganisationRow) -> Obstacle:
    return Obstacle(row.code, row.name, "机构不能并入自身", "it cannot be merged into itself")


def _above(row: OrganisationRow) -> Obstacle:
    zh, en = "机构不能并入自己的下级，请先调整上级机构", "it stands above its successor: move the successor first"
    return Obstacle(row.code, row.name, zh, en)


def _lift_children(uow: UnitOfWork, organisation_ids: Collection[str], successor_id: str, act: Act) -> None:
    """What stood below a predecessor stands below the successor from now on."""
    row = OrganisationRow
    below = select(row).where(row.parent_id.in_(organisation_ids), row.id.not_in(organisation_ids))
    for child in uow.session.scalars(below.order_by(row.id).with_for_update()).all():
        if child.id == successor_id:
            continue
        keep_version(uow, child, act.by)
        child.parent_id, child.version = successor_id, child.version + 1
        uow.session.flush()
        access.note_organisation(uow, child.id, child.name, child.parent_id, governs=logic.governs(child.kind))

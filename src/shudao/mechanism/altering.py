"""An organisation is renamed, moved below another, or dissolved, from a day on (SPEC 1.1)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from shudao.access import facade as access
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import estates, logic, store
from shudao.mechanism.contracts import MovedThings, Obstacle
from shudao.mechanism.contracts_reform import Alteration
from shudao.mechanism.errors import ReformWithoutBasis
from shudao.mechanism.history import keep_version
from shudao.mechanism.organisations import row_of
from shudao.mechanism.reform_parts import Act, counted
from shudao.work import facade as work

__all__ = ["Altering"]


class Altering:
    """Carries renamings, moves and dissolutions out."""

    def read(self, told: Mapping[str, Any]) -> Alteration:
        return Alteration(**told)

    def involved(self, plan: Alteration) -> tuple[str, ...]:
        if not (plan.name or plan.short_name is not None or plan.parent or plan.ends):
            raise ReformWithoutBasis
        return (plan.organisation, plan.parent) if plan.parent else (plan.organisation,)

    def title(self, uow: UnitOfWork, plan: Alteration) -> str:
        row = row_of(uow, plan.organisation)
        if plan.ends:
            return f"{row.name} 撤销"
        renamed = f"更名为 {plan.name}" if plan.name and plan.name != row.name else ""
        moved = f"划归 {row_of(uow, plan.parent).name}" if plan.parent else ""
        return f"{row.name} {'，'.join(filter(None, (renamed, moved))) or '变更简称'}"

    def moves(self, uow: UnitOfWork, plan: Alteration) -> dict[str, tuple[MovedThings, ...]]:
        return {}

    def obstacles(self, uow: UnitOfWork, plan: Alteration) -> list[Obstacle]:
        row, found = row_of(uow, plan.organisation), []
        if plan.parent and row.id in store.ancestors(uow.session, plan.parent):
            zh, en = "不能划归自己或自己的下级", "it cannot be placed below itself"
            found.append(Obstacle(row.code, row.name, zh, en))
        if not plan.ends:
            return found
        if store.in_use(uow.session, row.id, uow.clock.today() - timedelta(days=1)):
            zh, en = (
                "还有下级机构或在任人员，请先调整",
                "organisations stand below it or people hold posts: move them first",
            )
            found.append(Obstacle(row.code, row.name, zh, en))
        held = [*estates.count_held(uow.session, [row.id]), *counted(work.count_pools(uow, [row.id]))]
        return found + [_left(each) for each in held]

    def carry_out(self, uow: UnitOfWork, plan: Alteration, act: Act) -> dict[str, Any]:
        row = row_of(uow, plan.organisation)
        keep_version(uow, row, act.by, until=act.on)
        row.name = plan.name or row.name
        row.short_name = row.short_name if plan.short_name is None else plan.short_name
        row.parent_id = plan.parent or row.parent_id
        if plan.ends:
            row.valid_to = max(row.valid_from, act.on - timedelta(days=1))
        row.version += 1
        uow.session.flush()
        access.note_organisation(uow, row.id, row.name, row.parent_id, governs=logic.governs(row.kind))
        estates.repeat_words(uow.session, row)
        return {"code": row.code, "version": row.version}


def _left(held: MovedThings) -> Obstacle:
    zh = f"还有 {held.count} 项，请改用合并或拆分，让它们有去处"
    en = f"{held.count} are still there: merge or split it, so that they have somewhere to go"
    return Obstacle(held.kind, held.zh, zh, en)

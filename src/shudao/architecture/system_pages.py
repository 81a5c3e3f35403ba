"""Application systems as they are shown: with their databases, their tables counted, and whether they are idle."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import func, select

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.claims import table_counts
from shudao.architecture.contracts import (
    CountBy,
    IdleEvidence,
    SystemFilter,
    SystemLine,
    SystemPage,
    SystemState,
    TableCounts,
)
from shudao.architecture.logic_zombies import SystemUse, idle_evidence
from shudao.architecture.systems import SYSTEM_SORT, shown_system, systems_query
from shudao.architecture.tables import SourceRow, SystemRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism

__all__ = ["list_system_lines", "system_page"]


def list_system_lines(
    uow: UnitOfWork, page: PageQuery, wanted: SystemFilter, *, idle_days: int, by: Actor
) -> Page[SystemLine]:
    """The register with counts. What is physical is blank to those who may not see it; idle systems are no secret."""
    query = systems_query(page)
    if wanted.state is not None:
        query = query.where(SystemRow.state == wanted.state)
    if wanted.organisation_id is not None:
        query = query.where(SystemRow.organisation_id == wanted.organisation_id)
    if wanted.idle:
        query = query.where(SystemRow.code.in_(_idle(uow, idle_days)))
    rows = fetch_page(uow.session, query, page, SYSTEM_SORT, "code")
    counts = table_counts(uow, CountBy.SYSTEM)
    idle = _idle(uow, idle_days, [row.code for row in rows.items])
    lines = [
        SystemLine(shown_system(uow, row, by), counts.get(row.code, TableCounts()), row.code in idle)
        for row in rows.items
    ]
    return Page(lines, rows.total)


def system_page(uow: UnitOfWork, code: str, *, idle_days: int, by: Actor) -> SystemPage:
    """One system with all that hangs on it. Raises `UnknownSystem`."""
    row = store.system_row(uow.session, code)
    owner = row.organisation_id
    is_own = access.permits(uow, by, permissions.READ_PHYSICAL, owner)
    sources = uow.session.scalars(select(SourceRow).where(SourceRow.system_code == code).order_by(SourceRow.code))
    person_id = row.responsible_person_id if is_own else None
    return SystemPage(
        system=shown_system(uow, row, by),
        counts=table_counts(uow, CountBy.SYSTEM).get(code, TableCounts()),
        sources=tuple(store.to_source(source) for source in sources) if is_own else (),
        idle=_idle(uow, idle_days, [code]).get(code, ()),
        idle_days=idle_days,
        responsible_name=mechanism.person(uow, person_id).name if person_id else "",
        may_edit=access.permits(uow, by, permissions.MANAGE_SYSTEMS, owner),
        may_claim=access.permits(uow, by, permissions.CLAIM_TABLES, owner),
    )


def _idle(uow: UnitOfWork, days: int, codes: Collection[str] | None = None) -> dict[str, tuple[IdleEvidence, ...]]:
    """The idle ones among these systems, or among all, with what speaks for it."""
    query = (
        select(SystemRow, func.max(SourceRow.last_read_at), func.max(SourceRow.last_changed_at))
        .outerjoin(SourceRow, SourceRow.system_code == SystemRow.code)
        .group_by(SystemRow.code)
    )
    if codes is not None:
        query = query.where(SystemRow.code.in_(codes))
    now = uow.clock.now()
    found = {}
    for row, read, changed in uow.session.execute(query).all():
        use = SystemUse(
            SystemState(row.state),
            row.registered_at,
            datetime.combine(row.last_used_on, time(), now.tzinfo) if row.last_used_on else None,
            read,
            changed,
            has_owner=True,
        )
        if idle_evidence(use, now, days):
            found[row.code] = idle_evidence(replace(use, has_owner=_has_owner(uow, row)), now, days)
    return found


def _has_owner(uow: UnitOfWork, row: SystemRow) -> bool:
    if row.responsible_person_id is None:
        return False
    left = mechanism.person(uow, row.responsible_person_id).left_on
    return left is None or left >= uow.clock.today()

"""Tables of the register: claimed by a department, excluded with a reason, or listed as unsurveyed (SPEC 4.11)."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.dialects.postgresql import insert

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.contracts import (
    CountBy,
    ExclusionReason,
    RegisteredTable,
    SystemState,
    TableCounts,
    TableFilter,
    TableState,
)
from shudao.architecture.errors import ExclusionNote, NoTableChosen, TableRegistered, UnknownTables
from shudao.architecture.tables import NodeRow, PhysicalTableRow, RegistrationRow, SourceRow, SystemRow
from shudao.architecture.tables_systems import TableClaimRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, ordering
from shudao.kernel.uow import UnitOfWork

__all__ = ["claim_tables", "exclude_tables", "list_register", "note_registered", "release_tables", "table_counts"]

NAMED = 20
_ENDED = [state for state in SystemState if state.ends_certification]


def claim_tables(
    uow: UnitOfWork, source_code: str, names: Collection[str], organisation_id: str | None = None, *, by: Actor
) -> int:
    """Claim tables for a department, the source's own unless another is named; how many were newly decided.

    Whoever claims for another department needs the right there as well: nobody is made to answer for a table.
    """
    owner = _require_claim(uow, source_code, by)
    wanted = organisation_id or owner
    access.require(uow, by, permissions.CLAIM_TABLES, wanted)
    chosen = _known_tables(uow, source_code, names)
    return _decide(uow, source_code, chosen, TableState.CLAIMED, wanted, by=by)


def exclude_tables(
    uow: UnitOfWork, source_code: str, names: Collection[str], reason: ExclusionReason, note: str = "", *, by: Actor
) -> int:
    """Exclude tables that hold no government data; how many were newly decided.

    Raises `ExclusionNote` for the reason "other" without a note, `TableRegistered` for tables an entity rests on.
    """
    owner = _require_claim(uow, source_code, by)
    if reason is ExclusionReason.OTHER and not note.strip():
        raise ExclusionNote
    chosen = _known_tables(uow, source_code, names)
    _refuse_registered(uow, source_code, chosen)
    return _decide(uow, source_code, chosen, TableState.EXCLUDED, owner, reason, note.strip(), by=by)


def release_tables(uow: UnitOfWork, source_code: str, names: Collection[str], *, by: Actor) -> int:
    """List decided tables as unsurveyed again; how many. Raises `TableRegistered` for tables an entity rests on."""
    _require_claim(uow, source_code, by)
    chosen = _known_tables(uow, source_code, names)
    _refuse_registered(uow, source_code, chosen)
    released = [row for name in chosen if (row := uow.session.get(TableClaimRow, (source_code, name))) is not None]
    for row in released:
        uow.session.delete(row)
    uow.session.flush()
    _record(uow, source_code, "released", chosen, by)
    return len(released)


def note_registered(uow: UnitOfWork, source_code: str, name: str, organisation_id: str, *, by: Actor) -> None:
    """A table that an entity is registered on is claimed thereby, by the entity's department."""
    _decide(uow, source_code, [name], TableState.CLAIMED, organisation_id, by=by)


def list_register(uow: UnitOfWork, page: PageQuery, wanted: TableFilter, *, by: Actor) -> Page[RegisteredTable]:
    """Tables of the register as far as one may see physical names; `q` looks in names and comments."""
    access.require(uow, by, permissions.READ_PHYSICAL)
    query = _register().where(*_wanted(wanted))
    if not (by.is_system or permissions.READ_PHYSICAL.wider & by.roles):
        query = query.where(SourceRow.organisation_id == (by.organisation_id or ""))
    if page.q:
        row = PhysicalTableRow
        found = row.name.icontains(page.q, autoescape=True) | row.comment.icontains(page.q, autoescape=True)
        query = query.where(found)
    order = (ordering(page, _SORT, "name"), PhysicalTableRow.source_code, PhysicalTableRow.name)
    total = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = uow.session.execute(query.order_by(*order).offset(page.offset).limit(page.limit))
    return Page([_shown(*row) for row in rows], total)


def table_counts(
    uow: UnitOfWork, per: CountBy, organisation_ids: Collection[str] | None = None
) -> dict[str, TableCounts]:
    """How many tables there are per department, system or source, and what was decided about them.

    The numbers are open to everybody signed in; the names are not. See `CountBy` for the keys.
    """
    department = func.coalesce(TableClaimRow.organisation_id, SourceRow.organisation_id)
    keys: dict[CountBy, ColumnElement[Any]] = {
        CountBy.ORGANISATION: department,
        CountBy.SYSTEM: SourceRow.__table__.c.system_code,
        CountBy.SOURCE: SourceRow.__table__.c.code,
    }
    state = TableClaimRow.state
    query = (
        select(
            keys[per],
            func.count(),
            func.count().filter(state == TableState.CLAIMED),
            func.count().filter(and_(state == TableState.CLAIMED, _is_registered())),
            func.count().filter(state == TableState.EXCLUDED),
        )
        .select_from(PhysicalTableRow)
        .join(SourceRow, SourceRow.code == PhysicalTableRow.source_code)
        .join(SystemRow, SystemRow.code == SourceRow.system_code)
        .outerjoin(TableClaimRow, _same_table(TableClaimRow.source_code, TableClaimRow.table_name))
        .where(PhysicalTableRow.gone_at.is_(None), SystemRow.state.not_in(_ENDED))
        .group_by(keys[per])
    )
    if organisation_ids is not None:
        query = query.where(department.in_(organisation_ids))
    return {str(key): TableCounts(*counts) for key, *counts in uow.session.execute(query)}


def _require_claim(uow: UnitOfWork, source_code: str, by: Actor) -> str:
    owner = store.source_row(uow.session, source_code).organisation_id
    access.require(uow, by, permissions.CLAIM_TABLES, owner)
    return owner


def _known_tables(uow: UnitOfWork, source_code: str, names: Collection[str]) -> list[str]:
    """The tables by name, held so that two people do not decide at once. Raises `UnknownTables`."""
    if not names:
        raise NoTableChosen
    row = PhysicalTableRow
    query = select(row.name).where(row.source_code == source_code, row.name.in_(names)).order_by(row.name)
    found = list(uow.session.scalars(query.with_for_update()))
    missing = sorted(set(names) - set(found))
    if missing:
        raise UnknownTables(count=len(missing), names="、".join(missing[:NAMED]))
    return found


def _refuse_registered(uow: UnitOfWork, source_code: str, names: Sequence[str]) -> None:
    row = RegistrationRow
    query = select(row.physical_table).where(row.source_code == source_code, row.physical_table.in_(names)).distinct()
    registered = sorted(uow.session.scalars(query))
    if registered:
        raise TableRegistered(count=len(registered), names="、".join(registered[:NAMED]))


def _decide(
    uow: UnitOfWork,
    source_code: str,
    names: Sequence[str],
    state: TableState,
    organisation_id: str,
    reason: ExclusionReason | None = None,
    note: str = "",
    *,
    by: Actor,
) -> int:
    """Write the same decision for all; what was decided just so before keeps who decided and when."""
    same = {"state": state, "organisation_id": organisation_id, "reason": reason, "note": note}
    signed = {"decided_by": by.principal, "decided_at": uow.clock.now()}
    values = [{"source_code": source_code, "table_name": name, **same, **signed} for name in names]
    statement = insert(TableClaimRow).values(values)
    differs = [getattr(TableClaimRow, field).is_distinct_from(value) for field, value in same.items()]
    changed = uow.session.execute(
        statement.on_conflict_do_update(
            index_elements=["source_code", "table_name"], set_=same | signed, where=_any(differs)
        ).returning(TableClaimRow.table_name)
    ).all()
    uow.session.expire_all()
    if changed:
        _record(uow, source_code, state.value, [name for (name,) in changed], by, reason)
    return len(changed)


def _any(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *others = conditions
    for other in others:
        first = first | other
    return first


def _record(
    uow: UnitOfWork,
    source_code: str,
    what: str,
    names: Sequence[str],
    by: Actor,
    reason: ExclusionReason | None = None,
) -> None:
    detail: dict[str, object] = {"tables": list(names)[:NAMED], "count": len(names)}
    if reason is not None:
        detail["reason"] = reason.value
    subject = f"architecture/source/{source_code}"
    evidence.record(uow, by=by, action=f"architecture.tables.{what}", subject=subject, detail=detail)


def _same_table(source_code: Any, name: Any) -> ColumnElement[bool]:
    return and_(source_code == PhysicalTableRow.source_code, name == PhysicalTableRow.name)


def _is_registered() -> ColumnElement[bool]:
    return select(1).where(_same_table(RegistrationRow.source_code, RegistrationRow.physical_table)).exists()


def _register() -> Select[PhysicalTableRow, SourceRow, TableClaimRow, NodeRow]:
    """Each table with its source, what was decided about it, and the first entity registered on it."""
    entity = (
        select(func.min(RegistrationRow.entity_code))
        .where(_same_table(RegistrationRow.source_code, RegistrationRow.physical_table))
        .correlate(PhysicalTableRow)
        .scalar_subquery()
    )
    return (
        select(PhysicalTableRow, SourceRow, TableClaimRow, NodeRow)
        .join(SourceRow, SourceRow.code == PhysicalTableRow.source_code)
        .outerjoin(TableClaimRow, _same_table(TableClaimRow.source_code, TableClaimRow.table_name))
        .outerjoin(NodeRow, NodeRow.code == entity)
    )


_state = func.coalesce(TableClaimRow.state, TableState.UNSURVEYED)
# What nobody has looked at comes first.
_STATE_ORDER = case({TableState.UNSURVEYED: 0, TableState.CLAIMED: 1}, value=_state, else_=2)
_SORT: dict[str, ColumnElement[Any]] = {
    "name": PhysicalTableRow.__table__.c.name,
    "comment": PhysicalTableRow.__table__.c.comment,
    "rows": PhysicalTableRow.__table__.c.rows_estimate,
    "source": PhysicalTableRow.__table__.c.source_code,
    "state": _STATE_ORDER,
}


def _wanted(wanted: TableFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.system_code is not None:
        conditions.append(SourceRow.system_code == wanted.system_code)
    if wanted.source_code is not None:
        conditions.append(SourceRow.code == wanted.source_code)
    if wanted.name is not None:
        conditions.append(PhysicalTableRow.name == wanted.name)
    if wanted.state is not None:
        conditions.append(_state == wanted.state)
    return conditions


def _shown(
    table: PhysicalTableRow, source: SourceRow, claim: TableClaimRow | None, entity: NodeRow | None
) -> RegisteredTable:
    return RegisteredTable(
        system_code=source.system_code,
        source_code=source.code,
        name=table.name,
        comment=table.comment,
        column_count=len(table.columns),
        commented_count=sum(bool(column.get("comment")) for column in table.columns),
        has_key=any(column.get("is_key") for column in table.columns),
        is_view=table.is_view,
        rows_estimate=table.rows_estimate,
        state=TableState(claim.state) if claim else TableState.UNSURVEYED,
        organisation_id=claim.organisation_id if claim else source.organisation_id,
        entity_code=entity.code if entity else None,
        entity_name=entity.name if entity else None,
        reason=ExclusionReason(claim.reason) if claim and claim.reason else None,
        note=claim.note if claim else "",
        decided_by=claim.decided_by if claim else None,
        decided_at=claim.decided_at if claim else None,
        gone_at=table.gone_at,
    )

"""The register of tables is kept in step with the live schema; where somebody relies on what changed, it is a task."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.contracts_harvesting import Drift, DriftChange, DriftKind
from shudao.architecture.contracts_systems import PhysicalColumn
from shudao.architecture.errors import DriftSettled, MappingUnfit, UnknownDrift
from shudao.architecture.logic_drift import column_changes
from shudao.architecture.systems import register_entity
from shudao.architecture.tables import NodeRow, PhysicalTableRow, RegistrationRow, SourceRow
from shudao.architecture.tables_systems import DriftRow
from shudao.connectors.harvest.contracts import HarvestedTable
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.work import facade as work
from shudao.work.contracts import Affected, ToPool, Urgency

__all__ = ["bring_up_to_date", "drift", "list_drifts", "settle_drift", "sources_to_check"]

TASK = "architecture.drift"
Live = Mapping[str, tuple[HarvestedTable, tuple[PhysicalColumn, ...]]]


def bring_up_to_date(uow: UnitOfWork, source_code: str, live: Live, *, by: Actor) -> dict[str, int]:
    """Bring the register of a source in step with its live tables; what somebody relies on waits for a decision.

    Gives how many tables are new, gone and changed, and how many drifts are open afterwards.
    """
    source = store.source_row(uow.session, source_code)
    query = select(PhysicalTableRow).where(PhysicalTableRow.source_code == source_code).with_for_update()
    known = {row.name: row for row in uow.session.scalars(query)}
    mapped, now = _mapped_columns(uow, source_code), uow.clock.now()
    found = {"new_tables": 0, "gone_tables": 0, "changed_tables": 0, "drifts": 0}
    for name, (table, columns) in live.items():
        row = known.get(name)
        if row is None:
            row = PhysicalTableRow(source_code=source_code, name=name, comment="", columns=[], is_view=False)
            uow.session.add(row)
            found["new_tables"] += 1
        changes = column_changes(store.to_columns(row.columns), columns, mapped.get(name, set()))
        if changes:
            found["drifts"] += 1
            _note(uow, source, name, changes, columns, by)
            continue
        _close_if_open(uow, source_code, name)
        found["changed_tables"] += _write(row, table, columns)
    for name in known.keys() - live.keys():
        if mapped.get(name):
            found["drifts"] += 1
            _note(uow, source, name, (DriftChange(DriftKind.TABLE_GONE, ""),), (), by)
        if known[name].gone_at is None:
            known[name].gone_at = now
            found["gone_tables"] += 1
    if any(found.values()):
        source.last_changed_at = now
    source.last_checked_at = now
    uow.session.flush()
    return found


def _write(row: PhysicalTableRow, table: HarvestedTable, columns: Sequence[PhysicalColumn]) -> int:
    """Write the table as it is; 1 when it was otherwise before. Row estimates count: data came or went."""
    written = [asdict(column) for column in columns]
    before = (row.columns, row.rows_estimate, row.gone_at)
    row.comment, row.columns = table.comment or row.comment, written
    row.rows_estimate, row.gone_at = table.row_count, None
    return int(before != (written, table.row_count, None))


def _mapped_columns(uow: UnitOfWork, source_code: str) -> dict[str, set[str]]:
    """The columns entities rely on, by table."""
    mapped: dict[str, set[str]] = {}
    for row in uow.session.scalars(select(RegistrationRow).where(RegistrationRow.source_code == source_code)):
        mapped.setdefault(row.physical_table, set()).update(row.columns.values(), row.key_columns)
    return mapped


def _note(
    uow: UnitOfWork,
    source: SourceRow,
    table: str,
    changes: Sequence[DriftChange],
    live: Sequence[PhysicalColumn],
    by: Actor,
) -> None:
    """Keep a drift and ask the data's owners; one that is open is brought up to date, its task stays."""
    told, columns = [asdict(change) for change in changes], [asdict(column) for column in live]
    row = _open_drift(uow, source.code, table)
    if row is not None:
        row.changes, row.live = told, columns
        return
    row = DriftRow(
        id=new_id(), source_code=source.code, table_name=table, changes=told, live=columns, found_at=uow.clock.now()
    )
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/drift/{row.id}"
    kinds = "、".join(sorted({change.kind.zh for change in changes}))
    for role in (Role.DATA_OWNER, Role.DATA_STEWARD):
        work.open_task(
            uow,
            kind=TASK,
            title_zh=f"源表结构变化：{source.name}·{table}（{kinds}）",
            title_en=f"A source table changed: {source.name} · {table}",
            subject=subject,
            link=f"/drifts/{row.id}",
            to=ToPool(role, source.organisation_id),
            urgency=Urgency.CRITICAL,
            within_working_days=1,
            by=Actor.system("drift"),
        )
    detail = {"table": table, "changes": len(changes)}
    evidence.record(uow, by=by, action="architecture.drift.found", subject=subject, detail=detail)


def _open_drift(uow: UnitOfWork, source_code: str, table: str) -> DriftRow | None:
    row = DriftRow
    is_open = (row.source_code == source_code, row.table_name == table, row.settled_at.is_(None))
    return uow.session.scalar(select(row).where(*is_open))


def _close_if_open(uow: UnitOfWork, source_code: str, table: str) -> None:
    """The source is again what was registered: nobody has anything left to decide."""
    row = _open_drift(uow, source_code, table)
    if row is not None:
        _settle(uow, row, "restored", Actor.system("drift"))


def list_drifts(uow: UnitOfWork, page: PageQuery, *, is_open: bool | None = None, by: Actor) -> Page[Drift]:
    """Drifts of the sources one may see, newest first."""
    access.require(uow, by, permissions.READ_PHYSICAL)
    query = select(DriftRow).join(SourceRow, SourceRow.code == DriftRow.source_code)
    if not (by.is_system or permissions.READ_PHYSICAL.wider & by.roles):
        query = query.where(SourceRow.organisation_id == (by.organisation_id or ""))
    if is_open is not None:
        query = query.where(DriftRow.settled_at.is_(None) if is_open else DriftRow.settled_at.is_not(None))
    if page.q:
        query = query.where(DriftRow.table_name.icontains(page.q, autoescape=True))
    table = DriftRow.__table__.c
    keys = {"found_at": table.found_at, "table": table.table_name, "source": table.source_code}
    rows = fetch_page(uow.session, query, page, keys, "-found_at")
    return Page([_view(uow, row) for row in rows.items], rows.total)


def drift(uow: UnitOfWork, drift_id: str, *, by: Actor) -> Drift:
    """One drift with everything that hangs on it. Raises `UnknownDrift`."""
    row = _visible(uow, drift_id, by)
    found = _view(uow, row)
    return replace(found, affected=tuple(_affected(uow, row, by)))


def settle_drift(uow: UnitOfWork, drift_id: str, mapping: Mapping[str, str | None], *, by: Actor) -> Drift:
    """Decide what each departed column is from now on: another column, or nothing (None); then the table is registered
    as it is now. Retyped columns are accepted as they are. Raises `MappingUnfit`, `DriftSettled`.
    """
    row = _visible(uow, drift_id, by, lock=True)
    source = store.source_row(uow.session, row.source_code)
    access.require(uow, by, permissions.MANAGE_SOURCES, source.organisation_id)
    if row.settled_at is not None:
        raise DriftSettled
    live = {column["name"] for column in row.live}
    departed = {c["column"] for c in row.changes if c["kind"] in (DriftKind.RENAMED, DriftKind.REMOVED)}
    faults = sorted(departed - mapping.keys()) + sorted(str(new) for new in mapping.values() if new and new not in live)
    if faults:
        raise MappingUnfit(names="、".join(faults))
    table = uow.session.get_one(PhysicalTableRow, (row.source_code, row.table_name), with_for_update=True)
    table.columns = list(row.live) or table.columns
    uow.session.flush()
    for registration in _registrations(uow, row):
        moved = {a: mapping.get(column, column) for a, column in registration.columns.items()}
        keys = [mapping.get(column, column) for column in registration.key_columns]
        if not row.live:
            uow.session.delete(registration)
            continue
        columns = {attribute: column for attribute, column in moved.items() if column}
        register_entity(
            uow,
            registration.entity_code,
            row.source_code,
            row.table_name,
            columns,
            [key for key in keys if key],
            by=by,
        )
    _settle(uow, row, "mapped", by)
    return _view(uow, row)


def _settle(uow: UnitOfWork, row: DriftRow, outcome: str, by: Actor) -> None:
    row.settled_at, row.settled_by, row.outcome = uow.clock.now(), by.principal, outcome
    uow.session.flush()
    subject = f"architecture/drift/{row.id}"
    work.complete_tasks(uow, subject, outcome, by=by)
    evidence.record(uow, by=by, action=f"architecture.drift.{outcome}", subject=subject)


def sources_to_check(uow: UnitOfWork, kinds: Sequence[str], every: timedelta) -> list[str]:
    """Databases with a secret that nobody compared with the register for that long."""
    row, since = SourceRow, uow.clock.now() - every
    due = row.last_checked_at.is_(None) | (row.last_checked_at <= since)
    query = select(row.code).where(row.connector.in_(kinds), row.secret_ref.is_not(None), due)
    return list(uow.session.scalars(query.order_by(row.code)))


def _visible(uow: UnitOfWork, drift_id: str, by: Actor, *, lock: bool = False) -> DriftRow:
    row = uow.session.get(DriftRow, drift_id, with_for_update=lock)
    if row is None:
        raise UnknownDrift
    owner = store.source_row(uow.session, row.source_code).organisation_id
    if not access.permits(uow, by, permissions.READ_PHYSICAL, owner):
        raise UnknownDrift
    return row


def _registrations(uow: UnitOfWork, row: DriftRow) -> list[RegistrationRow]:
    at = (RegistrationRow.source_code == row.source_code, RegistrationRow.physical_table == row.table_name)
    return list(uow.session.scalars(select(RegistrationRow).where(*at).order_by(RegistrationRow.entity_code)))


def _affected(uow: UnitOfWork, row: DriftRow, by: Actor) -> list[Affected]:
    """What hangs on the attributes of the departed columns, each once."""
    departed = {change["column"] for change in row.changes}
    found: dict[tuple[str, str, str], Affected] = {}
    for registration in _registrations(uow, row):
        entity = uow.session.get_one(NodeRow, registration.entity_code)
        title = f"{entity.name}（{entity.code}）"
        path, why = f"/ledger/entities/{entity.code}", ("元数据登记在该表上", "is registered on this table")
        mine = Affected("architecture.node", title, path, entity.organisation_id, *why)
        found[mine.kind, mine.path, mine.title] = mine
        hit = [a for a, column in registration.columns.items() if column in departed or departed == {""}]
        for subject in (f"architecture/node/{code}" for code in [entity.code, *hit]):
            found |= {(a.kind, a.path, a.title): a for a in work.impact_of(uow, subject, by=by)}
    return sorted(found.values(), key=lambda each: (each.kind, each.title))


def _view(uow: UnitOfWork, row: DriftRow) -> Drift:
    source = store.source_row(uow.session, row.source_code)
    return Drift(
        id=row.id,
        source_code=row.source_code,
        source_name=source.name,
        table=row.table_name,
        entity_codes=tuple(registration.entity_code for registration in _registrations(uow, row)),
        organisation_id=source.organisation_id,
        changes=tuple(DriftChange(**{**change, "kind": DriftKind(change["kind"])}) for change in row.changes),
        found_at=row.found_at,
        settled_at=row.settled_at,
        outcome=row.outcome,
        live=store.to_columns(row.live),
    )

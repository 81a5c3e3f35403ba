"""Application systems, their sources, and metadata registration."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from shudao.access import facade as access
from shudao.access.contracts import Permission
from shudao.architecture import logic, permissions, searching, store
from shudao.architecture.certifying import end_certification
from shudao.architecture.claims import note_registered
from shudao.architecture.contracts import (
    ApplicationSystem,
    PhysicalTable,
    Source,
    SystemState,
)
from shudao.architecture.errors import (
    BadRegistration,
    BadSource,
    ReasonRequired,
    SystemChanged,
    SystemEnded,
    UnknownSource,
)
from shudao.architecture.events import EntityChanged
from shudao.architecture.tables import (
    CertificationRow,
    PhysicalTableRow,
    RegistrationRow,
    SourceRow,
    SystemRow,
)
from shudao.architecture.watching import schedule_watch
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.vault import facade as vault

__all__ = [
    "SYSTEM_SORT",
    "edit_system",
    "list_sources",
    "list_systems",
    "list_tables",
    "register_entity",
    "register_source",
    "register_system",
    "register_table",
    "set_secret",
    "set_system_state",
    "shown_system",
    "source",
    "system",
    "systems_query",
    "visible_source",
]


def register_system(uow: UnitOfWork, new: ApplicationSystem, *, by: Actor) -> ApplicationSystem:
    """Put an application system into the register, or bring its entry up to date.

    The state is given at the first registration only; later it changes by `set_system_state`, with a reason.
    """
    row = uow.session.get(SystemRow, new.code) or _new_row(uow, new)
    # Taking over a system that is there already needs the present owner's right as well.
    _require_both(uow, by, permissions.MANAGE_SYSTEMS, row.organisation_id, new.organisation_id)
    if new.responsible_person_id is not None:
        mechanism.person(uow, new.responsible_person_id)
    for field in _EDITED:
        setattr(row, field, getattr(new, field))
    row.version = (row.version or 0) + 1
    uow.session.add(row)
    uow.session.flush()
    searching.index_system(uow, new)
    detail = {"version": row.version}
    subject = f"architecture/system/{new.code}"
    evidence.record(uow, by=by, action="architecture.system.registered", subject=subject, detail=detail)
    return store.to_system(row)


_EDITED = (
    "name",
    "organisation_id",
    "vendor",
    "network_zone",
    "database_kind",
    "description",
    "legal_number",
    "vendor_contact",
    "vendor_phone",
    "vendor_email",
    "responsible_person_id",
    "last_used_on",
)


def _new_row(uow: UnitOfWork, new: ApplicationSystem) -> SystemRow:
    return SystemRow(code=new.code, state=new.state, version=0, registered_at=uow.clock.now())


def edit_system(uow: UnitOfWork, new: ApplicationSystem, *, by: Actor) -> ApplicationSystem:
    """Bring an entry up to date that was read at `new.version`. Raises `SystemChanged` when somebody was faster."""
    row = store.system_row(uow.session, new.code, lock=True)
    if row.version != new.version:
        raise SystemChanged(system=row.name, current=row.version, seen=new.version)
    return register_system(uow, new, by=by)


def _require_both(
    uow: UnitOfWork, by: Actor, permission: Permission, present_owner: str | None, new_owner: str
) -> None:
    for owner in {present_owner or new_owner, new_owner}:
        access.require(uow, by, permission, owner)


def system(uow: UnitOfWork, code: str) -> ApplicationSystem:
    return store.to_system(store.system_row(uow.session, code))


def list_systems(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[ApplicationSystem]:
    """The register. Vendor, network zone and database are blank to those who may not see physical things."""
    rows = fetch_page(uow.session, systems_query(page), page, SYSTEM_SORT, "code")
    return Page([shown_system(uow, row, by) for row in rows.items], rows.total)


def systems_query(page: PageQuery) -> Select[SystemRow]:
    """Systems in whose name or code the words asked for are."""
    query = select(SystemRow)
    if page.q:
        row = SystemRow
        query = query.where(row.name.contains(page.q, autoescape=True) | row.code.icontains(page.q, autoescape=True))
    return query


SYSTEM_SORT: dict[str, ColumnElement[Any]] = {
    "code": SystemRow.__table__.c.code,
    "name": SystemRow.__table__.c.name,
    "state": SystemRow.__table__.c.state,
}


def shown_system(uow: UnitOfWork, row: SystemRow, by: Actor) -> ApplicationSystem:
    found = store.to_system(row)
    if access.permits(uow, by, permissions.READ_PHYSICAL, row.organisation_id):
        return found
    # The field's defaults are blank: what everybody may see is named, what is added later stays hidden until it is.
    return ApplicationSystem(found.code, found.name, found.organisation_id, state=found.state, version=found.version)


def set_system_state(uow: UnitOfWork, code: str, state: SystemState, reason: str, *, by: Actor) -> int:
    """Change a system's state. Merging, splitting or retiring ends every certification of it; returns how many.

    What has ended stays ended (`SystemEnded`): the system that takes over its data is registered and certified anew.
    """
    row = store.system_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.MANAGE_SYSTEMS, row.organisation_id)
    if not reason.strip():
        raise ReasonRequired
    present = SystemState(row.state)
    if present.ends_certification and not state.ends_certification:
        raise SystemEnded(system=row.name, state=present.zh, state_en=present.value)
    row.state = state
    subject, detail = f"architecture/system/{code}", {"state": state.value, "reason": reason}
    evidence.record(uow, by=by, action="architecture.system.changed", subject=subject, detail=detail)
    if not state.ends_certification:
        return 0
    valid = select(CertificationRow).where(
        CertificationRow.system_code == code, CertificationRow.invalidated_at.is_(None)
    )
    ended = list(uow.session.scalars(valid.with_for_update()))
    for certification in ended:
        end_certification(uow, certification, f"应用系统{row.name}：{reason}", by)
    return len(ended)


def register_source(uow: UnitOfWork, new: Source, *, secret: str | None = None, by: Actor) -> Source:
    """Register a connection point. Raises `BadSource` when the settings hold what looks like a secret.

    A `secret` is sealed in the vault. Without one the source keeps its own, unless it points elsewhere from now on:
    whoever redirects a source must know what opens it. `new.secret_ref` is for callers that sealed it themselves.
    """
    row = uow.session.get(SourceRow, new.code) or SourceRow(code=new.code)
    # Pointing somebody else's source elsewhere would be a way into their tables.
    _require_both(uow, by, permissions.MANAGE_SOURCES, row.organisation_id, new.organisation_id)
    store.system_row(uow.session, new.system_code)
    field = logic.secret_field(dict(new.settings))
    if field is not None:
        raise BadSource(source=new.code, field=field)
    row.secret_ref = new.secret_ref or _secret_of(uow, row, new, secret, by)
    row.name, row.system_code, row.connector = new.name, new.system_code, new.connector
    row.settings, row.organisation_id = dict(new.settings), new.organisation_id
    uow.session.add(row)
    uow.session.flush()
    if row.secret_ref is not None:
        schedule_watch(uow)
    detail = {"secret_id": row.secret_ref, "secret_given": secret is not None}
    subject = f"architecture/source/{new.code}"
    evidence.record(uow, by=by, action="architecture.source.registered", subject=subject, detail=detail)
    return store.to_source(row)


def _secret_of(uow: UnitOfWork, row: SourceRow, new: Source, secret: str | None, by: Actor) -> str | None:
    """The vault's reference of the source's secret from now on."""
    if secret is not None:
        return vault.seal(uow, f"source/{new.code}", secret, by=by)
    points_as_before = (row.connector, row.settings) == (new.connector, dict(new.settings))
    return row.secret_ref if points_as_before else None


def set_secret(uow: UnitOfWork, source_code: str, secret_ref: str, *, by: Actor) -> None:
    """Point a source at the vault's secret that opens it."""
    row = store.source_row(uow.session, source_code)
    access.require(uow, by, permissions.MANAGE_SOURCES, row.organisation_id)
    row.secret_ref = secret_ref
    evidence.record(uow, by=by, action="architecture.source.secret_set", subject=f"architecture/source/{source_code}")


def source(uow: UnitOfWork, code: str) -> Source:
    """A source, for modules that read from it. Raises `UnknownSource`."""
    return store.to_source(store.source_row(uow.session, code))


def visible_source(uow: UnitOfWork, code: str, *, by: Actor) -> Source:
    """A source as a person may see it: connections belong to their organisation."""
    found = source(uow, code)
    if not access.permits(uow, by, permissions.READ_PHYSICAL, found.organisation_id):
        raise UnknownSource(source=code)
    return found


def list_sources(uow: UnitOfWork, page: PageQuery, *, system_code: str | None = None, by: Actor) -> Page[Source]:
    """Sources of one's organisation; all of them for those who run the platform."""
    access.require(uow, by, permissions.READ_PHYSICAL)
    query = select(SourceRow)
    if system_code is not None:
        query = query.where(SourceRow.system_code == system_code)
    if not (by.is_system or permissions.READ_PHYSICAL.wider & by.roles):
        query = query.where(SourceRow.organisation_id == (by.organisation_id or ""))
    if page.q:
        query = query.where(SourceRow.name.contains(page.q, autoescape=True))
    table = SourceRow.__table__.c
    rows = fetch_page(uow.session, query, page, {"code": table.code, "name": table.name}, "code")
    return Page([store.to_source(row) for row in rows.items], rows.total)


def register_table(uow: UnitOfWork, table: PhysicalTable, *, by: Actor) -> None:
    """Register a table, sheet, file or end point of a source with its columns, as the source has them."""
    owner = store.source_row(uow.session, table.source_code).organisation_id
    access.require(uow, by, permissions.MANAGE_SOURCES, owner)
    key = (table.source_code, table.name)
    row = uow.session.get(PhysicalTableRow, key) or PhysicalTableRow(source_code=key[0], name=key[1])
    row.comment, row.columns = table.comment, [asdict(column) for column in table.columns]
    row.is_view, row.rows_estimate, row.gone_at = table.is_view, table.rows_estimate, None
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/source/{table.source_code}"
    detail = {"table": table.name, "columns": len(table.columns)}
    evidence.record(uow, by=by, action="architecture.table.registered", subject=subject, detail=detail)


def list_tables(uow: UnitOfWork, source_code: str, *, by: Actor) -> list[PhysicalTable]:
    """The registered tables of a source one may see."""
    visible_source(uow, source_code, by=by)
    query = select(PhysicalTableRow).where(PhysicalTableRow.source_code == source_code)
    return [store.to_table(row) for row in uow.session.scalars(query.order_by(PhysicalTableRow.name))]


def register_entity(
    uow: UnitOfWork,
    entity_code: str,
    source_code: str,
    physical_table: str,
    columns: Mapping[str, str],
    key_columns: Sequence[str] = (),
    *,
    by: Actor,
) -> None:
    """Metadata registration: this entity is that table, these attributes are those columns (attribute → column).

    Raises `BadRegistration` with one detail per mismatch; then nothing is registered.
    """
    entity = store.entity_row(uow.session, entity_code)
    access.require(uow, by, permissions.MANAGE_SOURCES, entity.organisation_id)
    access.require(uow, by, permissions.MANAGE_SOURCES, store.source_row(uow.session, source_code).organisation_id)
    table = uow.session.get(PhysicalTableRow, (source_code, physical_table))
    known = {column["name"] for column in table.columns} if table else set()
    attributes = {row.code for row in store.attributes_of(uow.session, [entity_code])}
    faults = [f"物理表 {physical_table} 未登记"] if table is None else []
    faults += [f"属性 {code} 不属于该实体" for code in columns if code not in attributes]
    faults += [f"字段 {name} 不在物理表中" for name in [*columns.values(), *key_columns] if table and name not in known]
    if faults:
        raise BadRegistration(count=len(faults), details=[{"fault": fault} for fault in faults])
    key = (entity_code, source_code)
    row = uow.session.get(RegistrationRow, key) or RegistrationRow(entity_code=key[0], source_code=key[1])
    row.physical_table, row.columns, row.key_columns = physical_table, dict(columns), list(key_columns)
    uow.session.add(row)
    uow.session.flush()
    note_registered(uow, source_code, physical_table, entity.organisation_id, by=by)
    subject, detail = f"architecture/node/{entity_code}", {"source": source_code, "columns": len(columns)}
    evidence.record(uow, by=by, action="architecture.entity.registered", subject=subject, detail=detail)
    uow.tell(EntityChanged(entity_code=entity_code))

"""Application systems, their sources, metadata registration, certification of sources, and quality plans."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, searching, store
from shudao.architecture.contracts import (
    ApplicationSystem,
    Certification,
    PhysicalTable,
    QualityPlan,
    Source,
    SystemState,
    TestAnswer,
)
from shudao.architecture.errors import (
    AlreadyCertified,
    BadQualityPlan,
    BadRegistration,
    BadSource,
    CannotCertify,
    NotCertified,
    SystemEnded,
    UnknownSource,
)
from shudao.architecture.events import CertificationInvalidated, EntityChanged
from shudao.architecture.tables import (
    CertificationRow,
    PhysicalTableRow,
    QualityPlanRow,
    RegistrationRow,
    SourceRow,
    SystemRow,
)
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "certify_source",
    "declare_quality_plan",
    "invalidate_certification",
    "list_sources",
    "list_systems",
    "register_entity",
    "register_source",
    "register_system",
    "register_table",
    "set_secret",
    "set_system_state",
    "source",
    "system",
    "visible_source",
]


def register_system(uow: UnitOfWork, new: ApplicationSystem, *, by: Actor) -> ApplicationSystem:
    """Put an application system into the register, or bring its entry up to date."""
    access.require(uow, by, permissions.MANAGE_SYSTEMS, new.organisation_id)
    row = uow.session.get(SystemRow, new.code) or SystemRow(code=new.code)
    row.name, row.organisation_id, row.vendor = new.name, new.organisation_id, new.vendor
    row.network_zone, row.database_kind = new.network_zone, new.database_kind
    row.state, row.description = new.state, new.description
    uow.session.add(row)
    uow.session.flush()
    searching.index_system(uow, new)
    evidence.record(uow, by=by, action="architecture.system.registered", subject=f"architecture/system/{new.code}")
    return store.to_system(row)


def system(uow: UnitOfWork, code: str) -> ApplicationSystem:
    return store.to_system(store.system_row(uow.session, code))


def list_systems(uow: UnitOfWork, page: PageQuery) -> Page[ApplicationSystem]:
    query = select(SystemRow)
    if page.q:
        query = query.where(SystemRow.name.contains(page.q, autoescape=True))
    table = SystemRow.__table__.c
    keys = {"code": table.code, "name": table.name, "state": table.state}
    rows = fetch_page(uow.session, query, page, keys, "code")
    return Page([store.to_system(row) for row in rows.items], rows.total)


def set_system_state(uow: UnitOfWork, code: str, state: SystemState, reason: str, *, by: Actor) -> int:
    """Change a system's state. Merging, splitting or retiring ends every certification of it; returns how many."""
    row = store.system_row(uow.session, code, lock=True)
    access.require(uow, by, permissions.MANAGE_SYSTEMS, row.organisation_id)
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
        _invalidate(uow, certification, f"应用系统{row.name}：{reason}", by)
    return len(ended)


def register_source(uow: UnitOfWork, new: Source, *, by: Actor) -> Source:
    """Register a connection point. Raises `BadSource` when the settings hold what looks like a secret."""
    access.require(uow, by, permissions.MANAGE_SOURCES, new.organisation_id)
    store.system_row(uow.session, new.system_code)
    field = logic.secret_field(dict(new.settings))
    if field is not None:
        raise BadSource(source=new.code, field=field)
    row = uow.session.get(SourceRow, new.code) or SourceRow(code=new.code)
    row.name, row.system_code, row.connector = new.name, new.system_code, new.connector
    row.settings, row.secret_ref, row.organisation_id = dict(new.settings), new.secret_ref, new.organisation_id
    uow.session.add(row)
    uow.session.flush()
    evidence.record(uow, by=by, action="architecture.source.registered", subject=f"architecture/source/{new.code}")
    return store.to_source(row)


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


def list_sources(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[Source]:
    """Sources of one's organisation; all of them for those who run the platform."""
    query = select(SourceRow)
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
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/source/{table.source_code}"
    detail = {"table": table.name, "columns": len(table.columns)}
    evidence.record(uow, by=by, action="architecture.table.registered", subject=subject, detail=detail)


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
    entity = store.node_row(uow.session, entity_code)
    access.require(uow, by, permissions.MANAGE_SOURCES, entity.organisation_id)
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
    subject, detail = f"architecture/node/{entity_code}", {"source": source_code, "columns": len(columns)}
    evidence.record(uow, by=by, action="architecture.entity.registered", subject=subject, detail=detail)
    uow.tell(EntityChanged(entity_code=entity_code))


def certify_source(
    uow: UnitOfWork, entity_code: str, system_code: str, answers: Sequence[TestAnswer], *, by: Actor
) -> Certification:
    """Certify the one source of an entity (一数一源). Naming a second raises `AlreadyCertified`."""
    entity = store.node_row(uow.session, entity_code, lock=True)
    access.require(uow, by, permissions.CERTIFY, entity.organisation_id)
    named = store.system_row(uow.session, system_code)
    state = SystemState(named.state)
    if state.ends_certification:
        raise SystemEnded(system=named.name, state=state)
    known = store.valid_certification(uow.session, entity_code)
    if known is not None:
        present = store.system_row(uow.session, known.system_code).name
        raise AlreadyCertified(entity=entity.name, system=present)
    failed = logic.failed_tests(answers)
    if failed:
        details = [{"test": test.value, "title": test.zh, "fault": fault} for test, fault in failed]
        raise CannotCertify(count=len(failed), details=details)
    row = CertificationRow(
        id=new_id(),
        entity_code=entity_code,
        system_code=system_code,
        answers=[{"test": a.test.value, "holds": a.holds, "evidence": a.evidence} for a in answers],
        certified_at=uow.clock.now(),
        certified_by=by.principal,
        invalidated_at=None,
        invalidated_reason=None,
    )
    uow.session.add(row)
    uow.session.flush()
    subject, detail = f"architecture/node/{entity_code}", {"system": system_code}
    evidence.record(uow, by=by, action="architecture.source.certified", subject=subject, detail=detail)
    uow.tell(EntityChanged(entity_code=entity_code))
    return store.to_certification(uow.session, row)


def invalidate_certification(uow: UnitOfWork, entity_code: str, reason: str, *, by: Actor) -> None:
    """End the certification of an entity's source; the gate closes until another is certified."""
    entity = store.node_row(uow.session, entity_code, lock=True)
    access.require(uow, by, permissions.CERTIFY, entity.organisation_id)
    known = store.valid_certification(uow.session, entity_code)
    if known is None:
        raise NotCertified(entity=entity.name)
    _invalidate(uow, known, reason, by)


def _invalidate(uow: UnitOfWork, row: CertificationRow, reason: str, by: Actor) -> None:
    row.invalidated_at, row.invalidated_reason = uow.clock.now(), reason
    subject, detail = f"architecture/node/{row.entity_code}", {"system": row.system_code, "reason": reason}
    evidence.record(uow, by=by, action="architecture.certification.invalidated", subject=subject, detail=detail)
    uow.tell(CertificationInvalidated(entity_code=row.entity_code, system_code=row.system_code))


def declare_quality_plan(
    uow: UnitOfWork,
    entity_code: str,
    rule_kinds: Sequence[str],
    cycle: str,
    tolerance: Decimal,
    expected_rows: int | None = None,
    *,
    by: Actor,
) -> QualityPlan:
    """Declare which kinds of rules are meant to hold, how often they are asked, and how much may fail (0–1)."""
    entity = store.node_row(uow.session, entity_code)
    access.require(uow, by, permissions.DECLARE_QUALITY, entity.organisation_id)
    if not rule_kinds:
        raise BadQualityPlan(reason="没有选择规则")
    if not cycle.strip():
        raise BadQualityPlan(reason="没有检核周期")
    if not 0 <= tolerance <= 1:
        raise BadQualityPlan(reason="容忍度不在 0 至 1 之间")
    row = uow.session.get(QualityPlanRow, entity_code) or QualityPlanRow(entity_code=entity_code)
    row.rule_kinds, row.cycle, row.tolerance = list(rule_kinds), cycle, tolerance
    row.expected_rows, row.declared_by, row.declared_at = expected_rows, by.principal, uow.clock.now()
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/node/{entity_code}"
    evidence.record(uow, by=by, action="architecture.quality_plan.declared", subject=subject)
    uow.tell(EntityChanged(entity_code=entity_code))
    return store.to_plan(row)

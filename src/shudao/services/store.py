"""Queries of `services`; private to the module."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from shudao.kernel.expr.predicate_json import from_json
from shudao.services.contracts import (
    CopyState,
    Input,
    KeyState,
    MeterDay,
    Service,
    ServiceColumn,
    ServiceContract,
    ServiceFilter,
    ServiceKey,
    ServiceKind,
    ServiceState,
)
from shudao.services.errors import UnknownKey, UnknownService
from shudao.services.tables import CopyRow, KeyRow, MeterRow, ServiceRow

SERVICE_SORT: dict[str, ColumnElement[Any]] = {
    "code": ServiceRow.__table__.c.code,
    "title": ServiceRow.__table__.c.title,
    "state": ServiceRow.__table__.c.state,
    "published_at": ServiceRow.__table__.c.published_at,
    "created_at": ServiceRow.__table__.c.created_at,
}
KEY_SORT: dict[str, ColumnElement[Any]] = {
    "created_at": KeyRow.__table__.c.created_at,
    "name": KeyRow.__table__.c.name,
    "expires_on": KeyRow.__table__.c.expires_on,
}
COMING = (ServiceState.DRAFT, ServiceState.IN_REVIEW)


def versions(session: Session, code: str) -> list[ServiceRow]:
    """All versions of a service, newest first."""
    return list(session.scalars(select(ServiceRow).where(ServiceRow.code == code).order_by(ServiceRow.version.desc())))


def service_row(session: Session, code: str, states: Sequence[ServiceState], *, lock: bool = False) -> ServiceRow:
    """The newest version in one of these states. Raises `UnknownService`."""
    query = select(ServiceRow).where(ServiceRow.code == code, ServiceRow.state.in_(states))
    query = query.order_by(ServiceRow.version.desc()).limit(1)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise UnknownService(service=code)
    return row


def published(session: Session, code: str, *, lock: bool = False) -> ServiceRow | None:
    query = select(ServiceRow).where(ServiceRow.code == code, ServiceRow.state == ServiceState.PUBLISHED)
    return session.scalar(query.with_for_update() if lock else query)


def published_over(session: Session, asset_codes: Sequence[str]) -> list[str]:
    """Codes of published services over these data sets."""
    query = select(ServiceRow.code).where(
        ServiceRow.asset_code.in_(asset_codes), ServiceRow.state == ServiceState.PUBLISHED
    )
    return list(session.scalars(query.order_by(ServiceRow.code)))


def service_query(wanted: ServiceFilter, q: str, organisation_ids: Sequence[str] | None) -> Select[ServiceRow]:
    """Services that fit. Unpublished ones only of `organisation_ids`; None means of everybody."""
    query = select(ServiceRow)
    if wanted.state is not None:
        query = query.where(ServiceRow.state == wanted.state)
    else:
        query = query.where(ServiceRow.state != ServiceState.RETIRED)
    if organisation_ids is not None:
        own = ServiceRow.organisation_id.in_(organisation_ids)
        query = query.where(or_(ServiceRow.state == ServiceState.PUBLISHED, own))
    if wanted.kind is not None:
        query = query.where(ServiceRow.kind == wanted.kind)
    if wanted.asset_code:
        query = query.where(ServiceRow.asset_code == wanted.asset_code)
    if wanted.organisation_id:
        query = query.where(ServiceRow.organisation_id == wanted.organisation_id)
    if q:
        found = (ServiceRow.title.contains(q, autoescape=True), ServiceRow.code.contains(q, autoescape=True))
        query = query.where(or_(*found))
    return query


def copy_row(session: Session, code: str, *, lock: bool = False) -> CopyRow | None:
    return session.get(CopyRow, code, with_for_update=lock, populate_existing=lock)


def copies(session: Session, codes: Sequence[str]) -> dict[str, CopyState]:
    query = (
        select(CopyRow, ServiceRow.version)
        .join(ServiceRow, ServiceRow.id == CopyRow.service_id)
        .where(CopyRow.service_code.in_(codes))
    )
    return {row.service_code: to_copy(row, version) for row, version in session.execute(query)}


def key_row(session: Session, code: str, key_id: str, *, lock: bool = False) -> KeyRow:
    row = session.get(KeyRow, key_id, with_for_update=lock, populate_existing=lock)
    if row is None or row.service_code != code:
        raise UnknownKey(key=key_id)
    return row


def key_query(code: str, organisation_ids: Sequence[str] | None) -> Select[KeyRow]:
    """Keys of a service; None means of all consumers."""
    query = select(KeyRow).where(KeyRow.service_code == code)
    return query if organisation_ids is None else query.where(KeyRow.organisation_id.in_(organisation_ids))


def last_used(session: Session, key_ids: Sequence[str]) -> dict[str, datetime]:
    query = select(MeterRow.key_id, func.max(MeterRow.last_at)).where(MeterRow.key_id.in_(key_ids))
    return {key_id: moment for key_id, moment in session.execute(query.group_by(MeterRow.key_id))}


def meter(session: Session, code: str, since: date, organisation_ids: Sequence[str] | None) -> list[MeterDay]:
    """Days of a service's keys, newest first."""
    query = (
        select(MeterRow, KeyRow.name, KeyRow.organisation_id)
        .join(KeyRow, KeyRow.id == MeterRow.key_id)
        .where(KeyRow.service_code == code, MeterRow.day >= since)
        .order_by(MeterRow.day.desc(), KeyRow.name, KeyRow.id)
    )
    if organisation_ids is not None:
        query = query.where(KeyRow.organisation_id.in_(organisation_ids))
    return [_meter_day(row, name, organisation_id) for row, name, organisation_id in session.execute(query)]


def _meter_day(row: MeterRow, key_name: str, organisation_id: str) -> MeterDay:
    return MeterDay(
        key_id=row.key_id,
        key_name=key_name,
        organisation_id=organisation_id,
        day=row.day,
        calls=row.calls,
        rows=row.rows,
        errors=row.errors,
        throttled=row.throttled,
        slow=row.slow,
        mean_us=row.latency_us / row.calls if row.calls else 0.0,
        max_us=row.max_us,
    )


def to_copy(row: CopyRow, service_version: int) -> CopyState:
    return CopyState(row.service_code, service_version, row.data_version, row.rows, row.copied_at, row.seconds)


def to_service(row: ServiceRow, copy: CopyState | None = None) -> Service:
    return Service(
        id=row.id,
        code=row.code,
        version=row.version,
        revision=row.revision,
        title=row.title,
        description=row.description,
        asset_code=row.asset_code,
        organisation_id=row.organisation_id,
        owner_person_id=row.owner_person_id,
        kind=ServiceKind(row.kind),
        inputs=tuple(Input(**stored) for stored in row.inputs),
        outputs=tuple(row.outputs),
        row_scope=tuple(row.row_scope),
        condition=from_json(row.condition) if row.condition is not None else None,
        columns=tuple(ServiceColumn(**stored) for stored in row.columns),
        contract=ServiceContract(**row.contract),
        page_size_max=row.page_size_max,
        calls_per_second=row.calls_per_second,
        daily_quota=row.daily_quota,
        state=ServiceState(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        published_at=row.published_at,
        retired_at=row.retired_at,
        reason=row.reason,
        copy=copy,
    )


def to_key(row: KeyRow, last_used_at: datetime | None = None) -> ServiceKey:
    return ServiceKey(
        id=row.id,
        service_code=row.service_code,
        organisation_id=row.organisation_id,
        name=row.name,
        prefix=row.prefix,
        grant_id=row.grant_id,
        state=KeyState(row.state),
        expires_on=row.expires_on,
        created_at=row.created_at,
        created_by=row.created_by,
        last_used_at=last_used_at,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
    )


def plain(value: Any) -> Any:
    """A contract value as it is stored."""
    return asdict(value)

"""Queries of `admission`; private to the module."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from shudao.admission.contracts import (
    Asset,
    AssetColumn,
    Certificate,
    GateFinding,
    Layer,
    LedgerEntry,
    Release,
    Standard,
)
from shudao.admission.errors import UnknownAsset
from shudao.admission.tables import AssetRow, CertificateRow, HoldRow, LedgerRow, ReleaseRow
from shudao.architecture.contracts import Grade


def asset_row(session: Session, code: str, *, lock: bool = False) -> AssetRow:
    row = session.get(AssetRow, code, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownAsset(asset=code)
    return row


def valid_certificate(session: Session, asset_code: str, *, lock: str | None = None) -> CertificateRow | None:
    """The certificate in force. `lock` is `share` while a batch is committed, `update` for a revocation."""
    query = select(CertificateRow).where(CertificateRow.asset_code == asset_code, CertificateRow.revoked_at.is_(None))
    if lock is not None:
        query = query.with_for_update(read=lock == "share")
    return session.scalar(query)


def admitted(session: Session, codes: list[str]) -> set[str]:
    query = select(CertificateRow.asset_code).where(
        CertificateRow.asset_code.in_(codes), CertificateRow.revoked_at.is_(None)
    )
    return set(session.scalars(query))


def next_certificate_version(session: Session, asset_code: str) -> int:
    highest = session.scalar(select(func.max(CertificateRow.version)).where(CertificateRow.asset_code == asset_code))
    return (highest or 0) + 1


def asset_query(q: str, layers: list[Layer], organisation_id: str | None, entity_code: str | None) -> Select[AssetRow]:
    query = select(AssetRow)
    if q:
        query = query.where(
            or_(AssetRow.title.contains(q, autoescape=True), AssetRow.code.contains(q, autoescape=True))
        )
    if layers:
        query = query.where(AssetRow.layer.in_(layers))
    if organisation_id:
        query = query.where(AssetRow.organisation_id == organisation_id)
    if entity_code:
        query = query.where(AssetRow.entity_code == entity_code)
    return query


ASSET_SORT: dict[str, ColumnElement[Any]] = {
    "code": AssetRow.__table__.c.code,
    "title": AssetRow.__table__.c.title,
    "layer": AssetRow.__table__.c.layer,
    "rows": AssetRow.__table__.c.rows,
    "updated_at": AssetRow.__table__.c.updated_at,
}


def ledger_entry(session: Session, asset_code: str, stream: str, sequence: int) -> LedgerRow | None:
    query = select(LedgerRow).where(
        LedgerRow.asset_code == asset_code, LedgerRow.stream == stream, LedgerRow.sequence == sequence
    )
    return session.scalar(query)


def lock_stream(session: Session, asset_code: str, stream: str) -> None:
    """Wait until no other transaction commits to this stream, and keep it until this one ends."""
    key = func.hashtextextended(f"admission/{asset_code}/{stream}", 0)
    session.execute(select(func.pg_advisory_xact_lock(key)))


def ledger_query(asset_code: str) -> Select[LedgerRow]:
    return select(LedgerRow).where(LedgerRow.asset_code == asset_code)


LEDGER_SORT: dict[str, ColumnElement[Any]] = {
    "lake_version": LedgerRow.__table__.c.lake_version,
    "committed_at": LedgerRow.__table__.c.committed_at,
}


def last_ledger_version(session: Session, asset_code: str) -> int:
    highest = session.scalar(select(func.max(LedgerRow.lake_version)).where(LedgerRow.asset_code == asset_code))
    return -1 if highest is None else highest


def hold_of(session: Session, asset_code: str, lake_version: int) -> HoldRow | None:
    query = select(HoldRow).where(
        HoldRow.asset_code == asset_code, HoldRow.lake_version == lake_version, HoldRow.lifted_at.is_(None)
    )
    return session.scalar(query)


def release_query() -> Select[ReleaseRow]:
    return select(ReleaseRow)


RELEASE_SORT: dict[str, ColumnElement[Any]] = {"released_at": ReleaseRow.__table__.c.released_at}


def to_asset(row: AssetRow, *, is_admitted: bool) -> Asset:
    return Asset(
        code=row.code,
        layer=Layer(row.layer),
        title=row.title,
        organisation_id=row.organisation_id,
        columns=tuple(_column(column) for column in row.columns),
        entity_code=row.entity_code,
        source_code=row.source_code,
        physical_table=row.physical_table,
        inputs=tuple(row.inputs),
        owner_person_id=row.owner_person_id,
        quality_rules=tuple(row.quality_rules),
        is_admitted=is_admitted,
        released_version=row.released_version,
        latest_version=row.latest_version,
        rows=row.rows,
        updated_at=row.updated_at,
        version=row.version,
    )


def _column(stored: dict[str, Any]) -> AssetColumn:
    grade = stored.get("grade")
    return AssetColumn(**{**stored, "grade": Grade(grade) if grade else None})


def from_columns(columns: tuple[AssetColumn, ...]) -> list[Any]:
    return [asdict(column) for column in columns]


def to_certificate(row: CertificateRow) -> Certificate:
    return Certificate(
        row.id, row.asset_code, row.version, row.issued_at, row.issued_by, row.revoked_at, row.revoked_reason
    )


def to_ledger_entry(row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(
        asset_code=row.asset_code,
        stream=row.stream,
        sequence=row.sequence,
        lake_version=row.lake_version,
        read=row.read,
        landed=row.landed,
        rejected=row.rejected,
        certificate_id=row.certificate_id,
        certificate_version=row.certificate_version,
        rejects_file=row.rejects_file,
        committed_at=row.committed_at,
    )


def to_release(row: ReleaseRow) -> Release:
    return Release(row.id, row.title, row.released_at, row.released_by, {k: int(v) for k, v in row.versions.items()})


def from_finding(finding: GateFinding) -> dict[str, Any]:
    return {**asdict(finding), "missing": list(finding.missing)}


def to_finding(stored: dict[str, Any]) -> GateFinding:
    return GateFinding(**{**stored, "standard": Standard(stored["standard"]), "missing": tuple(stored["missing"])})

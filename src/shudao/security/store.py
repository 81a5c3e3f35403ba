"""Queries of `security`; private to the module."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from shudao.kernel.expr.predicate_json import from_json
from shudao.security.contracts import Grant, GrantFilter, GrantState, GrantTarget, MaskKind, TargetKind
from shudao.security.errors import UnknownGrant
from shudao.security.tables import GrantRow, MaskKeyRow

_MASK_KEY_LOCK = 0x6D61736B  # "mask"

GRANT_SORT: dict[str, ColumnElement[Any]] = {
    "granted_at": GrantRow.__table__.c.granted_at,
    "valid_to": GrantRow.__table__.c.valid_to,
    "asset_code": GrantRow.__table__.c.asset_code,
}


def grant_row(session: Session, grant_id: str, *, lock: bool = False) -> GrantRow:
    row = session.get(GrantRow, grant_id, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownGrant(grant=grant_id)
    return row


def is_usable(session: Session, grant_id: str, on: date) -> bool:
    """Whether a grant may be used on a day; only these three columns, for every call of a service asks."""
    query = select(GrantRow.state, GrantRow.valid_from, GrantRow.valid_to).where(GrantRow.id == grant_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise UnknownGrant(grant=grant_id)
    state, valid_from, valid_to = found
    return state == GrantState.ACTIVE and bool(valid_from <= on <= valid_to)


def grants_of_source(session: Session, source_ref: str, asset_code: str) -> GrantRow | None:
    query = select(GrantRow).where(GrantRow.source_ref == source_ref, GrantRow.asset_code == asset_code)
    return session.scalar(query)


def grant_query(wanted: GrantFilter, parties: tuple[str, list[str]] | None) -> Select[GrantRow]:
    """Grants that fit; `parties` limits to those received by an organisation or given from its assets."""
    query = select(GrantRow)
    if wanted.asset_code:
        query = query.where(GrantRow.asset_code == wanted.asset_code)
    if wanted.organisation_id:
        query = query.where(GrantRow.organisation_id == wanted.organisation_id)
    if wanted.state is not None:
        query = query.where(GrantRow.state == wanted.state)
    if parties is not None:
        organisation_id, assets = parties
        query = query.where((GrantRow.organisation_id == organisation_id) | GrantRow.asset_code.in_(assets))
    return query


def lock_mask_key(session: Session) -> None:
    """Held to the end of the transaction by whoever makes the first mask key."""
    session.execute(select(func.pg_advisory_xact_lock(_MASK_KEY_LOCK)))


def mask_key(session: Session) -> MaskKeyRow | None:
    return session.scalar(select(MaskKeyRow).order_by(MaskKeyRow.created_at.desc()).limit(1))


def to_grant(row: GrantRow) -> Grant:
    return Grant(
        id=row.id,
        asset_code=row.asset_code,
        organisation_id=row.organisation_id,
        columns=tuple(row.columns),
        where=from_json(row.where),
        masks={name: MaskKind(kind) for name, kind in row.masks.items()},
        purpose=row.purpose,
        legal_basis=row.legal_basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        target=GrantTarget(TargetKind(row.target["kind"]), row.target["detail"]),
        source_ref=row.source_ref,
        state=GrantState(row.state),
        granted_at=row.granted_at,
        granted_by=row.granted_by,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
    )

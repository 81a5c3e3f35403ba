"""Queries about who answers for what; private to the module."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from shudao.mechanism.contracts import AccountableAsset
from shudao.mechanism.tables import AccountabilityRow, AssetRow, PersonRow

# Rows of one INSERT; PostgreSQL takes 65,535 parameters.
_PIECE = 5_000
OBJECT = "business_object"


def accountability(
    session: Session, kind: str, code: str, states: Iterable[str], *, lock: bool = True
) -> list[AccountabilityRow]:
    """Who is or claims to be the owner. Locked for a change; a reading must not make others wait, so it says so."""
    query = (
        select(AccountabilityRow)
        .where(
            AccountabilityRow.asset_kind == kind,
            AccountabilityRow.asset_code == code,
            AccountabilityRow.state.in_(list(states)),
        )
        .order_by(AccountabilityRow.id)
    )
    return list(session.scalars(query.with_for_update() if lock else query))


def owned_by(session: Session, person_id: str) -> list[AccountabilityRow]:
    query = select(AccountabilityRow).where(
        AccountabilityRow.person_id == person_id, AccountabilityRow.state == "current"
    )
    return list(session.scalars(query.order_by(AccountabilityRow.asset_kind, AccountabilityRow.asset_code)))


def accountabilities(states: Iterable[str], kind: str | None, q: str) -> Select[AccountabilityRow]:
    query = select(AccountabilityRow).where(AccountabilityRow.state.in_(list(states)))
    if kind is not None:
        query = query.where(AccountabilityRow.asset_kind == kind)
    if not q:
        return query
    is_asset = (AssetRow.kind == AccountabilityRow.asset_kind) & (AssetRow.code == AccountabilityRow.asset_code)
    named = exists().where(is_asset, AssetRow.name.icontains(q, autoescape=True)).correlate(AccountabilityRow)
    return query.where(or_(AccountabilityRow.asset_code.icontains(q, autoescape=True), named))


def asset_names(session: Session, assets: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names of accountable assets by kind and code."""
    query = select(AssetRow.kind, AssetRow.code, AssetRow.name)
    rows = session.execute(query.where(tuple_(AssetRow.kind, AssetRow.code).in_(set(assets))))
    return {(kind, code): name for kind, code, name in rows}


def put_assets(session: Session, assets: Sequence[AccountableAsset]) -> None:
    """Insert or bring up to date, in one statement: two transactions that tell of one asset do not collide."""
    for at in range(0, len(assets), _PIECE):
        values = [
            {
                "kind": asset.kind,
                "code": asset.code,
                "name": asset.name,
                "organisation_id": asset.organisation_id,
                "within": asset.within,
                "needs_owner": True,
            }
            for asset in assets[at : at + _PIECE]
        ]
        statement = insert(AssetRow).values(values)
        told = {name: statement.excluded[name] for name in ("name", "organisation_id", "needs_owner")}
        # Whoever names an owner does not know what the asset is part of, and must not wipe it out.
        within = {"within": func.coalesce(statement.excluded.within, AssetRow.within)}
        session.execute(statement.on_conflict_do_update(index_elements=["kind", "code"], set_=told | within))
    for asset in assets[:_PIECE] if len(assets) == 1 else ():
        session.get(AssetRow, (asset.kind, asset.code), populate_existing=True)


def owner_has_left(session: Session, kind: str, code: str) -> bool:
    """Whether the asset still stands under the name of somebody who is gone."""
    row = AccountabilityRow
    query = select(PersonRow.left_on).join(row, row.person_id == PersonRow.id)
    gone = session.scalar(query.where(row.asset_kind == kind, row.asset_code == code, row.state == "current"))
    return gone is not None


def release_asset(session: Session, kind: str, code: str) -> None:
    """It needs an owner no longer; who had it stays in the history."""
    query = update(AssetRow).where(AssetRow.kind == kind, AssetRow.code == code)
    session.execute(query.values(needs_owner=False))


def _owned(kind: InstrumentedAttribute[str] | str, code: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether somebody in office owns the asset of this kind and code."""
    row = AccountabilityRow
    mine = row.asset_kind == kind, row.asset_code == code, row.state == "current"
    in_office = PersonRow.id == row.person_id, PersonRow.left_on.is_(None)
    return exists().where(*mine, *in_office).correlate(AssetRow)


def unowned_assets(kind: str | None, organisation_id: str | None, q: str = "") -> Select[AssetRow]:
    """Assets whose owner is missing, or has left; what is part of an object falls back on the object's owner."""
    through_object = and_(AssetRow.within.is_not(None), _owned(OBJECT, AssetRow.within))
    query = select(AssetRow).where(~_owned(AssetRow.kind, AssetRow.code), ~through_object)
    return _assets(query, kind, organisation_id, q)


def contested_assets(kind: str | None, organisation_id: str | None, q: str = "") -> Select[AssetRow]:
    """Assets that somebody claims besides the owner."""
    row = AccountabilityRow
    mine = row.asset_kind == AssetRow.kind, row.asset_code == AssetRow.code
    claimed = exists().where(*mine, row.state == "claimed").correlate(AssetRow)
    return _assets(select(AssetRow).where(claimed), kind, organisation_id, q)


def _assets(query: Select[AssetRow], kind: str | None, organisation_id: str | None, q: str) -> Select[AssetRow]:
    equal = {AssetRow.kind: kind, AssetRow.organisation_id: organisation_id}
    query = query.where(AssetRow.needs_owner, *(col == value for col, value in equal.items() if value is not None))
    if q:
        query = query.where(
            or_(AssetRow.name.icontains(q, autoescape=True), AssetRow.code.icontains(q, autoescape=True))
        )
    return query

"""Grants: what an approval writes and a revocation ends. `security` owns the table; sharing and services call here."""

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Asset
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.security import permissions, store
from shudao.security.contracts import Grant, GrantFilter, GrantState, NewGrant
from shudao.security.errors import ColumnsUnknown, GrantEnded, GrantExists, MalformedGrant, UnknownGrant
from shudao.security.events import GrantRevoked
from shudao.security.tables import GrantRow

__all__ = ["grant", "grant_of", "grants", "is_usable", "revoke", "usable"]


def grant(uow: UnitOfWork, new: NewGrant, *, by: Actor) -> Grant:
    """Write a grant. The caller has the approval and names it in `source_ref`; the same approval grants once."""
    asset = admission.asset(uow, new.asset_code)
    _check(new, asset)
    if store.grants_of_source(uow.session, new.source_ref, new.asset_code) is not None:
        raise GrantExists
    row = GrantRow(
        id=new_id(),
        asset_code=new.asset_code,
        organisation_id=new.organisation_id,
        columns=list(new.columns),
        where=new.where.to_json(),
        masks={name: kind.value for name, kind in new.masks.items()},
        purpose=new.purpose,
        legal_basis=new.legal_basis,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        target={"kind": new.target.kind.value, "detail": dict(new.target.detail)},
        source_ref=new.source_ref,
        state=GrantState.ACTIVE,
        granted_at=uow.clock.now(),
        granted_by=by.account_id,
        revoked_at=None,
        revoked_by=None,
        revoked_reason="",
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"asset": new.asset_code, "receiver": new.organisation_id, "columns": list(new.columns)}
    detail |= {"valid_to": new.valid_to.isoformat(), "source": new.source_ref}
    evidence.record(uow, by=by, action="security.grant.given", subject=f"security/grant/{row.id}", detail=detail)
    return store.to_grant(row)


def _check(new: NewGrant, asset: Asset) -> None:
    known = {column.name for column in asset.columns}
    unknown = sorted((set(new.columns) | new.where.columns() | set(new.masks)) - known)
    if unknown:
        raise ColumnsUnknown(columns="、".join(unknown))
    if not new.columns:
        raise MalformedGrant(problem="没有字段")
    if set(new.masks) - set(new.columns):
        raise MalformedGrant(problem="脱敏字段不在授权字段中")
    if new.valid_from > new.valid_to:
        raise MalformedGrant(problem="期限的起止颠倒")
    if not new.purpose.strip():
        raise MalformedGrant(problem="未说明用途")


def revoke(uow: UnitOfWork, grant_id: str, reason: str, *, by: Actor) -> None:
    """End a grant now, on every path. Revoking it again changes nothing."""
    row = store.grant_row(uow.session, grant_id, lock=True)
    owner = admission.asset(uow, row.asset_code).organisation_id
    access.require(uow, by, permissions.REVOKE, owner)
    if row.state == GrantState.REVOKED:
        return
    row.state, row.revoked_at, row.revoked_by = GrantState.REVOKED, uow.clock.now(), by.account_id
    row.revoked_reason = reason
    detail = {"reason": reason}
    evidence.record(uow, by=by, action="security.grant.revoked", subject=f"security/grant/{grant_id}", detail=detail)
    uow.tell(GrantRevoked(grant_id=grant_id, asset_code=row.asset_code))


def grant_of(uow: UnitOfWork, grant_id: str, *, by: Actor) -> Grant:
    """One grant, for its receiver, the asset's department, and overseers; for others it is not there."""
    row = store.grant_row(uow.session, grant_id)
    parties = {row.organisation_id, admission.asset(uow, row.asset_code).organisation_id}
    if not any(access.permits(uow, by, permissions.SEE_GRANTS, party) for party in parties):
        raise UnknownGrant(grant=grant_id)
    return store.to_grant(row)


def grants(uow: UnitOfWork, wanted: GrantFilter, page: PageQuery, *, by: Actor) -> Page[Grant]:
    """Grants the asker may see: all for overseers, else those received or given by the asker's organisation."""
    parties = None
    if not by.is_system and not permissions.SEE_GRANTS.wider & by.roles:
        own = by.organisation_id or ""
        parties = (own, _assets_of(uow, own))
    rows = fetch_page(uow.session, store.grant_query(wanted, parties), page, store.GRANT_SORT, "-granted_at")
    return Page([store.to_grant(row) for row in rows.items], rows.total)


def _assets_of(uow: UnitOfWork, organisation_id: str) -> list[str]:
    """The codes of all data sets of an organisation, however many they are."""
    codes: list[str] = []
    while True:
        listed = admission.list_assets(uow, PageQuery(len(codes), MAX_LIMIT), organisation_id=organisation_id)
        codes += [asset.code for asset in listed.items]
        if not listed.items or len(codes) >= listed.total:
            return codes


def is_usable(uow: UnitOfWork, grant_id: str) -> bool:
    """Whether a grant may be used now; asked at the start of a reading and at every batch border."""
    return store.is_usable(uow.session, grant_id, uow.clock.today())


def usable(uow: UnitOfWork, grant_id: str, *, by: Actor) -> Grant:
    """The grant, for its receiver and in force. Raises `UnknownGrant` to others and `GrantEnded`."""
    found = store.to_grant(store.grant_row(uow.session, grant_id))
    if not by.is_system and by.organisation_id != found.organisation_id:
        raise UnknownGrant(grant=grant_id)
    if not found.is_usable(uow.clock.today()):
        raise GrantEnded
    return found

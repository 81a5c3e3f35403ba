"""Keys of consumers: each for one service, under one grant; shown once, revoked at once."""

from collections.abc import Sequence
from datetime import date

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.services import logic, permissions, registry, store
from shudao.services.contracts import IssuedKey, KeyState, MeterDay, Service, ServiceKey, ServiceState
from shudao.services.errors import UnknownKey, WrongServiceState
from shudao.services.tables import KeyRow
from shudao.vault import facade as vault

__all__ = ["issue_key", "keys", "meter", "revoke_key"]


def issue_key(
    uow: UnitOfWork, code: str, grant_id: str, name: str, *, expires_on: date | None = None, by: Actor
) -> IssuedKey:
    """Issue a key of the grant's receiver. The key is shown this once; only its digest is kept.

    Raises `UnknownGrant` to everybody but the receiver, `GrantEnded`, and `GrantDoesNotFit`.
    """
    service = registry.service_of(uow, code, by=by)
    if service.state is not ServiceState.PUBLISHED:
        raise WrongServiceState(service=code, state=service.state.zh, state_en=service.state.value)
    grant = security.usable(uow, grant_id, by=by)
    access.require(uow, by, permissions.USE_KEYS, grant.organisation_id)
    logic.check_grant(service, grant)
    fresh = vault.new_api_key()
    row = KeyRow(
        id=new_id(),
        service_code=code,
        organisation_id=grant.organisation_id,
        name=name,
        prefix=fresh.prefix,
        digest=fresh.digest,
        grant_id=grant_id,
        state=KeyState.ACTIVE,
        expires_on=expires_on,
        created_at=uow.clock.now(),
        created_by=by.account_id,
        revoked_at=None,
        revoked_by=None,
        revoked_reason="",
    )
    uow.session.add(row)
    uow.session.flush()
    _record(uow, row, "issued", by, grant_id=grant_id)
    return IssuedKey(store.to_key(row), fresh.key)


def revoke_key(uow: UnitOfWork, code: str, key_id: str, reason: str, *, by: Actor) -> None:
    """End a key now; for its holder and for the provider. Revoking it again changes nothing."""
    service = registry.service_of(uow, code, by=by)
    row = store.key_row(uow.session, code, key_id, lock=True)
    holds = access.permits(uow, by, permissions.USE_KEYS, row.organisation_id)
    if not holds and not access.permits(uow, by, permissions.PUBLISH, service.organisation_id):
        raise UnknownKey(key=key_id)
    if row.state == KeyState.REVOKED:
        return
    row.state, row.revoked_at, row.revoked_by = KeyState.REVOKED, uow.clock.now(), by.account_id
    row.revoked_reason = reason
    _record(uow, row, "revoked", by, reason=reason)


def keys(uow: UnitOfWork, code: str, page: PageQuery, *, by: Actor) -> Page[ServiceKey]:
    """Keys of a service: all for its provider, one's own organisation's for a consumer."""
    service = registry.service_of(uow, code, by=by)
    query = store.key_query(code, _parties(uow, service, by))
    rows = fetch_page(uow.session, query, page, store.KEY_SORT, "-created_at")
    used = store.last_used(uow.session, [row.id for row in rows.items])
    return Page([store.to_key(row, used.get(row.id)) for row in rows.items], rows.total)


def meter(uow: UnitOfWork, code: str, since: date, *, by: Actor) -> list[MeterDay]:
    """Calls by key and day since a day: all for the provider, one's own organisation's for a consumer."""
    service = registry.service_of(uow, code, by=by)
    return store.meter(uow.session, code, since, _parties(uow, service, by))


def _parties(uow: UnitOfWork, service: Service, by: Actor) -> Sequence[str] | None:
    if registry.may_inspect(uow, service.organisation_id, by):
        return None
    is_consumer = by.organisation_id is not None and access.permits(uow, by, permissions.USE_KEYS, by.organisation_id)
    return [by.organisation_id] if is_consumer and by.organisation_id else []


def _record(uow: UnitOfWork, row: KeyRow, what: str, by: Actor, **detail: str) -> None:
    told = {"service": row.service_code, "prefix": row.prefix, "consumer": row.organisation_id, **detail}
    evidence.record(uow, by=by, action=f"services.key.{what}", subject=f"services/key/{row.id}", detail=told)

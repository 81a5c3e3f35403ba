"""How routes name their permission and receive their caller. The request's transaction begins and ends here."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Query, Request

from shudao.access import facade, logic
from shudao.access.contracts import Permission
from shudao.access.errors import CrossSiteRequest, PasswordChangeRequired
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import Unauthenticated
from shudao.kernel.paging import MAX_LIMIT, PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault

__all__ = [
    "CSRF_COOKIE",
    "CSRF_HEADER",
    "IDEMPOTENCY_HEADER",
    "SESSION_COOKIE",
    "Call",
    "PublicCall",
    "origin_of",
    "page_query",
    "permission_of",
    "permitted",
    "public",
]

SESSION_COOKIE = "shudao_session"
CSRF_COOKIE = "shudao_csrf"
CSRF_HEADER = "x-shudao-csrf"
IDEMPOTENCY_HEADER = "idempotency-key"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class PublicCall:
    """A request that needs no sign-in."""

    database: Database
    settings: Settings
    origin: facade.Origin


@dataclass(frozen=True)
class Call:
    """A request of a signed-in caller who holds the route's permission, inside its unit of work."""

    uow: UnitOfWork
    actor: Actor
    session: facade.CurrentSession
    database: Database
    settings: Settings
    origin: facade.Origin
    known_permissions: tuple[Permission, ...]


class Gate:
    """The dependency behind `permitted`: an object, so that a test can ask each route which permission it names."""

    def __init__(self, permission: Permission, *, before_password_change: bool) -> None:
        self.permission = permission
        self.before_password_change = before_password_change

    def __call__(self, request: Request) -> Iterator[Call]:
        state, origin = request.app.state, origin_of(request)
        database: Database = state.database
        settings: Settings = state.settings
        with database.unit_of_work() as uow:
            token = request.cookies.get(SESSION_COOKIE, "")
            session = facade.current_session(uow, settings, token, origin) if token else None
            if session is None:
                raise Unauthenticated
            request.state.actor = session.actor
            if request.method not in SAFE_METHODS:
                _refuse_cross_site(request, session)
            if session.must_change_password and not self.before_password_change:
                raise PasswordChangeRequired
            facade.require(uow, session.actor, self.permission)
            key = request.headers.get(IDEMPOTENCY_HEADER)
            if key and request.method not in SAFE_METHODS:
                facade.note_submission(uow, key[:100], request.url.path, by=session.actor)
            yield Call(uow, session.actor, session, database, settings, origin, state.permissions)


class OpenGate:
    """The dependency behind `public`; `reason` says why the route needs no sign-in."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __call__(self, request: Request) -> PublicCall:
        state = request.app.state
        return PublicCall(state.database, state.settings, origin_of(request))


def permitted(permission: Permission, *, before_password_change: bool = False) -> Any:
    """Depend on a signed-in caller holding `permission`; yields a `Call`. Committed before the answer is sent."""
    return Depends(Gate(permission, before_password_change=before_password_change), scope="function")


def public(reason: str) -> Any:
    """Depend on nobody in particular; yields a `PublicCall`. The reason is printed in the route's documentation."""
    return Depends(OpenGate(reason))


def permission_of(route_dependencies: list[Callable[..., Any] | None]) -> Gate | OpenGate | None:
    """The gate among a route's dependencies, for the OpenAPI document and the test that every route has one."""
    return next((d for d in route_dependencies if isinstance(d, Gate | OpenGate)), None)


def origin_of(request: Request) -> facade.Origin:
    """Where the request comes from. Forwarding headers are never trusted to prove loopback."""
    address = request.client.host if request.client else ""
    forwarded = logic.was_forwarded(request.headers)
    is_loopback = logic.is_loopback(address, forwarded, request.headers.get("host", ""))
    return facade.Origin(address, request.headers.get("user-agent", ""), is_loopback)


def page_query(
    offset: int = Query(0, ge=0, le=1_000_000),
    limit: int = Query(50, ge=1, le=MAX_LIMIT),
    sort: str = Query("", max_length=60),
    q: str = Query("", max_length=100),
) -> PageQuery:
    """The query parameters every list takes; use as `Annotated[PageQuery, Depends(page_query)]`."""
    return PageQuery(offset, limit, sort, q.strip())


def _refuse_cross_site(request: Request, session: facade.CurrentSession) -> None:
    """Ask for the session's anti-forgery token in a header, which another site cannot set."""
    token = request.headers.get(CSRF_HEADER, "")
    if not token or not secrets.compare_digest(vault.token_digest(token), session.csrf_digest):
        raise CrossSiteRequest

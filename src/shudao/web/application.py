"""The FastAPI application: request ids, security headers, errors, routes, and the console's files."""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from shudao import __version__
from shudao.access.contracts import Permission
from shudao.access.http import Gate, permission_of
from shudao.kernel.database import Database
from shudao.kernel.errors import TooLarge
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.web import console, errors, evidence_routes, health

BODY_LIMIT_BYTES = 2 * 1024 * 1024
# Workbooks, and the rows of a list that becomes one, are larger than what else is sent.
LARGE_LIMIT_BYTES = 21 * 1024 * 1024
LARGE = re.compile(r"/api/v1/sheets/(kinds/[^/]+/imports|lists)")
# The console is all ours: nothing is loaded from, sent to, or framed by another origin.
SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# Where cookies go over HTTPS only, so does everything else from now on.
HTTPS_ONLY = {"strict-transport-security": "max-age=31536000"}


def build(
    database: Database,
    settings: Settings,
    routers: Sequence[APIRouter],
    permissions: Sequence[Permission],
    console_files: Path | None,
) -> FastAPI:
    """Make the application over an open database. `console_files` is the built console, or nothing."""
    app = _bare(database, settings, [evidence_routes.router, *routers], permissions)
    console.mount(app, console_files)
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
    return app


def build_gateway(database: Database, settings: Settings, routers: Sequence[APIRouter]) -> FastAPI:
    """Make an application that answers these routes and health, and nothing else: no sign-in, no console."""
    return _bare(database, settings, routers, ())


def _bare(
    database: Database, settings: Settings, routers: Sequence[APIRouter], permissions: Sequence[Permission]
) -> FastAPI:
    app = FastAPI(title="数道 Shudao", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.database, app.state.settings, app.state.permissions = database, settings, tuple(permissions)
    errors.install(app)
    app.middleware("http")(_guard)
    for router in (health.router, *routers):
        app.include_router(router)
    return app


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, in which every operation names its permission as `x-permission`."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        for path, route in api_routes(app):
            gate = permission_of([d.call for d in route.dependant.dependencies])
            name = gate.permission.name if isinstance(gate, Gate) else "public"
            for method in route.methods or ():
                document["paths"][path][method.lower()]["x-permission"] = name
        app.openapi_schema = document
    return app.openapi_schema


def api_routes(app: FastAPI) -> list[tuple[str, APIRoute]]:
    """Every documented route with its whole path. `app.routes` alone does not show what included routers hold."""
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and route.include_in_schema:
            # The document names a parameter without its converter: `{code:path}` is `{code}` there.
            found.append((re.sub(r":[a-z]+}", "}", context.path or route.path), route))
    return found


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Give each request an id, refuse bodies over the limit early, and set the security headers."""
    request.state.request_id = new_id()
    # A body whose length is not declared up front cannot be refused before it is read; no client of ours sends one.
    declared = "chunked" if "transfer-encoding" in request.headers else request.headers.get("content-length", "0")
    limit = LARGE_LIMIT_BYTES if LARGE.fullmatch(request.url.path) else BODY_LIMIT_BYTES
    if not declared.isdecimal() or len(declared) > 10 or int(declared) > limit:
        response: Response = errors.answer(request, TooLarge(limit=f"{limit // 1024 // 1024} MB"))
    else:
        response = await _answered(request, call_next)
    settings: Settings = request.app.state.settings
    for name, value in {**SECURITY_HEADERS, **(HTTPS_ONLY if settings.secure_cookies else {})}.items():
        response.headers.setdefault(name, value)
    response.headers["x-request-id"] = request.state.request_id
    if request.url.path.startswith(("/api/", "/gateway/")):
        response.headers.setdefault("cache-control", "no-store")
    return response


async def _answered(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The answer, whatever happens. A failure left to the server would be logged with the values it quotes."""
    try:
        return await call_next(request)
    except Exception as error:
        return errors.unknown(request, error)

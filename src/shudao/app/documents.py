"""The reference part of the manual, written from the code: settings, commands, errors, routes, permissions."""

from typing import Any

from shudao.app import wiring
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.web import application

__all__ = ["openapi"]


def openapi() -> dict[str, Any]:
    """The OpenAPI document of all routes; needs no running installation."""
    database = Database("postgresql+psycopg://nobody@localhost/nothing", SystemClock())
    app = application.build(database, Settings(), wiring.routers(), wiring.permissions(), None)
    return application.openapi(app)

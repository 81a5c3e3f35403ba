"""Who is there: routes, permissions, and which job listens to which fact. The only list of all modules."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from fastapi import APIRouter

from shudao.access.contracts import Permission
from shudao.admission.events import ReleasePublished
from shudao.kernel.uow import Listeners
from shudao.mechanism import ports
from shudao.security.events import GrantRevoked
from shudao.work import ports as work_ports

__all__ = [
    "LISTENERS",
    "MODULES",
    "gateway_routers",
    "join_estates",
    "join_impacts",
    "load_jobs",
    "load_tables",
    "permissions",
    "routers",
]

# From the ground up, as in the map of docs/concepts/house.md.
MODULES = (
    "evidence",
    "access",
    "work",
    "mechanism",
    "policy",
    "architecture",
    "admission",
    "security",
    "ingestion",
    "development",
    "quality",
    "services",
    "sharing",
    "supervision",
)
TABLE_MODULES = ("vault", *MODULES)

LISTENERS: Listeners = {
    ReleasePublished: ("services.on_release", "sharing.follow_release"),
    GrantRevoked: ("sharing.follow_revocation",),
}


def _parts(name: str, modules: tuple[str, ...] = MODULES) -> Iterator[ModuleType]:
    """The file `name` of each module that has one."""
    for module in modules:
        package = import_module(f"shudao.{module}")
        if any((path / f"{name}.py").exists() for path in map(Path, package.__path__)):
            yield import_module(f"shudao.{module}.{name}")


def routers() -> list[APIRouter]:
    """What people call, signed in."""
    return [part.router for part in _parts("routes")]


def gateway_routers() -> list[APIRouter]:
    """What programs call, with a key."""
    return [part.router for part in _parts("gateway_routes")]


def permissions() -> list[Permission]:
    return [permission for part in _parts("permissions") for permission in part.ALL]


def load_tables() -> None:
    """Import every module's tables, so that the metadata is whole."""
    for _ in _parts("tables", TABLE_MODULES):
        pass


def join_estates() -> None:
    """Tell `mechanism` where each module writes which organisation a thing belongs to."""
    parts = list(_parts("estate"))
    ports.ESTATES[:] = [estate for part in parts for estate in part.ESTATES]
    ports.OBSTACLES[:] = [part.obstacles for part in parts if hasattr(part, "obstacles")]


def join_impacts() -> None:
    """Tell `work` who knows what hangs on a thing that is to change."""
    work_ports.IMPACTS[:] = [part.affected for part in _parts("impact")]


def load_jobs() -> None:
    """Import every module's jobs, so that a worker knows them."""
    for _ in _parts("jobs"):
        pass

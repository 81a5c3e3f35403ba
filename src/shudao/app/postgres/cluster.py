"""The cluster folder: made once by `initdb`, found again at each start, refused when another major version wrote it."""

import shutil
import subprocess
from pathlib import Path

from shudao.app.postgres.account import Account
from shudao.app.postgres.binaries import Binaries, tool_environment
from shudao.app.postgres.errors import (
    PostgresClusterDamaged,
    PostgresStartFailed,
    PostgresTooNew,
    PostgresUpgradeNeeded,
)
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.options import memory_file
from shudao.app.postgres.roles import DatabaseRole
from shudao.kernel.files import sync_folders

__all__ = ["BUILTIN_UTF8", "adopt", "check_version", "find_cluster", "make_cluster", "older_clusters", "version_of"]

# The builtin provider sorts by code point and needs no locale of the host, so an upgraded host cannot spoil an index.
BUILTIN_UTF8 = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")

_SECURE = ("--pgdata=/proc/self/cwd", "--auth=scram-sha-256", f"--username={DatabaseRole.SUPERUSER}")


def find_cluster(layout: Layout) -> Path | None:
    """The cluster in use: the folder with the highest major version. Older ones are what an upgrade left as it was."""
    made = _clusters(layout)
    return made[-1] if made else None


def older_clusters(layout: Layout) -> tuple[Path, ...]:
    """What upgrades have left, oldest first."""
    return tuple(_clusters(layout)[:-1])


def _clusters(layout: Layout) -> list[Path]:
    """Complete clusters by rising version; one that is being made carries another name."""
    made = [folder for folder in layout.clusters.iterdir() if folder.name.isdigit()]
    return sorted(made, key=lambda folder: int(folder.name))


def version_of(cluster: Path) -> int:
    """The major version that wrote the cluster, by its own record."""
    try:
        return int((cluster / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError):
        raise PostgresClusterDamaged(folder=cluster) from None


def check_version(cluster: Path, ours: int) -> None:
    """Refuse a cluster that these binaries cannot open."""
    found = version_of(cluster)
    if found < ours:
        raise PostgresUpgradeNeeded(found=found, ours=ours)
    if found > ours:
        raise PostgresTooNew(found=found, ours=ours)


def make_cluster(
    layout: Layout,
    binaries: Binaries,
    account: Account,
    superuser_password: str,
    lock_fd: int,
    locale: tuple[str, ...] = BUILTIN_UTF8,
) -> Path:
    """Run `initdb` in `<major>.new`; `adopt` gives it its name. What an interrupted attempt left there is removed."""
    building = layout.clusters / f"{binaries.major}.new"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    account.give(building)
    with memory_file("pwfile", superuser_password, account) as password_fd:
        done = subprocess.run(  # noqa: S603 -- our own binary, fixed arguments
            [binaries.tool("initdb"), *locale, *_SECURE, f"--pwfile=/proc/self/fd/{password_fd}"],
            cwd=building,
            env=tool_environment(),
            # The lock goes along, so that a start after our death waits until initdb has ended too.
            pass_fds=(password_fd, lock_fd),
            umask=0o077,
            capture_output=True,
            text=True,
            check=False,
            **account.as_popen(),
        )
    if done.returncode != 0:
        raise PostgresStartFailed(reason=(done.stderr.strip().splitlines() or ["initdb"])[-1])
    return building


def adopt(building: Path) -> Path:
    """Make a complete new cluster the one in use, in one step."""
    cluster = building.rename(building.with_suffix(""))
    sync_folders([cluster.parent])
    return cluster

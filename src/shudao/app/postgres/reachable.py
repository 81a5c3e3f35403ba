"""When root starts the server: a copy of the binaries where the server's own account can run them.

A virtual environment often lies in a home folder of mode 0700. We do not open that folder; we copy the tree (36 MB,
once per version of the wheel) to a place of root's that others may read.
"""

import hashlib
import os
import secrets
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from shudao.app.postgres.account import Account
from shudao.app.postgres.binaries import PACKAGE, Binaries, tool_environment
from shudao.app.postgres.errors import PostgresBinariesUnreachable

__all__ = ["homes", "reachable"]

_NOT_NEEDED_TO_RUN = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")


def homes() -> tuple[Path, ...]:
    """Where copies may live, best first. The second is for read-only systems."""
    return (Path("/var/lib/shudao/postgres"), Path(tempfile.gettempdir()) / f"shudao-postgres-{os.geteuid()}")


def reachable(binaries: Binaries, account: Account, places: tuple[Path, ...] | None = None) -> Binaries:
    """The same binaries at a place from which `account` can run them: in place if it can, else a copy."""
    if not account.drops or _can_run(binaries, account):
        return binaries
    places = homes() if places is None else places
    for home in places:
        copy = _copy_in(home, binaries)
        if copy is not None and _can_run(copy, account):
            return copy
    raise PostgresBinariesUnreachable(account=account.name, tried="、".join(map(str, places)))


def _can_run(binaries: Binaries, account: Account) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 -- our own binary, fixed arguments
            [binaries.tool("postgres"), "--version"],
            capture_output=True,
            check=False,
            cwd="/",
            env=tool_environment(),
            **account.as_popen(),
        )
    except OSError:
        return False
    return done.returncode == 0


def _copy_in(home: Path, binaries: Binaries) -> Binaries | None:
    """The copy in `home`, made now if it is not there; None where `home` cannot be written or is not ours alone."""
    target = home / f"{binaries.major}-{_fingerprint(binaries)}"
    try:
        _make_open_folder(home)
        if not target.exists():
            _copy_tree(binaries, target)
    except OSError:
        return None
    return Binaries(binaries.major, target / PACKAGE / binaries.root.name) if _ours(home) and _ours(target) else None


def _copy_tree(binaries: Binaries, target: Path) -> None:
    """Copy under a temporary name, then rename: nobody runs half a tree, and of two copiers one wins."""
    package = binaries.root.parent
    libraries = package.with_name(f"{package.name}.libs")
    building = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        for source, part in ((binaries.root, f"{PACKAGE}/{binaries.root.name}"), (libraries, libraries.name)):
            if source.exists():  # the libraries' folder is where the binaries' run path points to
                shutil.copytree(source, building / part, copy_function=_copy_open, ignore=_NOT_NEEDED_TO_RUN)
        for folder, _, _ in os.walk(building):
            Path(folder).chmod(0o755)
        building.rename(target)
    except OSError:
        shutil.rmtree(building, ignore_errors=True)
        if not target.exists():
            raise


def _copy_open(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    Path(target).chmod(0o755 if Path(source).stat().st_mode & stat.S_IXUSR else 0o644)


def _make_open_folder(folder: Path) -> None:
    """Make missing folders readable by all, whatever the umask; what exists keeps its mode."""
    if not folder.exists():
        if not folder.parent.exists():
            _make_open_folder(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)


def _ours(folder: Path) -> bool:
    """A real folder that nobody but us can have put there or can write to."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _fingerprint(binaries: Binaries) -> str:
    with Path(binaries.tool("postgres")).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]

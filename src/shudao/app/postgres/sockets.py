"""The socket folder and the port.

A Unix socket's path must stay under 108 bytes, so a deep DATA gets a short folder elsewhere.
"""

import contextlib
import json
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shudao.app.postgres.account import Account
from shudao.app.postgres.layout import Layout

__all__ = [
    "HOST",
    "candidate_ports",
    "make_socket_dir",
    "make_temporary_socket_dir",
    "remove_socket_dir",
    "sweep_socket_dir",
]

HOST = "127.0.0.1"
PATH_LIMIT_BYTES = 100
_ATTEMPTS = 200
_PREFIX = "shudao-pg-"


def make_socket_dir(layout: Layout, account: Account) -> Path:
    """A folder of mode 0700 that only the server's account (and root) can enter.

    In DATA/run, or in the temporary folder.
    """
    folder = layout.socket_dir
    if not _short_enough(folder):
        return make_temporary_socket_dir(account)
    folder.mkdir(mode=0o700, exist_ok=True)
    account.give(folder)
    return folder


def make_temporary_socket_dir(account: Account) -> Path:
    """A fresh folder of mode 0700, of the server's account, with a short path."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_short_temporary_folder()))
    account.give(folder)
    return folder


def remove_socket_dir(layout: Layout, folder: Path) -> None:
    """Remove a temporary socket folder; the one in DATA stays."""
    if folder == layout.socket_dir or not folder.name.startswith(_PREFIX):
        return
    with contextlib.suppress(OSError):
        for left in folder.glob(".s.PGSQL.*"):
            left.unlink()
        folder.rmdir()


def sweep_socket_dir(layout: Layout) -> None:
    """Remove the temporary socket folder that a killed owner could not remove, as its attach file names it."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        remove_socket_dir(layout, Path(json.loads(layout.attach_file.read_bytes())["socket_dir"]))


def candidate_ports(preferred: int | None) -> Iterator[int]:
    """Ports that are free at this moment: the preferred one and those after it, or any that the system offers."""
    wanted = range(preferred, min(preferred + _ATTEMPTS, 65536)) if preferred else (0 for _ in range(_ATTEMPTS))
    for port in wanted:
        found = _free(port)
        if found is not None:
            yield found


def _free(port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as PostgreSQL itself does
        try:
            probe.bind((HOST, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])


def _short_enough(folder: Path) -> bool:
    return len(os.fsencode(folder / ".s.PGSQL.65535.lock")) < PATH_LIMIT_BYTES


def _short_temporary_folder() -> str:
    ours = tempfile.gettempdir()
    return ours if _short_enough(Path(ours) / f"{_PREFIX}12345678") else "/tmp"  # noqa: S108 -- mkdtemp is private

"""Dump from one server and restore into another through pipes.

No dump file, no password in arguments or environment.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shudao.app.postgres.binaries import Binaries, tool_environment
from shudao.app.postgres.errors import PostgresUpgradeFailed
from shudao.app.postgres.layout import open_private
from shudao.app.postgres.options import memory_file
from shudao.app.postgres.roles import DatabaseRole

__all__ = ["Endpoint", "Mover"]

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CREATE_SUPERUSER = f"CREATE ROLE {DatabaseRole.SUPERUSER};".encode()


@dataclass(frozen=True)
class Endpoint:
    """A server, by its private socket."""

    socket_dir: Path
    port: int

    def arguments(self) -> list[str]:
        place = [f"--host={self.socket_dir}", f"--port={self.port}"]
        return [*place, f"--username={DatabaseRole.SUPERUSER}", "--no-password"]


@dataclass(frozen=True)
class Mover:
    """Moves everything from `old` to `new` with the tools of the new version, as PostgreSQL's manual advises."""

    tools: Binaries
    old: Endpoint
    new: Endpoint
    password: str
    log: Path

    def move_roles(self) -> None:
        """All roles with their SCRAM verifiers; the superuser is there already."""
        with self._surroundings("roles") as around:
            dump = _start(self._command("pg_dumpall", self.old, "--globals-only"), **around)
            told, _ = dump.communicate()
            wanted = b"\n".join(line for line in told.splitlines() if line != _CREATE_SUPERUSER)
            quietly = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname=postgres")
            restore = _start(self._command("psql", self.new, *quietly), stdin=subprocess.PIPE, **around)
            restore.communicate(wanted)
            _require_success("roles", dump, restore)

    def move_database(self, name: str) -> None:
        """One database with its contents, owner, grants and settings."""
        with self._surroundings(name) as around:
            wanted = f"--dbname={_connection_string(name)}"
            pg_dump = self._command("pg_dump", self.old, "--format=custom", "--compress=none", wanted)
            dump = _start(pg_dump, **around)
            pg_restore = self._command("pg_restore", self.new, "--create", "--exit-on-error", "--dbname=postgres")
            restore = _start(pg_restore, stdin=dump.stdout, **around)
            if dump.stdout is not None:
                dump.stdout.close()  # a restore that fails must end the dump as well
            restore.communicate()
            dump.wait()
            _require_success(name, dump, restore)

    def _command(self, tool: str, server: Endpoint, *arguments: str) -> list[str]:
        return [self.tools.tool(tool), *server.arguments(), *arguments]

    @contextmanager
    def _surroundings(self, step: str) -> Iterator[dict[str, Any]]:
        """What the tools run with.

        The password in a file that exists only in memory, and their complaints in our log.
        """
        password_lines = f"*:*:*:{DatabaseRole.SUPERUSER}:{self.password}\n"
        with memory_file("pgpass", password_lines) as password_fd, memory_file("stderr", "") as complaint_fd:
            environment = tool_environment() | {"PGPASSFILE": f"/proc/self/fd/{password_fd}"}
            try:
                yield {"env": environment, "pass_fds": (password_fd,), "stderr": complaint_fd}
            finally:
                self._note(step, os.pread(complaint_fd, 1 << 20, 0).decode(errors="replace"))

    def _note(self, step: str, complaints: str) -> None:
        lines = [_without_values(line) for line in complaints.splitlines() if "error:" in line or "ERROR:" in line]
        log_fd = open_private(self.log)
        os.write(log_fd, "".join(f"{step}: {line}\n" for line in lines).encode())
        os.close(log_fd)


def _without_values(complaint: str) -> str:
    """The tool's own words, which name the table, and the server's message without what it quotes, maybe a value."""
    tool, error, server = complaint.partition("ERROR:")
    return tool + error + _QUOTED.sub("“…”", server)


def _start(command: list[str], **around: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, **around)  # noqa: S603 -- a tool of our own binaries


def _require_success(step: str, *processes: subprocess.Popen[bytes]) -> None:
    if any(process.returncode for process in processes):
        raise PostgresUpgradeFailed(step=step)


def _connection_string(database: str) -> str:
    """A database name that holds `=` would otherwise be read as a connection string."""
    escaped = database.replace("\\", "\\\\").replace("'", "\\'")
    return f"dbname='{escaped}'"

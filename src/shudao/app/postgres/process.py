"""One `postgres` process on one cluster folder: spawn it, wait until it is ready, end it."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from shudao.app.postgres import options
from shudao.app.postgres.account import Account
from shudao.app.postgres.binaries import Binaries, tool_environment
from shudao.app.postgres.errors import PostgresStartFailed
from shudao.app.postgres.layout import open_private

__all__ = ["PortTaken", "ServerProcess", "Spot"]

_DEATHBOUND = Path(__file__).with_name("deathbound.py")
_READY_POLL_S = 0.005
_NO_ADDRESS = "could not create any TCP/IP sockets"


class PortTaken(Exception):
    """Somebody took the port between our look and the server's bind."""


@dataclass(frozen=True)
class Spot:
    """Where and as whom a server runs. `lock_fd` is the server lock it inherits and holds while any backend lives."""

    binaries: Binaries
    cluster: Path
    account: Account
    socket_dir: Path
    log: Path
    lock_fd: int
    listen: str = ""


class ServerProcess:
    """A running server that dies with us.

    Its death signal follows the *thread* that spawned it, so a thread of its own spawns it and waits for it as long
    as this process lives: the server may be started from any thread, including one that soon ends.
    """

    def __init__(self, spot: Spot, port: int) -> None:
        self.spot = spot
        self.port = port
        self.exited = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._failure: OSError | None = None
        self._log_start = 0

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self, timeout_s: float) -> None:
        """Spawn the server and return when it accepts connections (after crash recovery, if it needs one)."""
        self._log_start = self.spot.log.stat().st_size if self.spot.log.exists() else 0
        (self.spot.cluster / "postmaster.pid").unlink(missing_ok=True)  # we hold the server lock: it is stale
        spawned = threading.Event()
        threading.Thread(target=self._spawn_and_wait, args=(spawned,), name="postgres", daemon=True).start()
        spawned.wait()
        if self._failure is not None:
            raise PostgresStartFailed(reason=self._failure.strerror) from self._failure
        self._wait_until_ready(timeout_s)

    def stop(self, timeout_s: float) -> None:
        """Fast shutdown: roll back what is open, write a checkpoint, end. After `timeout_s` immediate, then killed."""
        for sign, patience_s in ((signal.SIGINT, timeout_s), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if self._process is None or self.exited.is_set():
                return
            self._process.send_signal(sign)
            self.exited.wait(patience_s)

    def _spawn_and_wait(self, spawned: threading.Event) -> None:
        try:
            self._process = self._spawn()
        except OSError as error:
            self._failure = error
        finally:
            spawned.set()
        if self._process is not None:
            self._process.wait()
            self.exited.set()

    def _spawn(self) -> subprocess.Popen[bytes]:
        spot, account = self.spot, self.spot.account
        socket_fd = os.open(spot.socket_dir, os.O_RDONLY | os.O_DIRECTORY)
        log_fd = open_private(spot.log)
        try:
            with options.memory_file("pg_hba", options.HBA, account) as hba_fd:
                become = [str(account.uid), str(account.gid)] if account.drops else ["-1", "-1"]
                launcher = [sys.executable, "-I", "-S", str(_DEATHBOUND), *become, str(os.getpid())]
                server = options.command_line(spot.listen, self.port, socket_fd, hba_fd)
                return subprocess.Popen(  # noqa: S603 -- our own launcher and binary
                    [*launcher, spot.binaries.tool("postgres"), *server],
                    cwd=spot.cluster,
                    env=tool_environment() | _interpreter_environment(),
                    pass_fds=(socket_fd, hba_fd, spot.lock_fd),
                    stdin=subprocess.DEVNULL,
                    stdout=log_fd,
                    stderr=log_fd,
                    umask=0o077,
                    # Ctrl+C reaches the owner alone, which stops its workers first and the database last.
                    start_new_session=True,
                )
        finally:
            os.close(socket_fd)
            os.close(log_fd)

    def _wait_until_ready(self, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while not self._says_ready():
            if self.exited.wait(_READY_POLL_S):
                raise self._failed_start()
            if time.monotonic() > deadline:
                self.stop(timeout_s=1.0)
                raise PostgresStartFailed(reason=f"not ready within {timeout_s:g} s")

    def _says_ready(self) -> bool:
        """The eighth line of postmaster.pid, as `pg_ctl` reads it."""
        try:
            lines = (self.spot.cluster / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"

    def _failed_start(self) -> Exception:
        with self.spot.log.open("rb") as file:
            file.seek(self._log_start)
            lines = file.read().decode(errors="replace").splitlines()
        told = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
        if _NO_ADDRESS in told:
            return PortTaken()
        return PostgresStartFailed(reason=told[-1] if told else (lines or ["no message"])[-1])


def _interpreter_environment() -> dict[str, str]:
    """Some builds of Python find their own library only by this variable; the launcher takes it away again."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}

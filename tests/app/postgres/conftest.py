"""What tests of the embedded server ask of it, and how they act as its owner, its users and strangers."""

import json
import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from shudao.app.postgres.facade import EmbeddedPostgres, PostgresInfo, attach
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.locks import FileLock
from tests.app.conftest import copy_of

SOURCE = Path(__file__).parents[3] / "src"
OWNER_PROGRAM = Path(__file__).with_name("owner_program.py")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes the operating-system user, which only root may")


@pytest.fixture(scope="module")
def shared(first_start: Path, module_place: Path) -> Iterator[EmbeddedPostgres]:
    """A running server for the tests of one file that only ask."""
    with EmbeddedPostgres(copy_of(first_start, module_place / "data")) as server:
        yield server


def superuser_dsn(data_dir: Path, info: PostgresInfo, database: str = "shudao") -> str:
    """The superuser's DSN, from the key file: no API gives it away."""
    password = json.loads(Layout(data_dir).key_file.read_bytes())["postgres"]
    return f"host={info.host} port={info.port} user=postgres password={password} dbname={database}"


def scalar(dsn: str, query: str) -> object:
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


@dataclass
class Owner:
    """`shudao up` in miniature: another process that starts the server and then waits."""

    process: subprocess.Popen[str]
    data_dir: Path

    @property
    def info(self) -> PostgresInfo:
        return attach(self.data_dir)

    def kill(self) -> None:
        """End it like a power cut for the process: no handler runs."""
        self.process.kill()
        self.process.wait()

    def finish(self) -> None:
        """Let it stop the server and end by itself."""
        self.process.communicate("stop\n", timeout=30)


@contextmanager
def running_owner(
    data_dir: Path, *, python: str = sys.executable, path: tuple[Path, ...] = (SOURCE,), **popen: object
) -> Iterator[Owner]:
    """Start an owner process and wait until its server is ready."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        # A linked interpreter finds its shared library only here.
        "LD_LIBRARY_PATH": str(Path(python).parents[1] / "lib"),
    }
    process = subprocess.Popen(
        [python, str(OWNER_PROGRAM), str(data_dir)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=environment,
        **popen,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        assert told == "ready\n", told
        yield Owner(process, data_dir)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def family(info: PostgresInfo) -> list[psutil.Process]:
    """The server and all its backends."""
    server = psutil.Process(info.server_pid)
    return [server, *server.children(recursive=True)]


def is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def wait_until_server_ended(data_dir: Path) -> None:
    """The server lock is free once the last backend is gone."""
    lock = FileLock(Layout(data_dir).server_lock)
    assert lock.acquire(timeout_s=10), "the server still runs"
    lock.release()


def another_user() -> pwd.struct_passwd:
    """An ordinary account that is neither us nor the server's."""
    return pwd.getpwnam("daemon")

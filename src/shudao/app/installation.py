"""One installation: its settings, its databases and its keys, opened for a shell, a worker or a test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shudao.app import wiring
from shudao.app.postgres import facade as postgres
from shudao.kernel.clock import Clock, SystemClock
from shudao.kernel.database import Database
from shudao.kernel.errors import Unavailable
from shudao.kernel.jobs import JobContext
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault

__all__ = ["Installation", "NotRunning", "attach", "prepare_folders"]


class NotRunning(Unavailable):
    code = "app.not_running"
    zh = "“{data}”中的数道没有在运行。"
    en = "Shudao is not running on {data}."
    next_zh = "请先运行 shudao up（或 make demo）。"
    next_en = "Start it first: shudao up (or make demo)."


@dataclass(frozen=True)
class Installation:
    """What a shell needs to call facades."""

    settings: Settings
    database: Database
    clock: Clock

    @property
    def jobs(self) -> JobContext:
        return JobContext(self.database, self.clock, self.settings)


def prepare_folders(settings: Settings) -> None:
    """Make the installation's own folders, private to its user. Existing folders keep their modes."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    for folder in (settings.keys_dir, settings.evidence_dir, settings.staging_dir, settings.data_dir / "run"):
        folder.mkdir(mode=0o700, exist_ok=True)


def records_dsn(settings: Settings, role: str = "shudao_app") -> str:
    """Where the records are: the DSN that was set, or the embedded server of this folder."""
    wanted = settings.owner_dsn if role == "shudao_owner" else settings.records_dsn
    if wanted is not None:
        return wanted.get_secret_value()
    try:
        return postgres.attach(settings.data_dir).dsn(role, driver="sqlalchemy")
    except (FileNotFoundError, json.JSONDecodeError) as missing:
        raise NotRunning(data=settings.data_dir) from missing


@contextmanager
def attach(settings: Settings, clock: Clock | None = None, *, pool_size: int = 5) -> Iterator[Installation]:
    """Open a running installation, and close the pool afterwards."""
    vault.unlock(settings.keys_dir, settings.crypto_profile)
    wiring.load_jobs()
    wiring.load_tables()
    used = clock or SystemClock()
    database = Database(records_dsn(settings), used, wiring.LISTENERS, pool_size=pool_size)
    try:
        yield Installation(settings, database, used)
    finally:
        database.close()


def console_files() -> Path | None:
    """The built console: inside the wheel, or beside the sources."""
    package = Path(__file__).parents[1]
    for folder in (package / "web" / "console_files", package.parents[1] / "console" / "dist"):
        if (folder / "index.html").exists():
            return folder
    return None

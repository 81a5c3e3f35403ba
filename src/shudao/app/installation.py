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
from shudao.kernel.errors import Invalid, NotFound, Unavailable
from shudao.kernel.jobs import JobContext
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault

__all__ = [
    "Installation",
    "KeysMissing",
    "NoInstallation",
    "NotRunning",
    "OwnerAddressMissing",
    "attach",
    "prepare_folders",
    "records_dsn",
    "require_keys",
    "require_made",
]


class NotRunning(Unavailable):
    code = "app.not_running"
    zh = "“{data}”中的数道没有在运行。"
    en = "Shudao is not running on {data}."
    next_zh = "请先运行 shudao up（或 make demo）。"
    next_en = "Start it first: shudao up (or make demo)."


class NoInstallation(NotFound):
    code = "app.no_installation"
    zh = "“{data}”中没有安装。"
    en = "There is no installation in {data}."
    next_zh = "请用 shudao init 新建，或用 shudao demo 查看样例城市。"
    next_en = "Make one with shudao init, or look at the sample city with shudao demo."


class KeysMissing(Unavailable):
    code = "app.keys_missing"
    zh = "“{folder}”中没有本安装的密钥。"
    en = "The keys of this installation are not in {folder}."
    next_zh = "各部分必须共用同一个安装目录；请用 --data 指出它，或从备份恢复 keys。"
    next_en = "All parts share one folder: name it with --data, or restore keys from the backup."


class OwnerAddressMissing(Invalid):
    code = "app.owner_address_missing"
    zh = "设置了 SHUDAO_RECORDS_DSN，但没有设置 SHUDAO_OWNER_DSN。"
    en = "SHUDAO_RECORDS_DSN is set and SHUDAO_OWNER_DSN is not."
    next_zh = "表结构由属主账号建立；请用 SHUDAO_OWNER_DSN 给出它在同一服务器上的地址。"
    next_en = "Tables are made by the owning role: set SHUDAO_OWNER_DSN to its address on the same server."


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


def require_made(settings: Settings) -> None:
    """Refuse a folder in which nothing was ever made. On a server of one's own the database itself tells."""
    if settings.records_dsn is None and not postgres.has_cluster(settings.data_dir):
        raise NoInstallation(data=settings.data_dir)


def require_keys(settings: Settings) -> None:
    """Refuse to go on without the installation's keys: new ones would open nothing that was sealed before."""
    if not settings.keys_dir.is_dir() or not any(settings.keys_dir.iterdir()):
        raise KeysMissing(folder=settings.keys_dir)


def records_dsn(settings: Settings, role: str = "shudao_app") -> str:
    """Where the records are: the DSN that was set, or the embedded server of this folder."""
    wanted = settings.owner_dsn if role == "shudao_owner" else settings.records_dsn
    if wanted is not None:
        return wanted.get_secret_value()
    if settings.records_dsn is not None:
        raise OwnerAddressMissing
    try:
        return postgres.attach(settings.data_dir).dsn(role, driver="sqlalchemy")
    except (postgres.PostgresNotRunning, json.JSONDecodeError) as missing:
        raise NotRunning(data=settings.data_dir) from missing


@contextmanager
def attach(settings: Settings, clock: Clock | None = None, *, pool_size: int = 5) -> Iterator[Installation]:
    """Open a running installation, and close the pool afterwards."""
    dsn = records_dsn(settings)
    vault.unlock(settings.keys_dir, settings.crypto_profile)
    wiring.load_jobs()
    wiring.load_tables()
    wiring.join_estates()
    wiring.join_norms()
    wiring.join_impacts()
    wiring.join_searchables()
    wiring.join_sheets()
    used = clock or SystemClock()
    database = Database(dsn, used, wiring.LISTENERS, pool_size=pool_size)
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

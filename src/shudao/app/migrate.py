"""Bringing the records database to the newest schema: numbered migrations, one head."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from shudao.app import wiring
from shudao.app.installation import NotRunning, prepare_folders, records_dsn, require_made
from shudao.app.postgres import facade as postgres
from shudao.kernel.database import Base
from shudao.kernel.errors import Unavailable
from shudao.kernel.settings import Settings

__all__ = [
    "Migrated",
    "RecordsNewer",
    "RecordsNotMigrated",
    "RecordsUnreachable",
    "config",
    "head",
    "migrate",
    "require_current",
    "schemas",
    "upgrade",
]

MIGRATIONS = Path(__file__).parent / "migrations"


class RecordsNotMigrated(Unavailable):
    code = "app.records_not_migrated"
    zh = "记录库的表结构是 {found}，本程序需要 {needed}。"
    en = "The records are at {found}; this program needs {needed}."
    next_zh = "请先备份，再运行 shudao migrate（新建的安装用 shudao init）。"
    next_en = "Make a backup, then run shudao migrate (shudao init for a new installation)."


class RecordsNewer(Unavailable):
    code = "app.records_newer"
    zh = "记录库的表结构 {found} 来自更新的数道，本程序只到 {needed}。"
    en = "The records are at {found}, of a newer Shudao; this program ends at {needed}."
    next_zh = "请在这台机器上安装同一版本的数道。"
    next_en = "Install the same version of Shudao on this machine."


class RecordsUnreachable(Unavailable):
    code = "app.records_unreachable"
    zh = "连不上记录库 {place}：{reason}"
    en = "The records at {place} cannot be reached: {reason}"
    next_zh = "请检查 SHUDAO_RECORDS_DSN 与 SHUDAO_OWNER_DSN，以及该服务器是否在运行。"
    next_en = "Check SHUDAO_RECORDS_DSN and SHUDAO_OWNER_DSN, and that the server runs."


@dataclass(frozen=True)
class Migrated:
    """The revision before (None: an empty database) and after."""

    before: str | None
    after: str


def config(owner_dsn: str) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.attributes["dsn"] = owner_dsn
    return made


def head() -> str:
    """The one newest revision."""
    revision = ScriptDirectory.from_config(config("")).get_current_head()
    if revision is None:
        raise LookupError("the package carries no migrations")
    return revision


def schemas() -> list[str]:
    """PostgreSQL schemas of all modules that have tables."""
    wiring.load_tables()
    return sorted({table.schema for table in Base.metadata.tables.values() if table.schema})


def migrate(settings: Settings) -> Migrated:
    """Migrate an installation: on a server of one's own, on the embedded one that runs, or on the embedded one started
    for this. Raises `NoInstallation`, `OwnerAddressMissing`, `RecordsNewer`.
    """
    require_made(settings)
    try:
        return upgrade(records_dsn(settings, "shudao_owner"))
    except NotRunning:
        prepare_folders(settings)
        with postgres.EmbeddedPostgres(settings.data_dir, settings.postgres_port) as server:
            return upgrade(server.info.dsn("shudao_owner", driver="sqlalchemy"))


def upgrade(owner_dsn: str) -> Migrated:
    """Run all missing migrations as the migrating role, in one transaction each. Running it again changes nothing."""
    engine = create_engine(owner_dsn, hide_parameters=True)
    try:
        before = _revision(engine)
        _refuse_newer(before)
        with engine.begin() as connection:
            made = config(owner_dsn)
            made.attributes["connection"] = connection
            command.upgrade(made, "head")
    finally:
        engine.dispose()
    return Migrated(before, head())


def require_current(dsn: str) -> None:
    """Refuse records whose tables this program does not know. Raises `RecordsNotMigrated`, `RecordsNewer`."""
    engine = create_engine(dsn, hide_parameters=True)
    try:
        found = _revision(engine)
    finally:
        engine.dispose()
    _refuse_newer(found)
    if found != head():
        raise RecordsNotMigrated(found=found or "—", needed=head())


def _revision(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError as lost:
        place = f"{engine.url.host}:{engine.url.port or 5432}/{engine.url.database}"
        raise RecordsUnreachable(place=place, reason=str(lost.orig).strip().splitlines()[-1]) from lost


def _refuse_newer(found: str | None) -> None:
    known = {each.revision for each in ScriptDirectory.from_config(config("")).walk_revisions()}
    if found is not None and found not in known:
        raise RecordsNewer(found=found, needed=head())

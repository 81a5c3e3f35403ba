"""Bringing the records database to the newest schema: numbered migrations, one head."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from shudao.app import wiring
from shudao.kernel.database import Base

__all__ = ["config", "head", "schemas", "upgrade"]

MIGRATIONS = Path(__file__).parent / "migrations"


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


def upgrade(owner_dsn: str) -> None:
    """Run all missing migrations as the migrating role, in one transaction each. Running it again changes nothing."""
    engine = create_engine(owner_dsn, hide_parameters=True)
    try:
        with engine.begin() as connection:
            made = config(owner_dsn)
            made.attributes["connection"] = connection
            command.upgrade(made, "head")
    finally:
        engine.dispose()

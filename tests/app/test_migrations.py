"""The numbered migrations: one head, safe to repeat, and what they make is what the code expects."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from shudao.app import migrate
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.kernel.database import Base

EMPTY = "empty"


def test_there_is_one_head():
    assert ScriptDirectory.from_config(migrate.config("")).get_heads() == [migrate.head()]


def test_up_from_empty_and_once_more_gives_exactly_the_tables_of_the_code(postgres: EmbeddedPostgres):
    postgres.create_database(EMPTY, "shudao_owner")
    try:
        postgres.prepare_database(EMPTY)
        dsn = postgres.info.dsn("shudao_owner", EMPTY, driver="sqlalchemy")
        migrate.upgrade(dsn)
        before = differences(dsn)
        migrate.upgrade(dsn)
        assert before == differences(dsn) == []
        assert revision(dsn) == migrate.head()
    finally:
        postgres.drop_database(EMPTY)


def revision(dsn: str) -> str | None:
    engine = create_engine(dsn)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return found


def differences(dsn: str) -> list[object]:
    """What Alembic would still have to do, in the schemas of our modules."""
    ours = set(migrate.schemas())
    engine = create_engine(dsn)
    with engine.connect() as connection:
        assert ours <= set(inspect(connection).get_schema_names())
        options = {
            "include_schemas": True,
            "compare_type": True,
            "include_name": lambda name, kind, _: kind != "schema" or name in ours,
            "include_object": lambda _, name, kind, *__: not (kind == "table" and name.startswith("procrastinate")),
        }
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    engine.dispose()
    return list(found)

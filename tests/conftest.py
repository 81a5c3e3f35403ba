"""Real parts for all tests: one embedded PostgreSQL per run, one fresh migrated database per test that asks."""

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest

from shudao.app import migrate, wiring
from shudao.app.installation import Installation, prepare_folders
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.kernel.clock import FixedClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault

hypothesis.settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# A Monday in an ordinary working week.
START = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 -- FixedClock reads a naive time as Asia/Shanghai
TEMPLATE = "shudao_template"
# Folders whose tests share something expensive, a running city or a Spark server, and therefore stay in one process.
TOGETHER = {"journeys", "conformance"}


def pytest_itemcollected(item: pytest.Item) -> None:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    if folder in TOGETHER:
        item.add_marker(pytest.mark.xdist_group(folder))


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The running PostgreSQL of this test run."""
    shared_memory = Path("/dev/shm")
    # The tests' rows need no disk: a file system in memory spares the waiting that real durability costs.
    in_memory = shared_memory if shared_memory.is_dir() else None
    with tempfile.TemporaryDirectory(dir=in_memory) as folder, EmbeddedPostgres(Path(folder)) as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """A migrated database that tests copy."""
    postgres.create_database(TEMPLATE, "shudao_owner")
    postgres.prepare_database(TEMPLATE)
    migrate.upgrade(postgres.info.dsn("shudao_owner", TEMPLATE, driver="sqlalchemy"))
    return TEMPLATE


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def database_name(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """A fresh copy of the migrated database, dropped afterwards."""
    name = "test"
    postgres.copy_database(name, template, "shudao_owner")
    yield name
    postgres.drop_database(name)


@pytest.fixture
def settings(tmp_path: Path, postgres: EmbeddedPostgres, database_name: str) -> Settings:
    """Settings of a whole installation in a folder of its own, on the test's database."""
    made = Settings(
        data_dir=tmp_path / "data",
        records_dsn=postgres.info.dsn("shudao_app", database_name, driver="sqlalchemy"),
        owner_dsn=postgres.info.dsn("shudao_owner", database_name, driver="sqlalchemy"),
    )
    prepare_folders(made)
    vault.unlock(made.keys_dir, made.crypto_profile)
    return made


@pytest.fixture
def database(settings: Settings, clock: FixedClock) -> Iterator[Database]:
    """The records database of the test, empty but for its schema."""
    assert settings.records_dsn is not None
    opened = Database(settings.records_dsn.get_secret_value(), clock, wiring.LISTENERS, pool_size=3)
    yield opened
    opened.close()


@pytest.fixture
def installed(settings: Settings, database: Database, clock: FixedClock) -> Installation:
    """Settings, database and clock together, as shells and jobs get them."""
    wiring.load_jobs()
    wiring.join_estates()
    wiring.join_norms()
    wiring.join_impacts()
    wiring.join_searchables()
    wiring.join_sheets()
    return Installation(settings, database, clock)


@pytest.fixture
def raw(postgres: EmbeddedPostgres, database_name: str) -> Iterator[psycopg.Connection]:
    """A plain connection as the application's role, to look past the ORM."""
    with psycopg.connect(postgres.info.dsn("shudao_app", database_name), autocommit=True) as connection:
        yield connection

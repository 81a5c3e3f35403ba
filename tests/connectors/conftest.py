"""A database of their own for the tests of the PostgreSQL connector."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from shudao.app.postgres.facade import EmbeddedPostgres


@pytest.fixture(scope="session")
def source_database(postgres: EmbeddedPostgres) -> str:
    """The connection string of an empty database."""
    postgres.create_database("connectors", "shudao_owner")
    return postgres.info.dsn("shudao_owner", "connectors")


@pytest.fixture
def dsn(source_database: str) -> Iterator[str]:
    """The database, emptied afterwards."""
    yield source_database
    with psycopg.connect(source_database) as connection:
        tables = connection.execute(
            "select relname, relkind from pg_class"
            " where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')"
        )
        for name, kind in tables.fetchall():
            word = sql.SQL("view" if kind == "v" else "table")
            connection.execute(sql.SQL("drop {} if exists {} cascade").format(word, sql.Identifier(name)))

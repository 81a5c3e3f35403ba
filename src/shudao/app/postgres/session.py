"""A superuser session over the private socket, for the few things the launcher itself has to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import Connection

from shudao.app.postgres.errors import PostgresKeysDoNotFit, PostgresStartFailed
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.roles import DatabaseRole

__all__ = ["superuser_session"]


@contextmanager
def superuser_session(
    layout: Layout, socket_dir: Path, port: int, password: str, database: str = "postgres"
) -> Iterator[Connection]:
    """An autocommit connection as superuser, closed at the end of the block."""
    try:
        connection = psycopg.connect(
            host=str(socket_dir),
            port=port,
            user=DatabaseRole.SUPERUSER,
            password=password,
            dbname=database,
            require_auth="scram-sha-256",
            autocommit=True,
        )
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise PostgresKeysDoNotFit(file=layout.key_file) from None
        raise PostgresStartFailed(reason=str(error)) from error
    with connection:
        yield connection

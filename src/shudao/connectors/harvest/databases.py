"""Live databases whose schema can be read, by kind. A new one is its file and one line below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlsplit

from psycopg.conninfo import make_conninfo

from shudao.connectors.contracts import ConnectionReport, Source
from shudao.connectors.errors import UnknownConnector
from shudao.connectors.harvest.contracts import HarvestedSchema
from shudao.connectors.harvest.live_mysql import read_mysql
from shudao.connectors.harvest.live_postgresql import read_postgresql
from shudao.connectors.options import Options, listed, parsed
from shudao.connectors.postgresql import PostgresOptions
from shudao.kernel.errors import ShudaoError

__all__ = ["DATABASES", "kind_of", "password_of", "read_database", "try_database", "with_password"]


_KEYWORD_PASSWORD = re.compile(r"\bpassword\s*=\s*(\S+)", re.I)


class Reader(Protocol):
    """Reads a schema through a connection string."""

    def __call__(
        self, dsn: str | None, *, schemas: Sequence[str] | None = None, timeout_s: int = 300, rows: bool = True
    ) -> HarvestedSchema: ...


class MySqlOptions(Options):
    """Options of a MySQL or MariaDB source. The secret is `mysql://user:password@host:3306/database`."""

    statement_timeout_seconds: int = 300


@dataclass(frozen=True)
class Database:
    """A kind of database: its reader, and the beginnings of its connection strings."""

    read: Reader
    options: type[Options]
    schemes: tuple[str, ...]


DATABASES: Mapping[str, Database] = {
    "postgresql": Database(read_postgresql, PostgresOptions, ("postgresql", "postgres")),
    "mysql": Database(read_mysql, MySqlOptions, ("mysql", "mariadb")),
}


def kind_of(dsn: str) -> str:
    """The kind of database a connection string is for. Raises `UnknownConnector` without repeating it."""
    scheme = dsn.partition("://")[0].lower() if "://" in dsn else "postgresql" if "host=" in dsn else "?"
    for kind, database in DATABASES.items():
        if scheme in database.schemes:
            return kind
    raise UnknownConnector(kind=scheme[:20], known=listed(DATABASES))


def password_of(dsn: str) -> str | None:
    """The password a connection string holds, if any."""
    if "://" in dsn:
        return urlsplit(dsn).password
    found = _KEYWORD_PASSWORD.search(dsn)
    return found[1] if found else None


def with_password(dsn: str, password: str) -> str:
    """The connection string with a password put in, quoted as its form asks."""
    if "://" not in dsn:
        return make_conninfo(dsn, password=password)
    parts = urlsplit(dsn)
    user, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}").geturl()


def read_database(source: Source, *, rows: bool = True) -> HarvestedSchema:
    """The schema of a source. PostgreSQL: of the schema its options name; MySQL: of its connection string's database.

    Raises `UnknownConnector` for kinds that are no databases, `InvalidOptions`, and what stands in the way of reading.
    """
    if source.kind not in DATABASES:
        raise UnknownConnector(kind=source.kind, known=listed(DATABASES))
    database = DATABASES[source.kind]
    options = parsed(database.options, source)
    named = getattr(options, "db_schema", None)
    timeout_s: int = getattr(options, "statement_timeout_seconds", 300)
    return database.read(source.secret, schemas=[named] if named else None, timeout_s=timeout_s, rows=rows)


def try_database(source: Source) -> ConnectionReport:
    """Whether a database answers and shows its tables; never raises for what its owner did wrong."""
    try:
        found = read_database(source, rows=False)
    except ShudaoError as problem:
        return ConnectionReport(problem=problem)
    return ConnectionReport({"tables": str(len(found.tables))})

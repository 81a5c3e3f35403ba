"""Sessions with a PostgreSQL server, and its errors in our words. A connection string never leaves this file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from shudao.connectors.errors import (
    AccessDenied,
    ColumnMissing,
    InvalidOptions,
    SourceFailed,
    TableMissing,
    TimedOut,
    Unreachable,
    WrongCredentials,
)
from shudao.kernel.errors import ShudaoError

CONNECT_TIMEOUT_S = 10
# The server answers a refused log-in without a machine-readable code reaching the client; these words tell it apart.
_CREDENTIAL_WORDS = ("authentication", "password", "role", "pg_hba", "认证", "口令", "密码", "角色")
_KEYWORDS = frozenset(
    {"host", "port", "dbname", "user", "password", "sslmode", "connect_timeout", "require_auth", "channel_binding"}
)
# One spelling of every value, whatever the server's or the account's defaults are.
_SETTINGS = {
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "timezone": "UTC",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "standard_conforming_strings": "on",
}


@dataclass(frozen=True)
class Session:
    """An open transaction. `timeout_s` bounds every statement in it, on the server."""

    connection: psycopg.Connection
    timeout_s: int


@contextmanager
def session(dsn: str | None, *, timeout_s: int, table: str, read_only: bool = True) -> Iterator[Session]:
    """One transaction: read only on one snapshot, or writing and committed at the end. Errors of the server come out
    as `connectors.errors`; `table` is the name they use."""
    with _translated(table, timeout_s):
        connection = _connected(dsn)
        try:
            if read_only:
                connection.read_only = True
                connection.isolation_level = IsolationLevel.REPEATABLE_READ
            with connection.transaction():
                for name, value in {**_SETTINGS, "statement_timeout": str(timeout_s * 1000)}.items():
                    connection.execute("select set_config(%s, %s, true)", (name, value))
                yield Session(connection, timeout_s)
        finally:
            # A reading given up half way must not wait for the rest of its rows.
            connection.close()


def _refuse_places_of_ours(known: Mapping[str, Any]) -> None:
    """One named host by password. Without a host libpq goes to this server's own sockets as whoever we run as, and
    other keywords read files of this server or change how the session behaves.
    """
    host = str(known.get("host") or "")
    wrong = sorted(set(known) - _KEYWORDS)
    if not host or host.startswith(("/", "@")) or "," in host:
        wrong.append("host")
    if wrong:
        problem = "one host; " + ", ".join(sorted(_KEYWORDS))
        raise InvalidOptions(fields="、".join(wrong), details=[{"field": name, "problem": problem} for name in wrong])


def _connected(dsn: str | None) -> psycopg.Connection:
    try:
        known = conninfo_to_dict(dsn or "")
        conninfo = make_conninfo(
            dsn or "",
            connect_timeout=known.get("connect_timeout", CONNECT_TIMEOUT_S),
            application_name="shudao",
            client_encoding="UTF8",
            keepalives_idle=30,
            keepalives_interval=10,
            keepalives_count=3,
        )
    except psycopg.ProgrammingError:
        # libpq quotes the malformed string, password and all.
        raise InvalidOptions(fields="secret", details=[{"field": "secret", "problem": "connection string"}]) from None
    _refuse_places_of_ours(known)
    where = f"{known['host']}:{known.get('port', 5432)}"
    try:
        return psycopg.connect(conninfo)
    except psycopg.OperationalError as error:
        message = str(error).lower()
    # Asked for a password while none was given, libpq gives up by itself.
    answered = any(word in message for word in ("fatal", "致命", "no password supplied"))
    if answered and any(word in message for word in _CREDENTIAL_WORDS):
        raise WrongCredentials(where=where) from None
    raise Unreachable(where=f"{where}/{known.get('dbname', '')}") from None


@contextmanager
def _translated(table: str, timeout_s: int) -> Iterator[None]:
    """Server errors as ours, by SQLSTATE. Their own text is dropped: it may quote values of rows."""
    try:
        yield
    except psycopg.Error as error:
        raise _problem(error.sqlstate, table, timeout_s) from None


def _problem(state: str | None, table: str, timeout_s: int) -> ShudaoError:
    if state == "57014":
        return TimedOut(seconds=timeout_s)
    if state in ("42P01", "3F000"):
        return TableMissing(table=table, found="—")
    if state == "42703":
        return ColumnMissing(table=table, missing="?", found="?")
    if state == "42501":
        return AccessDenied(table=table)
    return SourceFailed(what=state or "connection lost")


def quoted(*names: str) -> sql.Composable:
    """A possibly qualified name, quoted."""
    return sql.Identifier(*names)

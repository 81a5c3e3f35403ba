"""Sessions with a MySQL or MariaDB server, and its errors in our words. A connection string never leaves this file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

import pymysql
from pymysql.constants import CR, ER
from pymysql.cursors import Cursor

from shudao.connectors.errors import (
    AccessDenied,
    InvalidOptions,
    SourceFailed,
    TimedOut,
    Unreachable,
    WrongCredentials,
)
from shudao.kernel.errors import ShudaoError

__all__ = ["Address", "address_of", "mysql_session"]

CONNECT_TIMEOUT_S = 10
PORT = 3306
_SCHEMES = ("mysql", "mariadb")
_SSL_MODES = ("disabled", "required", "verify")
_REFUSED = (ER.ACCESS_DENIED_ERROR, ER.DBACCESS_DENIED_ERROR, 1698)
_DENIED = (ER.TABLEACCESS_DENIED_ERROR, ER.COLUMNACCESS_DENIED_ERROR, ER.SPECIFIC_ACCESS_DENIED_ERROR)
_TOO_LONG = (3024, 1969, 1317)


@dataclass(frozen=True)
class Address:
    """A server and how to open it: `mysql://user:password@host:3306/database?ssl-mode=required`."""

    host: str
    port: int
    user: str
    password: str
    database: str
    ssl_mode: str

    def __repr__(self) -> str:
        return f"Address({self.host}:{self.port}/{self.database})"


def address_of(dsn: str | None) -> Address:
    """The parts of a connection string. One named host: no socket or file of this server. Raises `InvalidOptions`."""
    try:
        parts = urlsplit(dsn or "")
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError:
        raise _malformed("secret") from None
    if parts.scheme not in _SCHEMES or not host or host.startswith(("/", "@")) or "%2f" in host.lower():
        raise _malformed("secret")
    options = dict(parse_qsl(parts.query))
    mode = options.pop("ssl-mode", "disabled").lower()
    if options or mode not in _SSL_MODES or parts.fragment:
        raise _malformed(*sorted(options), *(() if mode in _SSL_MODES else ("ssl-mode",)))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(host, port, user, password, unquote(parts.path.strip("/")), mode)


def _malformed(*fields: str) -> InvalidOptions:
    form = "mysql://user:password@host:3306/database?ssl-mode=disabled|required|verify"
    return InvalidOptions(fields="、".join(fields), details=[{"field": field, "problem": form} for field in fields])


@contextmanager
def mysql_session(dsn: str | None, *, timeout_s: int) -> Iterator[Cursor]:
    """One read-only transaction on one snapshot. Errors of the server come out as `connectors.errors`."""
    address = address_of(dsn)
    connection = _connected(address, timeout_s)
    try:
        with connection.cursor() as cursor:
            _settle(cursor, timeout_s)
            yield cursor
    except pymysql.MySQLError as error:
        raise _problem(error, timeout_s) from None
    finally:
        connection.close()


def _connected(address: Address, timeout_s: int) -> "pymysql.connections.Connection[Cursor]":
    where = f"{address.host}:{address.port}"
    ssl = None if address.ssl_mode == "disabled" else {"check_hostname": address.ssl_mode == "verify"}
    try:
        return pymysql.connect(
            host=address.host,
            port=address.port,
            user=address.user,
            password=address.password.encode(),  # a text would be sent as Latin-1
            database=address.database or None,
            charset="utf8mb4",
            connect_timeout=CONNECT_TIMEOUT_S,
            read_timeout=timeout_s,
            write_timeout=timeout_s,
            program_name="shudao",
            ssl=ssl,
            ssl_verify_cert=address.ssl_mode == "verify",
            ssl_disabled=address.ssl_mode == "disabled",
        )
    except (pymysql.MySQLError, OSError) as error:
        code = error.args[0] if error.args else None
    if code in _REFUSED:
        raise WrongCredentials(where=where)
    raise Unreachable(where=f"{where}/{address.database}")


def _settle(cursor: Cursor, timeout_s: int) -> None:
    """Bound every statement on the server, and begin to read; the two products name the bound differently."""
    cursor.execute("select version()")
    version = str((cursor.fetchone() or ("",))[0])
    if "mariadb" in version.lower():
        cursor.execute("set session max_statement_time = %s", (timeout_s,))
    else:
        cursor.execute("set session max_execution_time = %s", (timeout_s * 1000,))
    cursor.execute("set session time_zone = '+00:00'")
    cursor.execute("set session transaction isolation level repeatable read")
    cursor.execute("start transaction with consistent snapshot, read only")


def _problem(error: pymysql.MySQLError, timeout_s: int) -> ShudaoError:
    """The server's text is dropped: it may quote values of rows."""
    code = error.args[0] if error.args else None
    if code in _TOO_LONG:
        return TimedOut(seconds=timeout_s)
    if code in _DENIED:
        return AccessDenied(table="information_schema")
    if code in (CR.CR_SERVER_LOST, CR.CR_SERVER_GONE_ERROR):
        return SourceFailed(what="connection lost")
    return SourceFailed(what=str(code or "?"))

"""The serving side: tables of schema `svc` that answer calls. PostgreSQL spoken plainly, for it is the hot path."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from shudao.kernel.database import Database
from shudao.kernel.expr.predicate import And, Predicate
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.services import hot
from shudao.services.errors import CopyUnavailable
from shudao.services.logic import ROW_NUMBER

__all__ = ["SCHEMA", "Select", "postgres_type", "quoted", "select_rows", "serving_connection"]

SCHEMA = "svc"
_ENGINES: dict[str, Engine] = {}
_LOCK = threading.Lock()


def _engine(database: Database, settings: Settings) -> Engine:
    """The records server's pool, or that of the serving server, which may be another one (DESIGN §2)."""
    if settings.serving_dsn is None:
        return database.engine
    dsn = settings.serving_dsn.get_secret_value()
    with _LOCK:
        if dsn not in _ENGINES:
            _ENGINES[dsn] = create_engine(dsn, pool_pre_ping=True, hide_parameters=True)
        return _ENGINES[dsn]


@contextmanager
def serving_connection(database: Database, settings: Settings) -> Iterator[Connection[Any]]:
    """A connection to the serving server outside any unit of work, for making and dropping copies."""
    engine = _engine(database, settings)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver = connection.connection.driver_connection
        if not isinstance(driver, Connection):
            raise TypeError("the serving server is not reached through psycopg")
        yield driver


def quoted(name: str) -> str:
    """A name as the driver takes it, where a percent sign would be a placeholder."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def postgres_type(column_type: str) -> str:
    """The served type of a lake type. Texts compare by code points, as predicates do, so that indexes can be used."""
    if column_type.startswith("decimal"):
        return column_type.replace("decimal", "numeric", 1)
    return {
        "text": 'text COLLATE "C"',
        "int": "bigint",
        "double": "double precision",
        "bool": "boolean",
        "date": "date",
        "timestamp": "timestamptz",
    }[column_type]


@dataclass(frozen=True)
class Select:
    """A prepared reading of one copy: its columns, and the rows that may be seen at all."""

    service_code: str
    table: str
    columns: tuple[str, ...]
    where: Predicate


def select_rows(
    uow: UnitOfWork,
    database: Database,
    settings: Settings,
    select: Select,
    asked: Sequence[Predicate],
    *,
    offset: int,
    limit: int,
) -> list[dict[str, Any]]:
    """Rows of a copy that may be seen and were asked for, in the copy's order. Raises `CopyUnavailable`, which says
    nothing of what PostgreSQL said.

    On the records server the reading joins the call's own transaction: one connection does all of a call.
    """
    condition, values = And(select.where, *asked).to_sql()
    shown = ", ".join(quoted(name) for name in select.columns)
    # Table and column names are quoted and from the registry; every value is a parameter.
    statement = (
        f"SELECT {shown} FROM {SCHEMA}.{quoted(select.table)} WHERE {condition} "  # noqa: S608 -- see above
        f"ORDER BY {ROW_NUMBER} LIMIT %s OFFSET %s"
    )
    parameters = (*values, limit, offset)
    try:
        if settings.serving_dsn is None:
            found = hot.driver(uow).execute(statement, parameters).fetchall()
        else:
            with serving_connection(database, settings) as connection:
                found = connection.execute(statement, parameters).fetchall()
    except (psycopg.Error, SQLAlchemyError) as failed:
        raise CopyUnavailable(service=select.service_code) from failed
    return [dict(zip(select.columns, row, strict=True)) for row in found]

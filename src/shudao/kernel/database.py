"""The records database: declarative base, engine, and the only place where a transaction begins and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, MetaData, Text, create_engine
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, sessionmaker

from shudao.kernel.clock import Clock
from shudao.kernel.uow import Listeners, UnitOfWork

__all__ = ["Base", "Database"]


class Base(DeclarativeBase):
    """Rows of all modules; each module keeps its tables in a PostgreSQL schema of its own name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
        str: Text,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        list[str]: JSONB,
        datetime: DateTime(timezone=True),
    }


class Database:
    """A pool of connections to the records database, and the units of work on it."""

    def __init__(self, dsn: str, clock: Clock, listeners: Listeners | None = None, *, pool_size: int = 10) -> None:
        self.clock = clock
        self.engine = create_engine(
            dsn,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": "-c timezone=Asia/Shanghai"},
        )
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._listeners: Listeners = listeners or {}

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Commit when the block ends well, roll back on any exception."""
        with self._sessions.begin() as session:
            yield UnitOfWork(session, self.clock, self._listeners)

    def close(self) -> None:
        self.engine.dispose()

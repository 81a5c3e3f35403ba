"""The unit of work: one request or job, one commit, at its edge. Inside, nobody commits (EXAMPLES §4)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shudao.kernel.clock import Clock
from shudao.kernel.facts import Fact

__all__ = ["Listeners", "UnitOfWork"]

Listeners = Mapping[type[Fact], Sequence[str]]

_DEFER = text(
    """select procrastinate_defer_jobs_v1(array[row(
        :queue, :name, 0, cast(:lock as text), cast(:queueing_lock as text),
        cast(:args as jsonb), cast(:at as timestamptz)
    )::procrastinate_job_to_defer_v1])"""
)


class UnitOfWork:
    """A database session, the clock, and the outbox. Facades take it first and never commit it."""

    def __init__(self, session: Session, clock: Clock, listeners: Listeners) -> None:
        self.session = session
        self.clock = clock
        self._listeners = listeners

    def enqueue(
        self,
        name: str,
        *,
        queue: str = "default",
        lock: str | None = None,
        queueing_lock: str | None = None,
        at: datetime | None = None,
        **args: Any,
    ) -> bool:
        """Enqueue job `name` in this transaction; false when `queueing_lock` says that the same job already waits.

        `lock` runs jobs of one lock one after the other. A savepoint keeps the transaction usable when the queueing
        lock is taken.
        """
        values = {
            "queue": queue,
            "name": name,
            "lock": lock,
            "queueing_lock": queueing_lock,
            "args": json.dumps(args, ensure_ascii=False),
            "at": at,
        }
        try:
            with self.session.begin_nested():
                self.session.execute(_DEFER, values)
        except IntegrityError:
            if queueing_lock is None:
                raise
            return False
        return True

    def tell(self, fact: Fact) -> None:
        """Record a fact: one job per listener, in the same transaction, so that it is told exactly when it is true."""
        for listener in self._listeners.get(type(fact), ()):
            self.enqueue(listener, queue="facts", **fact.payload())

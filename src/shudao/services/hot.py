"""The two statements that every call runs on the records: who calls, and the meter. The driver is used plainly, because
an ORM would cost several times what PostgreSQL does (DESIGN §2).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection

from shudao.kernel.uow import UnitOfWork

__all__ = ["Caller", "Served", "caller", "count_call", "driver"]

_CALLER = """
    select k.id, k.service_code, k.organisation_id, k.name, k.prefix, k.grant_id, k.state, k.expires_on,
        coalesce(m.calls, 0), c.table_name, c.service_id, c.data_version, s.kind, s.version, s.calls_per_second,
        s.daily_quota, (s.contract ->> 'sla_ms')::int
    from services.key k
    left join services.serving_copy c on c.service_code = k.service_code
    left join services.service s on s.id = c.service_id
    left join services.meter m on m.key_id = k.id and m.day = %s
    where k.digest = %s"""

# One upsert per call, last in its transaction, so that the row is locked only while the call commits.
_COUNT = """
    insert into services.meter as m
        (key_id, day, calls, rows, errors, throttled, slow, latency_us, max_us, last_at)
    values (%(key_id)s, %(day)s, %(calls)s, %(rows)s, %(errors)s, %(throttled)s, %(slow)s, %(us)s, %(us)s, %(now)s)
    on conflict (key_id, day) do update set
        calls = m.calls + excluded.calls, rows = m.rows + excluded.rows, errors = m.errors + excluded.errors,
        throttled = m.throttled + excluded.throttled, slow = m.slow + excluded.slow,
        latency_us = m.latency_us + excluded.latency_us, max_us = greatest(m.max_us, excluded.max_us),
        last_at = excluded.last_at"""


@dataclass(frozen=True)
class Served:
    """What answers the calls of a service: a version of it over one copy."""

    table: str
    service_id: str
    data_version: int
    kind: str
    version: int
    calls_per_second: int
    daily_quota: int
    sla_ms: int


@dataclass(frozen=True)
class Caller:
    """A key, and what answers it; nothing while there is no copy."""

    served: Served | None
    id: str
    service_code: str
    organisation_id: str
    name: str
    prefix: str
    grant_id: str
    state: str
    expires_on: date | None
    calls_today: int


def driver(uow: UnitOfWork) -> Connection[Any]:
    """The driver's connection of a unit of work, inside its transaction."""
    connection = uow.session.connection().connection.driver_connection
    if not isinstance(connection, Connection):
        raise TypeError("the records are not reached through psycopg")
    return connection


def caller(uow: UnitOfWork, digest: str) -> Caller | None:
    """The key with this digest, what it may call, and how often it did today."""
    row = driver(uow).execute(_CALLER, [uow.clock.today(), digest]).fetchone()
    if row is None:
        return None
    key, served = row[:9], row[9:]
    return Caller(Served(*served) if served[0] is not None else None, *key)


def count_call(
    uow: UnitOfWork,
    key_id: str,
    now: datetime,
    *,
    calls: int = 0,
    rows: int = 0,
    errors: int = 0,
    throttled: int = 0,
    slow: int = 0,
    us: int = 0,
) -> None:
    """Add to the meter of a key. `throttled` are calls that were turned away since the last one counted."""
    counts = {"calls": calls, "rows": rows, "errors": errors, "throttled": throttled, "slow": slow, "us": us}
    driver(uow).execute(_COUNT, {"key_id": key_id, "day": now.date(), "now": now, **counts})

"""Serving copies: rows of the released version, copied into schema `svc` and swapped in as a whole."""

import secrets
import time
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Asset
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import LineageEdge, LineageEnd
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import Lens
from shudao.services import permissions, store
from shudao.services.contracts import CopyState, Service
from shudao.services.errors import MalformedService
from shudao.services.logic import ROW_NUMBER
from shudao.services.serving import SCHEMA, postgres_type, serving_connection
from shudao.services.tables import CopyRow

__all__ = ["refresh_serving_copy"]

BATCH_ROWS = 65_536
_CSV = pacsv.WriteOptions(include_header=False, quoting_style="all_valid")


def refresh_serving_copy(database: Database, settings: Settings, code: str, *, by: Actor) -> CopyState | None:
    """Copy the released rows of a published service and let calls see them; None when nothing is published.

    Running it again, also after having been killed, is safe: a copy is seen only once it is whole, and what an earlier
    try has left behind is removed. The newest released version wins.
    """
    with serving_connection(database, settings) as connection:
        # Held to the end: two refreshments of one service would remove each other's tables.
        lock = ["services.copy", code]
        connection.execute("SELECT pg_advisory_lock(hashtext(%s), hashtext(%s))", lock)
        try:
            return _refresh(database, settings, connection, code, by)
        finally:
            connection.execute("SELECT pg_advisory_unlock(hashtext(%s), hashtext(%s))", lock)


def _refresh(
    database: Database, settings: Settings, connection: Connection[Any], code: str, by: Actor
) -> CopyState | None:
    started = time.perf_counter()
    with database.unit_of_work() as uow:
        planned = _plan(uow, code, by)
    if planned is not None:
        service, lens = planned
        table = f"s_{code}_{secrets.token_hex(4)}"
        with connection.transaction():
            rows = _fill(database, settings, connection, service, lens, table)
        with database.unit_of_work() as uow:
            _swap(uow, service, CopyRow(table_name=table, data_version=lens.version, rows=rows), started, by)
    with database.unit_of_work() as uow:
        served = store.copy_row(uow.session, code)
        state = store.copies(uow.session, [code]).get(code)
    _drop_others(connection, code, keep=served.table_name if served is not None else None)
    return state


def _plan(uow: UnitOfWork, code: str, by: Actor) -> tuple[Service, Lens] | None:
    """What is to be copied; nothing when the present copy is that already, or when nothing is published."""
    row = store.published(uow.session, code)
    if row is None:
        return None
    access.require(uow, by, permissions.PUBLISH, row.organisation_id)
    version = admission.readable_version(uow, row.asset_code)
    served = store.copy_row(uow.session, code)
    if served is not None and (served.service_id, served.data_version) == (row.id, version):
        return None
    service = store.to_service(row)
    _check_types(service, admission.asset(uow, service.asset_code))
    return service, security.system_lens(uow, service.asset_code, purpose=f"服务副本 {code}", version=version)


def _check_types(service: Service, asset: Asset) -> None:
    now = {column.name: column.type for column in asset.columns}
    changed = sorted(column.name for column in service.columns if now.get(column.name) != column.type)
    if changed:
        names = "、".join(changed)
        raise MalformedService(
            problem=f"数据集的字段已变更，请修订服务：{names}",
            problem_en=f"the data set has changed, revise it: {names}",
        )


def _fill(
    database: Database, settings: Settings, connection: Connection[Any], service: Service, lens: Lens, table: str
) -> int:
    """Make the table with its rows and the indexes of its filter keys; returns the rows."""
    names = service.served_columns
    kinds = {column.name: column.type for column in service.columns}
    connection.execute(_create(table, {name: kinds[name] for name in names}))
    into = SQL("COPY {}.{} ({}) FROM STDIN (FORMAT csv)").format(
        Identifier(SCHEMA), Identifier(table), SQL(", ").join(map(Identifier, names))
    )
    rows = 0
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for batch in _batches(database, settings, lens, names):
            copy.write(_as_csv(batch))
            rows += batch.num_rows
    for given in service.inputs:
        connection.execute(
            SQL("CREATE INDEX ON {}.{} ({})").format(Identifier(SCHEMA), Identifier(table), Identifier(given.column))
        )
    connection.execute(SQL("ANALYZE {}.{}").format(Identifier(SCHEMA), Identifier(table)))
    return rows


def _create(table: str, kinds: dict[str, str]) -> Composed:
    # The types come from a closed list, so they may stand in the statement as they are.
    columns = [SQL("{} " + postgres_type(kind)).format(Identifier(name)) for name, kind in kinds.items()]
    numbered = SQL("{} bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY").format(Identifier(ROW_NUMBER))
    return SQL("CREATE TABLE {}.{} ({})").format(
        Identifier(SCHEMA), Identifier(table), SQL(", ").join([numbered, *columns])
    )


def _batches(database: Database, settings: Settings, lens: Lens, names: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    with security.open_lenses(database, settings, {"rows": lens}) as session:
        yield from session.read(session.table("rows").select(*names), batch_rows=BATCH_ROWS)


def _as_csv(batch: pa.RecordBatch) -> bytes:
    """A batch as COPY reads it: NULL is nothing at all, an empty text is a pair of quotes."""
    columns = [_spelled(column) for column in batch.columns]
    sink = pa.BufferOutputStream()
    pacsv.write_csv(pa.RecordBatch.from_arrays(columns, names=batch.schema.names), sink, _CSV)
    spelled: bytes = sink.getvalue().to_pybytes()
    return spelled


def _spelled(column: pa.Array) -> pa.Array:
    if pa.types.is_decimal(column.type):
        return column.cast(pa.string())
    if pa.types.is_string(column.type):
        # PostgreSQL cannot hold U+0000; its visible picture stands for it.
        return pc.replace_substring(column, "\0", "\u2400")
    return column


def _swap(uow: UnitOfWork, service: Service, made: CopyRow, started: float, by: Actor) -> None:
    """Point the calls at the new table, unless the service was retired meanwhile."""
    if store.published(uow.session, service.code, lock=True) is None:
        return
    made.service_code, made.service_id = service.code, service.id
    made.copied_at, made.seconds = uow.clock.now(), time.perf_counter() - started
    uow.session.merge(made)
    uow.session.flush()
    detail = {"data_version": made.data_version, "rows": made.rows}
    subject = f"services/service/{service.code}/{service.version}"
    evidence.record(uow, by=by, action="services.copy.refreshed", subject=subject, detail=detail)
    served = LineageEnd(f"service/{service.code}", service.title)
    origin = admission.asset(uow, service.asset_code).end
    architecture.record_lineage(uow, [LineageEdge(origin, served, via="serving copy")], by=by)


def _drop_others(connection: Connection[Any], code: str, keep: str | None) -> None:
    """Remove the tables that no longer answer calls. A call that is reading one is waited for."""
    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename ~ %s",
        [SCHEMA, f"^s_{code}_[0-9a-f]{{8}}$"],
    )
    for (table,) in found.fetchall():
        if table != keep:
            connection.execute(SQL("DROP TABLE IF EXISTS {}.{}").format(Identifier(SCHEMA), Identifier(table)))

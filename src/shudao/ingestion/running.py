"""One ingestion: from the registered source through its connector and the write door, as the source has it."""

import time
from collections.abc import Callable

import pyarrow as pa

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Asset, LedgerEntry, Mode, WriteTicket
from shudao.architecture import facade as architecture
from shudao.connectors.contracts import Counts, Source
from shudao.connectors.facade import connector
from shudao.ingestion import permissions, store
from shudao.ingestion.contracts import IngestionRun, Progress, RunState
from shudao.ingestion.errors import NoSource
from shudao.ingestion.staging import StagingWriter
from shudao.ingestion.tables import RunRow
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings

__all__ = ["Report", "run_ingestion"]

Report = Callable[[Progress], None]
HEARTBEAT_S = 5.0


def run_ingestion(
    database: Database, settings: Settings, asset_code: str, *, by: Actor, report: Report | None = None
) -> IngestionRun:
    """Read the asset's source whole and replace its rows. The run is noted from its first second to its end."""
    began = time.monotonic()
    with database.unit_of_work() as uow:
        asset = admission.asset(uow, asset_code)
        access.require(uow, by, permissions.RUN, asset.organisation_id)
        if asset.source_code is None or asset.physical_table is None:
            raise NoSource(asset=asset_code)
        purpose = f"ingest {asset_code}"
        source = architecture.connection_of(uow, settings, asset.source_code, by=by, purpose=purpose)
        architecture.note_read(uow, asset.source_code)
    ticket = admission.open_write(database, settings, asset_code, "ingest", by=by, mode=Mode.REPLACE)
    run_id = _begin(database, asset_code, by)
    try:
        counts, rejects = _read(database, source, asset, ticket, run_id, report)
        entry = admission.commit_write(database, settings, ticket, read=counts.read, rejects=rejects, by=by)
    except Exception as error:
        code = error.code if isinstance(error, ShudaoError) else "kernel.error"
        _end(database, run_id, RunState.FAILED, time.monotonic() - began, error_code=code)
        raise
    return _end(database, run_id, RunState.DONE, time.monotonic() - began, entry=entry)


def _read(
    database: Database, source: Source, asset: Asset, ticket: WriteTicket, run_id: str, report: Report | None
) -> tuple[Counts, pa.Table | None]:
    rejects: list[pa.RecordBatch] = []
    beaten = time.monotonic()
    table = asset.physical_table or ""
    names = [column.source_name or column.name for column in asset.columns]
    with (
        connector(source.kind).read(source, table, columns=names) as reading,
        StagingWriter(ticket.staging, ticket.schema) as writer,
    ):
        for batch in reading:
            writer.write(batch.records.rename_columns(ticket.schema.names))
            if batch.rejects.num_rows:
                rejects.append(batch.rejects)
            counts = reading.counts
            if report is not None:
                report(Progress(asset.code, counts.read, counts.landed, counts.rejected, asset.rows))
            if time.monotonic() - beaten > HEARTBEAT_S:
                _beat(database, run_id, counts)
                beaten = time.monotonic()
        return reading.counts, pa.Table.from_batches(rejects) if rejects else None


def _begin(database: Database, asset_code: str, by: Actor) -> str:
    with database.unit_of_work() as uow:
        now = uow.clock.now()
        row = RunRow(
            id=new_id(),
            asset_code=asset_code,
            state=RunState.RUNNING,
            started_at=now,
            heartbeat_at=now,
            finished_at=None,
            lake_version=None,
            error_code=None,
            started_by=by.account_id,
        )
        uow.session.add(row)
        return row.id


def _beat(database: Database, run_id: str, counts: Counts) -> None:
    with database.unit_of_work() as uow:
        row = store.run_row(uow.session, run_id)
        row.heartbeat_at = uow.clock.now()
        row.read, row.landed, row.rejected = counts.read, counts.landed, counts.rejected


def _end(
    database: Database,
    run_id: str,
    state: RunState,
    seconds: float,
    *,
    entry: LedgerEntry | None = None,
    error_code: str | None = None,
) -> IngestionRun:
    with database.unit_of_work() as uow:
        row = store.run_row(uow.session, run_id)
        row.state, row.seconds, row.error_code = state, seconds, error_code
        row.finished_at = row.heartbeat_at = uow.clock.now()
        if entry is not None:
            row.read, row.landed, row.rejected = entry.read, entry.landed, entry.rejected
            row.lake_version = entry.lake_version
        return store.to_run(row)

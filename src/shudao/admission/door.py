"""The write door: the only way into the lake, in two steps so that any engine can write (DESIGN §4.2).

The order is: rejects file (its name fixed by the batch, overwritten on replay) → Delta commit carrying rows, position,
counts and the certificate → ledger row. Whoever is killed in between is rolled forward by `recover`, or by the same
batch run again; a rejects file without its committed batch is never shown.
"""

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import select

from shudao.admission import gate, logic, store
from shudao.admission.contracts import Asset, LedgerEntry, Mode, WriteTicket
from shudao.admission.errors import NoCertificate
from shudao.admission.events import BatchLanded
from shudao.admission.tables import AssetRow, LedgerRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.lake import snapshot, staging, write
from shudao.lake.tables import LakeTable, filesystem

__all__ = ["commit_write", "lake_table", "open_write", "recover", "recover_asset"]


def lake_table(settings: Settings, asset_code: str) -> LakeTable:
    """Where an asset's rows lie."""
    return LakeTable(settings.lake_root, asset_code)


def rejects_table(settings: Settings, asset_code: str) -> LakeTable:
    """Where an asset's rejects lie: beside the lake's tables, under the same protection, never among their files."""
    return LakeTable(settings.lake_root, f"rejects-{asset_code}")


def open_write(
    database: Database,
    settings: Settings,
    asset_code: str,
    stream: str,
    *,
    by: Actor,
    sequence: int | None = None,
    mode: Mode = Mode.APPEND,
) -> WriteTicket:
    """Ask the gate for leave to write one batch, and get the folder to stage it in.

    `stream` is a monotone id such as `ingest`; `sequence` the position of this batch in it, the next one if not given.
    The gate is asked again each time: a changed owner or schema closes it. Raises `GateRefused`, `NoCertificate`.
    """
    recover_asset(database, settings, asset_code)
    table = lake_table(settings, asset_code)
    with database.unit_of_work() as uow:
        asset = store.to_asset(store.asset_row(uow.session, asset_code), is_admitted=True)
        certificate = store.valid_certificate(uow.session, asset_code)
        if certificate is None:
            raise NoCertificate(asset=asset_code)
        _ask_again(uow, asset)
        known = snapshot.position(table, stream)
        wanted = sequence if sequence is not None else (known or 0) + 1
        batch = f"{stream}-{wanted:012d}"
        is_done = known is not None and known >= wanted
        ticket = WriteTicket(
            asset=asset,
            stream=stream,
            sequence=wanted,
            batch=batch,
            staging=staging.staging_folder(table, batch),
            schema=logic.arrow_schema(asset.columns),
            mode=mode,
            certificate_id=certificate.id,
            certificate_version=certificate.version,
            is_done=is_done,
        )
    if not is_done:
        # What an earlier, killed try had staged must not be committed with this one.
        staging.remove_staging(table, batch)
        _make_folder(table, batch)
    return ticket


def commit_write(
    database: Database,
    settings: Settings,
    ticket: WriteTicket,
    *,
    read: int,
    rejects: pa.Table | None = None,
    by: Actor,
) -> LedgerEntry:
    """Commit a staged batch. Running it twice answers twice with the same entry.

    `rejects` holds one row per record that did not land, with its reason. Raises `BatchDoesNotAddUp`, and
    `NoCertificate` when the certificate was revoked meanwhile; then nothing was written.
    """
    if ticket.is_done:
        return _entry_of(database, ticket)
    table = lake_table(settings, ticket.asset.code)
    rejected = rejects.num_rows if rejects is not None else 0
    staged = sum(file.rows for file in staging.staged_files(table, ticket.batch))
    logic.check_balance(read, staged, rejected)
    rejects_file = _write_rejects(settings, ticket, rejects)
    metadata = {
        "read": read,
        "landed": staged,
        "rejected": rejected,
        "certificate_id": ticket.certificate_id,
        "certificate_version": ticket.certificate_version,
        "rejects_file": rejects_file,
        "mode": ticket.mode.value,
        "by": by.account_id,
    }
    batch = write.Batch(ticket.stream, ticket.sequence, ticket.batch, metadata, ticket.mode)
    with database.unit_of_work() as uow:
        # The certificate is held while the batch is committed: a revocation waits, or this commit is refused.
        certificate = store.valid_certificate(uow.session, ticket.asset.code, lock="share")
        if certificate is None or certificate.id != ticket.certificate_id:
            raise NoCertificate(asset=ticket.asset.code)
        committed = write.commit(table, batch, ticket.schema)
        return _note(uow, ticket.asset.code, ticket.stream, ticket.sequence, committed.version, metadata, by)


def recover(database: Database, settings: Settings) -> int:
    """Roll the ledger forward over every asset; how many batches had been committed without their ledger row."""
    with database.unit_of_work() as uow:
        codes = list(uow.session.scalars(select(AssetRow.code).order_by(AssetRow.code)))
    return sum(recover_asset(database, settings, code) for code in codes)


def recover_asset(database: Database, settings: Settings, asset_code: str) -> int:
    """Roll the ledger of one asset forward from its table's log."""
    table = lake_table(settings, asset_code)
    with database.unit_of_work() as uow:
        store.asset_row(uow.session, asset_code, lock=True)
        after = store.last_ledger_version(uow.session, asset_code)
        missing = [
            commit
            for commit in snapshot.commits(table, after=after)
            if store.ledger_entry(uow.session, asset_code, commit.stream, commit.sequence) is None
        ]
        for commit in missing:
            by = Actor.system("recovery")
            _note(uow, asset_code, commit.stream, commit.sequence, commit.version, dict(commit.metadata), by)
    return len(missing)


def _note(
    uow: UnitOfWork, asset_code: str, stream: str, sequence: int, version: int, metadata: dict[str, Any], by: Actor
) -> LedgerEntry:
    """Write the ledger row, the asset's newest facts, the evidence and the fact, in one transaction."""
    known = store.ledger_entry(uow.session, asset_code, stream, sequence)
    if known is not None:
        return store.to_ledger_entry(known)
    now = uow.clock.now()
    row = LedgerRow(
        id=new_id(),
        asset_code=asset_code,
        stream=stream,
        sequence=sequence,
        lake_version=version,
        read=metadata["read"],
        landed=metadata["landed"],
        rejected=metadata["rejected"],
        certificate_id=metadata["certificate_id"],
        certificate_version=metadata["certificate_version"],
        rejects_file=metadata["rejects_file"],
        committed_at=now,
    )
    asset = store.asset_row(uow.session, asset_code, lock=True)
    uow.session.add(row)
    asset.latest_version, asset.updated_at = max(version, asset.latest_version or 0), now
    before = 0 if metadata["mode"] == Mode.REPLACE else asset.rows or 0
    asset.rows = before + metadata["landed"]
    uow.session.flush()
    detail = {key: metadata[key] for key in ("read", "landed", "rejected", "certificate_id", "certificate_version")}
    detail |= {"stream": stream, "sequence": sequence, "lake_version": version}
    subject = f"admission/asset/{asset_code}"
    evidence.record(uow, by=by, action="admission.batch.landed", subject=subject, detail=detail)
    uow.tell(BatchLanded(asset_code=asset_code, lake_version=version))
    return store.to_ledger_entry(row)


def _ask_again(uow: UnitOfWork, asset: Asset) -> None:
    report = gate.ask(uow, asset)
    if not report.passes:
        raise gate.refusal(report)


def _entry_of(database: Database, ticket: WriteTicket) -> LedgerEntry:
    with database.unit_of_work() as uow:
        row = store.ledger_entry(uow.session, ticket.asset.code, ticket.stream, ticket.sequence)
        if row is None:
            raise LookupError(f"{ticket.batch} was committed but is not in the ledger after recovery")
        return store.to_ledger_entry(row)


def _write_rejects(settings: Settings, ticket: WriteTicket, rejects: pa.Table | None) -> str | None:
    if rejects is None or rejects.num_rows == 0:
        return None
    files, base = filesystem(rejects_table(settings, ticket.asset.code))
    files.create_dir(base, recursive=True)
    name = f"{ticket.batch}.parquet"
    # Written aside and renamed: a reader never meets half a file, and a replay overwrites the same name.
    pq.write_table(rejects, f"{base}/{name}.part", filesystem=files, compression="zstd")
    files.move(f"{base}/{name}.part", f"{base}/{name}")
    return name


def _make_folder(table: LakeTable, batch: str) -> None:
    files, base = filesystem(table)
    files.create_dir(f"{base}/stage-{batch}", recursive=True)

"""The write door: the only way into the lake, in two steps so that any engine can write (DESIGN §4.2).

The order is: rejects file (its name fixed by the batch, overwritten on replay) → Delta commit carrying rows, position,
counts and the certificate → ledger row. Whoever is killed in between is rolled forward by `recover`, or by the same
batch run again; a rejects file without its committed batch is never shown.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import select

from shudao.admission import gate, lineage, logic, store
from shudao.admission.contracts import Asset, LedgerEntry, Mode, WriteTicket
from shudao.admission.errors import NoCertificate, StreamOvertaken
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
    reads: Sequence[str] = (),
) -> WriteTicket:
    """Ask the gate for leave to write one batch, and get the folder to stage it in.

    `stream` is a monotone id such as `ingest`; `sequence` the position of this batch in it, the next one if not given;
    `reads` names the assets the batch is made from, for the lineage; without it the batch comes from its source.
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
    # Each opening stages in a folder of its own: neither a killed try nor a second writer can mix its files in.
    attempt = f"{batch}-{new_id()[-12:]}"
    ticket = WriteTicket(
        asset=asset,
        stream=stream,
        sequence=wanted,
        batch=batch,
        attempt=attempt,
        staging=staging.staging_folder(table, attempt),
        schema=logic.arrow_schema(asset.columns),
        mode=mode,
        certificate_id=certificate.id,
        certificate_version=certificate.version,
        may_repeat=sequence is not None,
        is_done=known is not None and known >= wanted,
        reads=tuple(reads),
    )
    if not ticket.is_done:
        staging.make_staging(table, attempt)
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

    `rejects` holds one row per record that did not land, with its reason. Raises `BatchDoesNotAddUp`, `NoCertificate`
    when the certificate was revoked meanwhile, and `StreamOvertaken`; then nothing was written.
    """
    if ticket.is_done:
        return _entry_of(database, ticket)
    table = lake_table(settings, ticket.asset.code)
    with database.unit_of_work() as uow:
        # The certificate is held while the batch is committed: a revocation waits, or this commit is refused.
        certificate = store.valid_certificate(uow.session, ticket.asset.code, lock="share")
        if certificate is None or certificate.id != ticket.certificate_id:
            raise NoCertificate(asset=ticket.asset.code)
        # Writers of one stream commit one after the other, so that the rejects always belong to the rows.
        store.lock_stream(uow.session, ticket.asset.code, ticket.stream)
        if not _is_taken(table, ticket):
            staged = sum(file.rows for file in staging.staged_files(table, ticket.attempt))
            logic.check_balance(read, staged, rejects.num_rows if rejects is not None else 0)
            _write_rejects(settings, ticket, rejects)
            _commit(table, ticket, read, staged, by)
            staging.remove_other_staging(table, ticket.batch, keep=ticket.attempt)
        _roll_forward(uow, table, ticket.asset.code, by)
    return _entry_of(database, ticket)


def _is_taken(table: LakeTable, ticket: WriteTicket) -> bool:
    """Whether the batch is in the table already; another writer's batch in its place is an error, never an answer."""
    known = snapshot.position(table, ticket.stream)
    if known is None or known < ticket.sequence:
        return False
    ours = any(commit.metadata.get("attempt") == ticket.attempt for commit in snapshot.commits(table, limit=50))
    if not (ours or ticket.may_repeat):
        raise StreamOvertaken(asset=ticket.asset.code, stream=ticket.stream)
    return True


def _commit(table: LakeTable, ticket: WriteTicket, read: int, landed: int, by: Actor) -> None:
    metadata = {
        "read": read,
        "landed": landed,
        "rejected": read - landed,
        "certificate_id": ticket.certificate_id,
        "certificate_version": ticket.certificate_version,
        "rejects_file": _rejects_file(ticket) if read > landed else None,
        "mode": ticket.mode.value,
        "attempt": ticket.attempt,
        "reads": list(ticket.reads),
        "by": by.account_id,
    }
    batch = write.Batch(ticket.stream, ticket.sequence, ticket.attempt, metadata, ticket.mode)
    write.commit(table, batch, ticket.schema)


def recover(database: Database, settings: Settings) -> int:
    """Roll the ledger forward over every asset; how many batches had been committed without their ledger row."""
    with database.unit_of_work() as uow:
        codes = list(uow.session.scalars(select(AssetRow.code).order_by(AssetRow.code)))
    return sum(recover_asset(database, settings, code) for code in codes)


def recover_asset(database: Database, settings: Settings, asset_code: str) -> int:
    """Roll the ledger of one asset forward from its table's log."""
    with database.unit_of_work() as uow:
        return _roll_forward(uow, lake_table(settings, asset_code), asset_code, None)


def _roll_forward(uow: UnitOfWork, table: LakeTable, asset_code: str, by: Actor | None) -> int:
    """Note every commit the ledger lacks, in the log's order; how many there were.

    Under the asset's lock and always from the last noted version on: so nothing below that version can be missing,
    even when one of several streams was killed between its commit and its ledger row.
    """
    asset = store.asset_row(uow.session, asset_code, lock=True)
    after = store.last_ledger_version(uow.session, asset_code)
    found = snapshot.commits(table, after=after)
    for commit in found:
        writer = by if by is not None and commit.metadata["by"] == by.account_id else _recovering(commit)
        _note(uow, asset, commit, writer)
    return len(found)


def _recovering(commit: snapshot.Commit) -> Actor:
    because = f"{commit.stream}-{commit.sequence:012d}"
    return Actor.system("recovery").on_behalf(Actor(commit.metadata["by"], ""), because)


def _note(uow: UnitOfWork, asset: AssetRow, commit: snapshot.Commit, by: Actor) -> None:
    """Write the ledger row, the asset's newest facts, the evidence and the fact, in one transaction."""
    told, now = commit.metadata, uow.clock.now()
    counted = ("read", "landed", "rejected", "certificate_id", "certificate_version")
    detail = {key: told[key] for key in counted}
    place = {"stream": commit.stream, "sequence": commit.sequence, "lake_version": commit.version}
    row = LedgerRow(
        id=new_id(), asset_code=asset.code, rejects_file=told["rejects_file"], committed_at=now, **detail, **place
    )
    uow.session.add(row)
    before = 0 if told["mode"] == Mode.REPLACE else asset.rows or 0
    asset.latest_version, asset.updated_at, asset.rows = commit.version, now, before + told["landed"]
    uow.session.flush()
    subject = f"admission/asset/{asset.code}"
    evidence.record(uow, by=by, action="admission.batch.landed", subject=subject, detail=detail | place)
    lineage.note_flow(uow, store.to_asset(asset, is_admitted=True), commit.stream, told["reads"], by=by)
    uow.tell(BatchLanded(asset_code=asset.code, lake_version=commit.version))


def _ask_again(uow: UnitOfWork, asset: Asset) -> None:
    report = gate.ask(uow, asset)
    if not report.passes:
        raise gate.refusal(report)


def _entry_of(database: Database, ticket: WriteTicket) -> LedgerEntry:
    with database.unit_of_work() as uow:
        row = store.ledger_entry(uow.session, ticket.asset.code, ticket.stream, ticket.sequence)
        if row is None:
            raise StreamOvertaken(asset=ticket.asset.code, stream=ticket.stream)
        return store.to_ledger_entry(row)


def _rejects_file(ticket: WriteTicket) -> str:
    return f"{ticket.batch}.parquet"


def _write_rejects(settings: Settings, ticket: WriteTicket, rejects: pa.Table | None) -> None:
    if rejects is None or rejects.num_rows == 0:
        return
    files, base = filesystem(rejects_table(settings, ticket.asset.code))
    files.create_dir(base, recursive=True)
    name = _rejects_file(ticket)
    # Written aside and renamed: a reader never meets half a file, and a replay overwrites the same name.
    pq.write_table(rejects, f"{base}/{name}.part", filesystem=files, compression="zstd")
    files.move(f"{base}/{name}.part", f"{base}/{name}")

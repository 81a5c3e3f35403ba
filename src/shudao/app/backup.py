"""Backup and restore, with proof: copies are listed by digest, and a restore is verified before it is told done.

The order makes it consistent while everything runs: the records are dumped first, as one snapshot, the lake and the
evidence are copied after. So the copy of the lake may be ahead of the records, never behind, and recovery rolls the
ledger forward. Serving copies are projections and are built anew. Keys are part of a backup: keep it as safe as DATA.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from shudao import __version__
from shudao.admission import facade as admission
from shudao.app import migrate
from shudao.app.installation import attach, prepare_folders, records_dsn
from shudao.app.postgres.binaries import newest, tool_environment
from shudao.app.postgres.facade import EmbeddedPostgres
from shudao.evidence import facade as evidence
from shudao.kernel.clock import SystemClock
from shudao.kernel.errors import Conflict, Invalid, Unavailable
from shudao.kernel.settings import Settings

__all__ = ["BackupReport", "RestoreReport", "back_up", "restore"]

RECORDS = "records.dump"
MANIFEST = "manifest.json"
COPIED = ("lake", "evidence", "keys")
# Passwords of one server's roles; a restored server makes its own.
NOT_COPIED = ("postgres.json",)


class TargetNotEmpty(Conflict):
    code = "app.target_not_empty"
    zh = "目录“{folder}”不是空的。"
    en = "The folder {folder} is not empty."
    next_zh = "请指定一个空目录；已有数据不会被覆盖。"
    next_en = "Name an empty folder; nothing that exists is overwritten."


class BackupDamaged(Invalid):
    code = "app.backup_damaged"
    zh = "备份“{folder}”不完整或已被改动：{file}。"
    en = "The backup {folder} is incomplete or was changed: {file}."
    next_zh = "请使用另一份备份。"
    next_en = "Use another backup."


class DumpFailed(Unavailable):
    code = "app.dump_failed"
    zh = "记录库的{step}失败（退出码 {status}）。"
    en = "{step} of the records failed (exit status {status})."
    next_zh = "请检查数据库是否在运行、磁盘是否已满。"
    next_en = "Check that the database runs and the disk is not full."


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds."""

    folder: Path
    files: int
    bytes: int
    tables: int
    rows: int
    checkpoint_size: int


@dataclass(frozen=True)
class RestoreReport:
    """What a restore verified."""

    data_dir: Path
    files: int
    tables: int
    rows: int
    recovered_batches: int
    evidence_entries: int


def back_up(settings: Settings, target: Path) -> BackupReport:
    """Copy a running installation into an empty folder. Raises `TargetNotEmpty`, `NotRunning`."""
    _require_empty(target)
    owner_dsn = records_dsn(settings, "shudao_owner")
    with _undone_on_failure(target):
        return _back_up(settings, target, owner_dsn)


def _back_up(settings: Settings, target: Path, owner_dsn: str) -> BackupReport:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    _dump(owner_dsn, target / RECORDS)
    rows = _count_rows(owner_dsn)
    for name in COPIED:
        source = Path(settings.lake_root) if name == "lake" else settings.data_dir / name
        if source.exists():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns(*NOT_COPIED))
    with attach(settings) as opened, opened.database.unit_of_work() as uow:
        head = evidence.head(uow, settings)
    digests = {str(path.relative_to(target)): _digest(path) for path in _files(target)}
    manifest = {"version": __version__, "schema": migrate.head(), "files": digests, "rows": rows}
    manifest["checkpoint"] = head.checkpoint
    (target / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    size = sum(path.stat().st_size for path in _files(target))
    return BackupReport(target, len(digests), size, len(rows), sum(rows.values()), head.size)


def restore(settings: Settings, source: Path) -> RestoreReport:
    """Bring a backup back into an empty DATA folder, and verify it: digests, row counts, the ledger, the evidence."""
    _require_empty(settings.data_dir)
    manifest = _checked_manifest(source)
    with _undone_on_failure(settings.data_dir):
        return _restore(settings, source, manifest)


def _restore(settings: Settings, source: Path, manifest: dict[str, Any]) -> RestoreReport:
    prepare_folders(settings)
    for name in COPIED:
        if (source / name).exists():
            shutil.copytree(source / name, settings.data_dir / name, dirs_exist_ok=True)
    with EmbeddedPostgres(settings.data_dir) as server:
        owner_dsn = server.info.dsn("shudao_owner", driver="sqlalchemy")
        _load(owner_dsn, source / RECORDS)
        rows = _count_rows(owner_dsn)
        if rows != manifest["rows"]:
            raise BackupDamaged(folder=source, file=RECORDS)
        with attach(settings, SystemClock()) as opened:
            recovered = admission.recover(opened.database, settings)
            # What waited for its leaf when the backup was taken gets it now, then the whole log is verified.
            evidence.sequence(opened.database, settings)
            with opened.database.unit_of_work() as uow:
                found = evidence.verify(uow, settings, manifest["checkpoint"])
        if not found.ok:
            raise BackupDamaged(folder=source, file=found.findings[0].zh)
    return RestoreReport(
        settings.data_dir, len(manifest["files"]), len(rows), sum(rows.values()), recovered, found.size
    )


@contextmanager
def _undone_on_failure(folder: Path) -> Iterator[None]:
    """Take back what was written into a folder that was empty: half of it would only stand in the way."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        for left in folder.iterdir() if folder.exists() else ():
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
        if not was_there and folder.exists():
            folder.rmdir()
        raise


def _require_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise TargetNotEmpty(folder=folder)


def _checked_manifest(source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_bytes())
        files, _, _ = manifest["files"].items(), manifest["rows"].items(), manifest["checkpoint"]
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, AttributeError) as missing:
        raise BackupDamaged(folder=source, file=MANIFEST) from missing
    root = source.resolve()
    for name, digest in files:
        path = source / name
        if not path.resolve().is_relative_to(root) or not path.is_file() or _digest(path) != digest:
            raise BackupDamaged(folder=source, file=name)
    if RECORDS not in manifest["files"]:
        raise BackupDamaged(folder=source, file=RECORDS)
    return manifest


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(owner_dsn: str, file: Path) -> None:
    arguments = ["--format=custom", "--exclude-schema=svc", f"--file={file}"]
    _run_tool("pg_dump", "备份", owner_dsn, arguments)


def _load(owner_dsn: str, file: Path) -> None:
    arguments = ["--exit-on-error", "--no-owner", "--single-transaction", str(file)]
    _run_tool("pg_restore", "恢复", owner_dsn, arguments)


def _run_tool(tool: str, step: str, owner_dsn: str, arguments: list[str]) -> None:
    """Run a tool of PostgreSQL. The password goes through the child's own environment, never its arguments."""
    url = make_url(owner_dsn)
    place = [f"--host={url.host}", f"--port={url.port}", f"--username={url.username}", f"--dbname={url.database}"]
    done = subprocess.run(  # noqa: S603 -- the tool of the wheel with arguments made here
        [newest().tool(tool), *place, "--no-password", *arguments],
        env={**tool_environment(), "PGPASSWORD": str(url.password)},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise DumpFailed(step=step, status=done.returncode)


def _count_rows(owner_dsn: str) -> dict[str, int]:
    """Rows of every table of ours, to compare after a restore."""
    engine = create_engine(owner_dsn, hide_parameters=True)
    listing = text(
        "select schemaname, tablename from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema', 'svc') order by 1, 2"
    )
    with engine.connect() as connection:
        tables = connection.execute(listing).all()
        quote = engine.dialect.identifier_preparer.quote
        names = [f"{quote(schema)}.{quote(table)}" for schema, table in tables]
        counts = {
            name: int(connection.execute(text(f"select count(*) from {name}")).scalar_one())  # noqa: S608 -- quoted names of our own tables
            for name in names
        }
    engine.dispose()
    return counts

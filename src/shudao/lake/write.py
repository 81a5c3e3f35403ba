"""The lake's only write side: make a table, and commit staged files with their position in one Delta commit.

Only `admission` may import this. delta-rs refuses merely *concurrent* commits of one stream; a replay through a newly
opened log would be committed a second time and could move the position back. So the log is opened once, the stream's
position is compared, and the commit goes through that same handle; after a conflict everything is opened and compared
again (DESIGN §4.2).
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Schema, Transaction
from deltalake.exceptions import CommitFailedError
from deltalake.transaction import AddAction

from shudao.lake.errors import CommitContended, SchemaChanged, StagedFileRefused
from shudao.lake.snapshot import METADATA_KEY, commits
from shudao.lake.staging import StagedFile, delta_types, staged_files
from shudao.lake.tables import LakeTable, exists, open_log

__all__ = ["Batch", "Committed", "Mode", "commit", "create"]

_ATTEMPTS = 20
# Far enough back to find a batch that was just committed among others; older ones are answered by the ledger.
_REMEMBERED_COMMITS = 200


class Mode(StrEnum):
    """What a batch does to the rows that are there."""

    APPEND = "append"
    REPLACE = "replace"


@dataclass(frozen=True)
class Batch:
    """One step of one stream.

    `stream` is the monotone app id, `sequence` its next position: a commit happens only if it is greater than the
    recorded one. `metadata` (JSON) is kept in the commit: read, landed, rejected, the certificate's id and version.
    `name` says where the files were staged.
    """

    stream: str
    sequence: int
    name: str
    metadata: Mapping[str, Any]
    mode: Mode = Mode.APPEND


@dataclass(frozen=True)
class Committed:
    """`version` holds the batch; `already` says that an earlier call had committed it and this one changed nothing."""

    version: int
    already: bool
    rows: int


def create(table: LakeTable, schema: pa.Schema) -> None:
    """Make an empty table; does nothing where it exists."""
    if exists(table):
        return
    DeltaTable.create(
        table.path,
        schema=schema,
        mode="ignore",
        configuration={"delta.checkpointInterval": "20"},
        storage_options=dict(table.storage_options) or None,
    )


def commit(table: LakeTable, batch: Batch, schema: pa.Schema) -> Committed:
    """Commit a staged batch: rows, position and metadata together, at most once per (stream, sequence).

    `schema` is what the asset declares now; columns it adds to the table become nullable columns of it. Raises
    `StagedFileRefused`, `SchemaChanged`, and `CommitContended` when others kept winning the race.
    """
    create(table, schema)
    for attempt in range(_ATTEMPTS):
        log = open_log(table)
        recorded = log.transaction_version(batch.stream)
        if recorded is not None and recorded >= batch.sequence:
            return _already(table, log, batch)
        try:
            if _add_columns(table, log, schema):
                continue
            return _commit_once(table, log, batch)
        except CommitFailedError:
            # Somebody else was first. The next turn compares the position with what they committed.
            time.sleep(min(0.01 * 2**attempt, 0.5))
    raise CommitContended(ident=table.ident, attempts=_ATTEMPTS)


def _commit_once(table: LakeTable, log: DeltaTable, batch: Batch) -> Committed:
    files = staged_files(table, batch.name)
    schema = log.schema()
    _check_columns(pa.schema(schema.to_arrow()), files)
    log.create_write_transaction(
        [_add_action(file) for file in files],
        mode="overwrite" if batch.mode is Mode.REPLACE else "append",
        schema=schema,
        commit_properties=_properties(batch),
    )
    fresh = open_log(table)
    rows = sum(file.rows for file in files)
    return Committed(_version_of(table, batch) or fresh.version(), already=False, rows=rows)


def _properties(batch: Batch) -> CommitProperties:
    told = {"stream": batch.stream, "sequence": batch.sequence, "metadata": dict(batch.metadata)}
    return CommitProperties(
        custom_metadata={METADATA_KEY: json.dumps(told, ensure_ascii=False, sort_keys=True)},
        app_transactions=[Transaction(batch.stream, batch.sequence)],
        # A replacement names the files it removes. Retried inside delta-rs it would leave the rows of a commit that
        # came between; refused, it is planned again over what is there then.
        max_commit_retries=0 if batch.mode is Mode.REPLACE else None,
    )


def _add_action(file: StagedFile) -> AddAction:
    return AddAction(file.path, file.size, {}, int(time.time() * 1000), True, file.stats)


def _already(table: LakeTable, log: DeltaTable, batch: Batch) -> Committed:
    rows = sum(file.rows for file in staged_files(table, batch.name))
    return Committed(_version_of(table, batch) or log.version(), already=True, rows=rows)


def _version_of(table: LakeTable, batch: Batch) -> int | None:
    """Which version holds the batch, where the log still remembers it."""
    wanted = (batch.stream, batch.sequence)
    recent = commits(table, limit=_REMEMBERED_COMMITS)
    return next((entry.version for entry in recent if (entry.stream, entry.sequence) == wanted), None)


def _add_columns(table: LakeTable, log: DeltaTable, schema: pa.Schema) -> bool:
    """Widen the table to the declared schema. True when that took a commit, after which all is compared again."""
    have, want = delta_types(pa.schema(log.schema().to_arrow())), delta_types(schema)
    changed = [name for name, kind in want.items() if name in have and have[name] != kind]
    if changed:
        raise SchemaChanged(ident=table.ident, problem=f"列 {'、'.join(changed)} 的类型与表中不同")
    added = [field for field in Schema.from_arrow(schema).fields if field.name not in have]
    required = [field.name for field in added if not field.nullable]
    if required:
        raise SchemaChanged(ident=table.ident, problem=f"新增列 {'、'.join(required)} 不允许为空")
    if added:
        log.alter.add_columns(added)
    return bool(added)


def _check_columns(schema: pa.Schema, files: Sequence[StagedFile]) -> None:
    types = delta_types(schema)
    required = {field.name for field in schema if not field.nullable}
    for file in files:
        unknown = [name for name in file.columns if name not in types]
        if unknown:
            raise StagedFileRefused(file=file.path, problem=f"含有未登记的列 {'、'.join(unknown)}")
        wrong = [name for name, kind in file.columns.items() if types[name] != kind]
        if wrong:
            raise StagedFileRefused(file=file.path, problem=f"列 {'、'.join(wrong)} 的类型与登记的不同")
        missing = required - file.columns.keys()
        if missing:
            raise StagedFileRefused(file=file.path, problem=f"缺少不允许为空的列 {'、'.join(sorted(missing))}")
        # Delta checks nothing in files that are merely named, so the declared NOT NULL is checked here.
        empty = [name for name in sorted(required) if file.nulls.get(name)]
        if empty:
            raise StagedFileRefused(file=file.path, problem=f"列 {'、'.join(empty)} 不允许为空但含有空值")

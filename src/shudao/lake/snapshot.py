"""What a table's log tells about itself: its positions, sizes and recent commits. No row is read here.

Positions survive the log's clean-up; commit metadata does not, so `commits` serves recovery only, never as evidence.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs as pafs

from shudao.lake.tables import LakeTable, exists, filesystem, open_log

__all__ = ["Commit", "Snapshot", "commits", "position", "snapshot"]

METADATA_KEY = "shudao"
_LOG_FILE = re.compile(r"[0-9]{20}\.json")


@dataclass(frozen=True)
class Snapshot:
    """A table at one version: how many rows, files and bytes are live, and since when."""

    version: int
    schema: pa.Schema
    rows: int
    files: int
    bytes: int


@dataclass(frozen=True)
class Commit:
    """One commit of the write door as the log still remembers it."""

    version: int
    at: datetime
    stream: str
    sequence: int
    metadata: Mapping[str, Any]


def position(table: LakeTable, stream: str) -> int | None:
    """The last sequence number committed for a stream; None before the first, or where there is no table yet."""
    if not exists(table):
        return None
    return open_log(table).transaction_version(stream)


def snapshot(table: LakeTable, version: int | None = None) -> Snapshot:
    """Sizes at a version, the latest by default, from the log's own statistics. Raises `UnknownTable`."""
    log = open_log(table, version)
    files = pa.table(log.get_add_actions())
    return Snapshot(
        version=log.version(),
        schema=pa.schema(log.schema().to_arrow()),
        rows=_total(files, "num_records"),
        files=files.num_rows,
        bytes=_total(files, "size_bytes"),
    )


def commits(table: LakeTable, *, after: int = -1, limit: int | None = None) -> list[Commit]:
    """Commits of the write door with a version above `after`, oldest first; at most the `limit` newest of them."""
    files, base = filesystem(table)
    folder = pafs.FileSelector(f"{base}/_delta_log", allow_not_found=True)
    # delta-rs' own `history()` answers with nothing where the path holds `#` or Chinese, so the log is read directly.
    names = sorted(entry.base_name for entry in files.get_file_info(folder) if _LOG_FILE.fullmatch(entry.base_name))
    newer = [name for name in names if int(name[:20]) > after]
    found = (_commit(files, base, name) for name in (newer[-limit:] if limit else newer))
    return [commit for commit in found if commit is not None]


def _commit(files: pafs.FileSystem, base: str, name: str) -> Commit | None:
    with files.open_input_file(f"{base}/_delta_log/{name}") as source:
        lines = source.read().splitlines()
    info: dict[str, Any] = next(
        (json.loads(line)["commitInfo"] for line in lines if line.startswith(b'{"commitInfo"')), {}
    )
    if METADATA_KEY not in info:
        return None
    told = json.loads(info[METADATA_KEY])
    return Commit(
        version=int(name[:20]),
        at=datetime.fromtimestamp(info["timestamp"] / 1000, UTC),
        stream=told["stream"],
        sequence=told["sequence"],
        metadata=told["metadata"],
    )


def _total(files: pa.Table, column: str) -> int:
    return int(pc.sum(files.column(column)).as_py() or 0) if files.num_rows else 0

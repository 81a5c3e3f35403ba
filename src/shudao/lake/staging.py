"""Where a batch is staged, and what the footers of its files say.

A batch is staged inside the table's own folder, so a commit only names the files and moves nothing. What is never
committed is in no log and is removed by the table's next vacuum.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq
from deltalake import Schema

from shudao.lake.errors import StagedFileRefused
from shudao.lake.statistics import statistics_of
from shudao.lake.tables import LakeTable, filesystem

__all__ = [
    "StagedFile",
    "delta_types",
    "make_staging",
    "remove_other_staging",
    "remove_staging",
    "staged_files",
    "staging_folder",
]

_BATCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", re.ASCII)
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.parquet", re.ASCII)


@dataclass(frozen=True)
class StagedFile:
    """One Parquet file below the table's folder: `path` is relative to it, `stats` as the Delta log wants them."""

    path: str
    size: int
    rows: int
    columns: Mapping[str, str]
    nulls: Mapping[str, int]
    stats: str


def staging_folder(table: LakeTable, batch: str) -> str:
    """The folder (absolute path or URL) in which any engine may write the Parquet files of one batch."""
    if not _BATCH.fullmatch(batch):
        raise StagedFileRefused(file=batch, problem="批次编号只能使用字母、数字、下划线和连字符")
    return f"{table.path}/stage-{batch}"


def make_staging(table: LakeTable, batch: str) -> None:
    """Make the folder, for writers that expect it to be there."""
    files, base = filesystem(table)
    files.create_dir(f"{base}/stage-{batch}", recursive=True)


def remove_other_staging(table: LakeTable, prefix: str, *, keep: str) -> None:
    """Remove the folders of batches named `<prefix>-…` but one: what killed tries of it had staged."""
    files, base = filesystem(table)
    for entry in files.get_file_info(pafs.FileSelector(base, allow_not_found=True)):
        if entry.base_name.startswith(f"stage-{prefix}-") and entry.base_name != f"stage-{keep}":
            files.delete_dir(entry.path)


def staged_files(table: LakeTable, batch: str) -> list[StagedFile]:
    """The batch's files with rows, types and statistics from their footers; empty files are left out."""
    files, base = filesystem(table)
    folder = f"{base}/stage-{batch}"
    entries = files.get_file_info(pafs.FileSelector(folder, allow_not_found=True))
    found = sorted((entry for entry in entries if not _is_marker(entry)), key=lambda entry: entry.base_name)
    staged = [_staged(files, entry, f"stage-{batch}/{entry.base_name}") for entry in found]
    return [file for file in staged if file.rows]


def remove_staging(table: LakeTable, batch: str) -> None:
    """Throw a batch away that will not be committed."""
    files, base = filesystem(table)
    folder = f"{base}/stage-{batch}"
    if files.get_file_info(folder).type == pafs.FileType.Directory:
        files.delete_dir(folder)


def delta_types(schema: pa.Schema) -> dict[str, str]:
    """Column name to Delta's name of its type."""
    fields = Schema.from_arrow(schema).fields
    return {field.name: str(field.type) for field in fields}


def _staged(files: pafs.FileSystem, entry: pafs.FileInfo, path: str) -> StagedFile:
    if entry.type != pafs.FileType.File or not _FILE.fullmatch(entry.base_name):
        raise StagedFileRefused(file=entry.base_name, problem="文件名须为 ASCII 字符且以 .parquet 结尾")
    footer, schema = _footer(files, entry)
    stats = statistics_of(footer, schema)
    return StagedFile(
        path=path,
        size=entry.size,
        rows=footer.num_rows,
        columns=delta_types(schema),
        nulls=stats["nullCount"],
        stats=json.dumps(stats, ensure_ascii=False, separators=(",", ":")),
    )


def _footer(files: pafs.FileSystem, entry: pafs.FileInfo) -> tuple[Any, pa.Schema]:
    try:
        with files.open_input_file(entry.path) as source:
            file = pq.ParquetFile(source)
            return file.metadata, file.schema_arrow
    except (pa.ArrowInvalid, OSError) as error:
        raise StagedFileRefused(file=entry.base_name, problem="不是完整的 Parquet 文件") from error


def _is_marker(entry: pafs.FileInfo) -> bool:
    # Spark leaves `_SUCCESS` and `.part….crc` beside its files.
    return str(entry.base_name).startswith(("_", "."))

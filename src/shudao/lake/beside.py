"""Plain Parquet kept beside a table: rejects and failing rows. No log: the folder's name is their version."""

import pyarrow as pa
import pyarrow.fs as pafs

from shudao.kernel.relation import Relation

__all__ = ["relation"]


def relation(folder: str, schema: pa.Schema) -> Relation:
    """The Parquet files of a folder (path or URL) as a relation; an empty one where there is no folder."""
    files, base = pafs.FileSystem.from_uri(folder) if "://" in folder else (pafs.LocalFileSystem(), folder)
    found = files.get_file_info(pafs.FileSelector(base, allow_not_found=True))
    names = sorted(entry.base_name for entry in found if entry.base_name.endswith(".parquet"))
    return Relation(tuple(f"{folder}/{name}" for name in names), schema)

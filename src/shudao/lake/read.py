"""The lake's only read path: which files are the table at a version (DESIGN §4.3). Only `security` may import this."""

from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import DeltaTable

from shudao.kernel.expr.predicate import Predicate
from shudao.kernel.relation import Relation
from shudao.lake.errors import UnsupportedTable
from shudao.lake.skipping import FileRange, may_hold
from shudao.lake.tables import LakeTable, open_log

__all__ = ["relation"]


def relation(table: LakeTable, version: int | None = None, *, where: Predicate | None = None) -> Relation:
    """The table's files and schema at a version, the latest by default.

    With `where`, files that cannot hold a row of it are left out; the caller still filters the rows. Raises
    `UnknownTable`, and `UnsupportedTable` for deletion vectors and column mapping, which plain Parquet readers would
    silently ignore.
    """
    log = open_log(table, version)
    _refuse_unsupported(table, log)
    files = pa.table(log.get_add_actions()).to_pylist()
    paths = [file["path"] for file in files if where is None or may_hold(where, _range(file))]
    return Relation(
        # The log percent-encodes names; `file_uris()` would hand that encoding on and no engine would find the files.
        paths=tuple(f"{table.path}/{unquote(path)}" for path in paths),
        schema=pa.schema(log.schema().to_arrow()),
        version=log.version(),
        storage_options=dict(table.storage_options),
    )


def _range(file: dict[str, Any]) -> FileRange:
    return FileRange(file.get("min") or {}, file.get("max") or {})


def _refuse_unsupported(table: LakeTable, log: DeltaTable) -> None:
    mapping = log.metadata().configuration.get("delta.columnMapping.mode", "none")
    if mapping != "none":
        raise UnsupportedTable(ident=table.ident, feature=f"column mapping ({mapping})")
    if "deletionVectors" not in (log.protocol().reader_features or []):
        return
    if pa.RecordBatchReader.from_stream(log.deletion_vectors()).read_all().num_rows:
        raise UnsupportedTable(ident=table.ident, feature="deletion vectors")

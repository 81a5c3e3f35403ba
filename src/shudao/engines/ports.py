"""The port every engine fills: sessions over relations that answer expressions (DESIGN §5)."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import ibis
import pyarrow as pa

from shudao.kernel.relation import Relation

__all__ = ["Engine", "Session"]


class Session(Protocol):
    """Named relations that can be asked. One thread at a time; `interrupt` alone may come from another thread."""

    def table(self, name: str) -> ibis.Table:
        """The relation opened under this name, as the start of an expression."""
        ...

    def sql(self, text: str) -> ibis.Table:
        """A query already checked and rewritten by `security`, in DuckDB's dialect, over the opened names."""
        ...

    def read(self, expr: ibis.Expr, *, batch_rows: int = 65_536) -> pa.RecordBatchReader:
        """The rows, batch by batch, in the expression's own schema, in no order unless the expression asks for one.

        Raises `EngineFailed`, also while batches are read.
        """
        ...

    def count(self, expr: ibis.Table) -> int:
        """How many rows the expression has; no row leaves the engine."""
        ...

    def write_parquet(self, expr: ibis.Table, folder: str | Path, *, max_rows_per_file: int = 1_000_000) -> int:
        """Write plain Parquet files (zstd, with min/max) into a folder of their own; returns the rows written.

        What the folder held is replaced, so a repeated attempt leaves nothing of the first. No rows may mean no file
        with rows. The folder must have been named in `writes` when the session was opened.
        """
        ...

    def interrupt(self) -> None:
        """Stop what is running in this session; its caller gets an error. Safe to call from another thread."""
        ...


class Engine(Protocol):
    """A way to run expressions. Its time zone is Asia/Shanghai whatever the machine's is."""

    @property
    def name(self) -> str:
        """`duckdb` or `spark`, as the conformance marks name it."""
        ...

    def open(
        self, relations: Mapping[str, Relation], *, writes: Sequence[str | Path] = ()
    ) -> AbstractContextManager[Session]:
        """A session that sees these relations by name and nothing else, and may write only below `writes`."""
        ...

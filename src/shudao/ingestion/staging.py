"""Writing a reading's batches as plain Parquet into the folder a write ticket names, in bounded memory."""

from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

__all__ = ["StagingWriter"]

ROWS_PER_FILE = 1_000_000


class StagingWriter:
    """Rolls to a new file every million rows, so that files stay of a size that engines skip well."""

    def __init__(self, folder: str, schema: pa.Schema) -> None:
        self._files: pafs.FileSystem
        self._folder: str
        if "://" in folder:
            self._files, self._folder = pafs.FileSystem.from_uri(folder)
        else:
            self._files, self._folder = pafs.LocalFileSystem(), folder
        self._schema = schema
        self._writer: pq.ParquetWriter | None = None
        self._number = 0
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def write(self, batch: pa.RecordBatch) -> None:
        """Write one batch, cast to the asset's schema; a value that does not fit raises, nothing is rounded."""
        if not batch.num_rows:
            return
        if self._writer is None or self._rows >= ROWS_PER_FILE:
            self._roll()
        if self._writer is not None:
            self._writer.write_table(pa.Table.from_batches([batch]).select(self._schema.names).cast(self._schema))
        self._rows += batch.num_rows

    def _roll(self) -> None:
        self._close()
        name = PurePosixPath(self._folder) / f"part-{self._number:05d}.parquet"
        self._writer = pq.ParquetWriter(str(name), self._schema, filesystem=self._files, compression="zstd")
        self._number, self._rows = self._number + 1, 0

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

"""A reading: batches one after the other, the sums kept on the way, and the position at the end."""

from collections.abc import Generator, Iterator
from types import TracebackType
from typing import Self

import pyarrow as pa

from shudao.connectors.contracts import Batch, Counts, Position
from shudao.connectors.rejects import NO_REJECTS

DEFAULT_BATCH_ROWS = 100_000

Batches = Generator[Batch, None, Position]
"""What a connector writes: a generator that yields batches and returns the position it reached."""


class Reading(Iterator[Batch]):
    """One pass over one table. Close it, or use it in `with`, so that files and connections are released.

    `counts` grows with every batch; `position` is None until the last batch was handed out, so that nobody can store
    a position for rows that never arrived. No batch has more than `batch_rows` landed rows.
    """

    def __init__(self, schema: pa.Schema, batches: Batches, batch_rows: int = DEFAULT_BATCH_ROWS) -> None:
        self.schema = schema
        self.counts = Counts()
        self.position: Position | None = None
        self._source = batches
        self._sliced = self._slices(batch_rows)

    def __next__(self) -> Batch:
        batch = next(self._sliced)
        self.counts += batch.counts
        return batch

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the source; batches not yet read are given up, and `position` stays None."""
        self._sliced.close()
        self._source.close()

    def _slices(self, batch_rows: int) -> Generator[Batch, None, None]:
        self.position = yield from self._cut(batch_rows)

    def _cut(self, batch_rows: int) -> Batches:
        while True:
            try:
                batch = next(self._source)
            except StopIteration as end:
                position: Position = end.value
                return position
            yield from slices(batch, batch_rows)


def slices(batch: Batch, batch_rows: int) -> Iterator[Batch]:
    """The batch in pieces of at most `batch_rows` landed rows; the first piece carries the rejects."""
    if batch.records.num_rows <= batch_rows:
        yield batch
        return
    yield Batch(batch.records.slice(0, batch_rows), batch.rejects, batch.skipped)
    for start in range(batch_rows, batch.records.num_rows, batch_rows):
        yield Batch(batch.records.slice(start, batch_rows), NO_REJECTS)

"""The one place where sharing meets the consumer's database."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from shudao.connectors.contracts import ConnectionReport, Source

__all__ = ["Carried", "deliver", "test"]


@dataclass(frozen=True)
class Carried:
    """A push that reconciled: rows as counted here and there, and the digest that both sides agreed on."""

    rows_sent: int
    rows_arrived: int
    digest: str


def deliver(dsn: str, schema: str, table: str, columns: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Carried:
    """Replace the rows of the consumer's table in one transaction. Raises what the connector raises; then nothing
    of the push remains there.
    """
    # Drivers load when rows are carried, not when the command line starts.
    from shudao.connectors import facade as connectors

    sent = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal sent
        for batch in batches:
            sent += batch.num_rows
            yield batch

    done = connectors.deliver(dsn, schema, table, columns, counted(), mode="replace")
    return Carried(sent, done.rows, done.digest)


def test(dsn: str, schema: str) -> ConnectionReport:
    """Whether the consumer's database answers; never raises for what its owner did wrong."""
    from shudao.connectors import facade as connectors

    return connectors.connector("postgresql").test(Source("postgresql", {"schema": schema}, secret=dsn))

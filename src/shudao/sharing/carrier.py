"""The one place where sharing meets the consumer's database."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from shudao.connectors.contracts import ConnectionReport, Source

__all__ = ["Carried", "deliver", "test"]


@dataclass(frozen=True)
class Carried:
    """Both sides of a push that reconciled: rows and digest as sent, and as found in the target before its commit."""

    rows_sent: int
    rows_arrived: int
    digest_sent: str
    digest_arrived: str


def deliver(dsn: str, schema: str, table: str, columns: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Carried:
    """Replace the rows of the consumer's table in one transaction. Raises what the connector raises; then nothing
    of the push remains there.
    """
    # The driver loads when rows are carried, not when the command line starts.
    from shudao.connectors.postgresql import deliver as carry

    done = carry(dsn, schema, table, columns, batches, mode="replace")
    return Carried(done.rows_sent, done.rows_arrived, done.digest_sent, done.digest_arrived)


def test(dsn: str) -> ConnectionReport:
    """Whether the consumer's database answers; never raises for what its owner did wrong."""
    from shudao.connectors.postgresql import PostgreSQL

    return PostgreSQL().test(Source("postgresql", {}, secret=dsn))

"""Building the reject side of a batch."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from shudao.connectors.contracts import REJECT_SCHEMA, Reason

RAW_LIMIT = 64 * 1024


@dataclass(frozen=True)
class Reject:
    """One record that could not be read; see `REJECT_SCHEMA` for the meaning of the parts."""

    record_number: int
    reason: Reason
    raw: bytes
    line_from: int | None = None
    line_to: int | None = None
    column: str | None = None
    digest: str | None = None  # set when `raw` is only the beginning of the record


def reject_batch(rejects: Iterable[Reject]) -> pa.RecordBatch:
    """The rejects as one Arrow batch in `REJECT_SCHEMA`."""
    rows = list(rejects)
    columns = [
        [r.record_number for r in rows],
        [r.line_from for r in rows],
        [r.line_to for r in rows],
        [r.reason.value for r in rows],
        [r.column for r in rows],
        [r.digest or hashlib.sha256(r.raw).hexdigest() for r in rows],
        [r.raw[:RAW_LIMIT] for r in rows],
    ]
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, REJECT_SCHEMA, strict=True)]
    return pa.record_batch(arrays, schema=REJECT_SCHEMA)


# Built from nothing rather than from lists: Arrow would import pandas to look at those, in every process.
NO_REJECTS = pa.record_batch([pa.nulls(0, field.type) for field in REJECT_SCHEMA], schema=REJECT_SCHEMA)

"""What an engine is given to read: a named set of Parquet files with one declared schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

__all__ = ["Relation"]


@dataclass(frozen=True)
class Relation:
    """Parquet files that together are one table at one moment.

    `paths` are absolute paths or URLs, not percent-encoded; no path means an empty table. `schema` is the table's:
    an engine shows exactly these columns in this order, a column missing from a file as NULL of its type, and it never
    turns a folder called `key=value` into a column. `version` names the snapshot, None where there is no history.
    """

    paths: tuple[str, ...]
    schema: pa.Schema
    version: int | None = None
    storage_options: Mapping[str, str] = field(default_factory=dict, repr=False)

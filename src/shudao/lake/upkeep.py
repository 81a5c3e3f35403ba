"""The upkeep of a table: small files into large ones, and files of the past off the disk.

Erasing rows is a commit that replaces the table without them, followed by `vacuum`: until then they are still in files
of older versions. Only `admission` may import this, for it decides whose releases and readers still need the past.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from shudao.lake.tables import LakeTable, open_log

__all__ = ["Compacted", "compact", "vacuum"]

# Readers like files of 16 to 128 MB (measured); compaction aims at the upper half.
_TARGET_BYTES = 96 * 1024 * 1024
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Compacted:
    """How many files went into how many; both zero where there was nothing to gain."""

    removed: int
    added: int


def compact(table: LakeTable, *, target_bytes: int = _TARGET_BYTES) -> Compacted:
    """Rewrite small files into larger ones. No row changes, positions stay, older versions stay readable."""
    told = open_log(table).optimize.compact(target_size=target_bytes)
    return Compacted(told["numFilesRemoved"], told["numFilesAdded"])


def vacuum(table: LakeTable, *, older_than: timedelta = _WEEK, keep_versions: Collection[int] = ()) -> list[str]:
    """Delete files that the present version does not hold and that are older than a span; returns their names.

    `keep_versions` are releases and readers' snapshots that must stay readable. With a span of zero nothing of replaced
    rows is left on the disk: that is how erasure ends. Batches that are only staged are kept for a week in any case.
    """
    hours = int(older_than / timedelta(hours=1))
    deleted: list[str] = open_log(table).vacuum(
        retention_hours=hours,
        dry_run=False,
        enforce_retention_duration=False,
        # A full vacuum takes files no log has heard of as well, among them what is being staged at this moment.
        full=older_than >= _WEEK,
        keep_versions=sorted(keep_versions),
    )
    return deleted

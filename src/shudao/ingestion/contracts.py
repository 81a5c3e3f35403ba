"""What others may know of ingestion: runs and how far they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["IngestionRun", "Progress", "RunState"]


class RunState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class IngestionRun:
    """One reading of a source into its asset. read = landed + rejected once it is done."""

    id: str
    asset_code: str
    state: RunState
    started_at: datetime
    heartbeat_at: datetime
    finished_at: datetime | None
    read: int
    landed: int
    rejected: int
    seconds: float
    lake_version: int | None
    error_code: str | None


@dataclass(frozen=True)
class Progress:
    """How far a run is; told after every batch."""

    asset_code: str
    read: int
    landed: int
    rejected: int
    rows_estimate: int | None

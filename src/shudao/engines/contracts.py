"""How an engine is told what it may use."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["TIME_ZONE", "EngineLimits"]

TIME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class EngineLimits:
    """What one session may use. `temp_directory` takes what does not fit into memory; None: nothing is spilled."""

    memory_mb: int = 512
    threads: int = 2
    temp_directory: Path | None = None

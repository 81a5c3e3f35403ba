"""Where the embedded server keeps its things inside DATA.

Folders are made when missing; no existing folder's mode is changed.
"""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Layout", "open_private"]

_LOG_LIMIT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Layout:
    """Paths under one DATA folder (absolute)."""

    data_dir: Path

    @property
    def clusters(self) -> Path:
        """One sub-folder per major version; the highest number is in use."""
        return self.data_dir / "postgres"

    @property
    def run(self) -> Path:
        return self.data_dir / "run"

    @property
    def attach_file(self) -> Path:
        return self.run / "postgres.json"

    @property
    def owner_lock(self) -> Path:
        """Held by the process that started the server."""
        return self.run / "postgres.owner.lock"

    @property
    def server_lock(self) -> Path:
        """Held by the server and all its backends, so it outlives a killed owner exactly as long as they do."""
        return self.run / "postgres.server.lock"

    @property
    def socket_dir(self) -> Path:
        return self.run / "pg"

    @property
    def key_file(self) -> Path:
        return self.data_dir / "keys" / "postgres.json"

    @property
    def log(self) -> Path:
        return self.data_dir / "logs" / "postgres.log"

    @property
    def upgrade_log(self) -> Path:
        return self.data_dir / "logs" / "postgres-upgrade.log"

    def prepare(self) -> None:
        """Make the missing folders, readable by their owner alone, and set aside a log grown large."""
        self.data_dir.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.data_dir, self.clusters, self.run, self.key_file.parent, self.log.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))


def open_private(path: Path) -> int:
    """A descriptor that appends to `path`; a new file is readable by its owner alone."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

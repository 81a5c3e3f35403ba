"""Writing files so that a reader or a crash never sees half of one."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

__all__ = ["make_private_folder", "sync_folders", "write_atomically", "write_new"]


def write_atomically(path: Path, data: bytes, *, mode: int = 0o644, sync_folder: bool = True) -> None:
    """Replace `path` by `data`: temporary file in the same folder, fsync, rename.

    With `sync_folder=False` the caller syncs the folders itself, once for many files (`sync_folders`).
    """
    temporary = _write_temporary(path, data, mode)
    temporary.replace(path)
    if sync_folder:
        sync_folders([path.parent])


def write_new(path: Path, data: bytes, *, mode: int = 0o600) -> bool:
    """Create `path` with `data` unless it exists; true when it was created here. Of several writers one wins."""
    temporary = _write_temporary(path, data, mode)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    sync_folders([path.parent])
    return True


def sync_folders(folders: Iterable[Path]) -> None:
    """Make renames in these folders survive a power cut."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Make sure of `folder`, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def _write_temporary(path: Path, data: bytes, mode: int) -> Path:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return temporary

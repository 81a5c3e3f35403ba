"""One cluster is made by `initdb`; tests copy it, so that each has a folder of its own at the price of a file copy."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shudao.app.postgres.facade import EmbeddedPostgres


def copy_of(folder: Path, target: Path) -> Path:
    """A copy that keeps owners and modes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", "--reflink=auto", "--sparse=always", str(folder), str(target)], check=True)
    return target


def _in_memory() -> str | None:
    """The memory file system, when it has room: many small servers on one disk would mostly wait for its `fsync`."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or not os.access(memory, os.W_OK) or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return None
    return str(memory) if shutil.disk_usage(memory).free > 2**30 else None


@contextmanager
def _new_place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="shudao-test-", dir=_in_memory()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of mode 0700 for the test alone, removed at once after it."""
    with _new_place() as folder:
        yield folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A temporary folder everybody may enter, unlike pytest's own."""
    with _new_place() as folder:
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="module")
def module_place() -> Iterator[Path]:
    """The same for the tests of one file."""
    with _new_place() as folder:
        yield folder


@pytest.fixture(scope="session")
def first_start() -> Iterator[Path]:
    """DATA after a first start and a clean stop."""
    with _new_place() as folder:
        data_dir = folder / "data"
        with EmbeddedPostgres(data_dir):
            pass
        yield data_dir


@pytest.fixture
def data_dir(first_start: Path, place: Path) -> Path:
    """A DATA folder of the test's own, with a cluster that is not running."""
    return copy_of(first_start, place / "data")

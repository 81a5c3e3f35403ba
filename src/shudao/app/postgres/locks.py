"""Locks on files that tell a live process from a stale note: the kernel drops them with the last process that holds
them.

A pid file cannot do that: process numbers are reused, and in containers the same small numbers come back at each
start.
"""

import fcntl
import os
import time
import weakref
from pathlib import Path

__all__ = ["FileLock"]

_RETRY_S = 0.02


class FileLock:
    """An exclusive `flock` on one file. Children inherit it only where its descriptor is passed on by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = -1

    def acquire(self, timeout_s: float = 0.0) -> bool:
        """Take the lock; false when somebody else still holds it after `timeout_s` seconds."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + timeout_s
        while not _try(descriptor, fcntl.LOCK_EX):
            if time.monotonic() >= deadline:
                os.close(descriptor)
                return False
            time.sleep(_RETRY_S)
        self.descriptor = descriptor
        _HELD.add(self)
        return True

    def sign(self) -> None:
        """Write this process's number into the file, for messages only: the lock itself is the truth."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, str(os.getpid()).encode(), 0)

    def signature(self) -> str:
        """The process number its holder wrote, `?` when there is none."""
        return self.path.read_text().strip() or "?"

    def release(self) -> None:
        """Let go of our descriptor; a child that inherited the lock keeps it."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def is_held(self) -> bool:
        """Whether any process holds the lock now. False too when the file does not exist."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return not _try(descriptor, fcntl.LOCK_SH)
        finally:
            os.close(descriptor)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_HELD: weakref.WeakSet[FileLock] = weakref.WeakSet()


def _let_go_after_fork() -> None:
    # A forked worker that survives its killed parent must not keep the parent's ownership alive.
    for lock in list(_HELD):
        lock.release()


os.register_at_fork(after_in_child=_let_go_after_fork)

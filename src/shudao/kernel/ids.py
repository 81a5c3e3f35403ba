"""Identifiers that sort by the moment they were made (UUID version 7, RFC 9562)."""

import os
import threading
import time
from uuid import UUID

__all__ = ["new_id"]

_TICKS_PER_MILLISECOND = 4_096


class _Ticks:
    """Moments in 1/4096 ms, each later than the one before, whatever the clock of the machine does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        now = time.time_ns() * _TICKS_PER_MILLISECOND // 1_000_000
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last


_ticks = _Ticks()


def new_id() -> str:
    """A fresh UUIDv7 as text: 48 bits of milliseconds, 12 bits of their fraction (RFC 9562, 6.2, method 3), 62 random.

    Those made by one process sort in the order they were made, so that indexes grow at one end and the newest of two
    records of the same moment is known.
    """
    milliseconds, fraction = divmod(_ticks.next(), _TICKS_PER_MILLISECOND)
    random_bits = int.from_bytes(os.urandom(8)) >> 2
    return str(UUID(int=(milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | random_bits))

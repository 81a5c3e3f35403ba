"""The clock that compares database sources with the register of their tables."""

from datetime import timedelta

from shudao.kernel.clock import SystemClock
from shudao.kernel.uow import UnitOfWork

__all__ = ["CHECK_JOB", "WATCH_JOB", "schedule_watch"]

WATCH_JOB = "architecture.watch_sources"
CHECK_JOB = "architecture.check_source"
WATCH_MINUTES = 30


def schedule_watch(uow: UnitOfWork) -> None:
    """Let the clock come by once more. The queue waits by the real time, whatever day a simulation has."""
    at = max(uow.clock.now(), SystemClock().now()) + timedelta(minutes=WATCH_MINUTES)
    uow.enqueue(WATCH_JOB, queueing_lock=WATCH_JOB, at=at)

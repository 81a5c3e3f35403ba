"""When a notice leaves, and when it is tried again: plain functions over plain values."""

import hashlib
import hmac
from datetime import datetime, time, timedelta

from shudao.kernel.clock import TIME_ZONE
from shudao.kernel.working_days import WorkingDays
from shudao.work.contracts_life import Timing

__all__ = ["MAX_ATTEMPTS", "is_office_hour", "next_opening", "send_at", "signature", "try_again_at"]

OPENS, CLOSES = time(9), time(18)
# After 1, 2, 4, 8, 16, 32 and 64 minutes: about two hours in all.
MAX_ATTEMPTS = 8


def is_office_hour(now: datetime, days: WorkingDays) -> bool:
    """Whether offices are open: 09:00 to 18:00 on working days (DESIGN §8)."""
    local = now.astimezone(TIME_ZONE)
    return days.is_working(local.date()) and OPENS <= local.time() < CLOSES


def next_opening(now: datetime, days: WorkingDays) -> datetime:
    """The next 09:00 of a working day after `now`."""
    local = now.astimezone(TIME_ZONE)
    if days.is_working(local.date()) and local.time() < OPENS:
        return datetime.combine(local.date(), OPENS, TIME_ZONE)
    return datetime.combine(days.next_working(local.date()), OPENS, TIME_ZONE)


def send_at(now: datetime, timing: Timing, days: WorkingDays) -> datetime:
    """When a notice written now leaves: at once, in office hours, or with the next day's digest."""
    if timing is Timing.AT_ONCE or (timing is Timing.OFFICE_HOURS and is_office_hour(now, days)):
        return now
    return next_opening(now, days)


def try_again_at(now: datetime, attempts: int) -> datetime | None:
    """When it is tried again after `attempts` failed ones (1, 2, 4 … minutes), or nothing when that is enough."""
    return now + timedelta(minutes=2 ** (attempts - 1)) if attempts < MAX_ATTEMPTS else None


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) over `<timestamp>.<body>` in hex: the receiver computes the same and compares."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()

"""How fast a key may call: a bucket of tokens per key, in the memory of this process."""

import threading
from dataclasses import dataclass

__all__ = ["Buckets"]


@dataclass
class _Bucket:
    tokens: float
    filled_at: float
    turned_away: int = 0


class Buckets:
    """Token buckets holding two seconds' worth of calls. Each web process counts for itself."""

    BURST_S = 2.0
    MOST_KEYS = 100_000

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key_id: str, per_second: int, now_s: float) -> float:
        """Take a token: 0.0 when there was one, else the seconds until there is."""
        most = per_second * self.BURST_S
        with self._lock:
            bucket = self._buckets.get(key_id)
            if bucket is None:
                if len(self._buckets) >= self.MOST_KEYS:
                    self._buckets.clear()
                bucket = self._buckets[key_id] = _Bucket(most, now_s)
            passed = max(0.0, now_s - bucket.filled_at)
            bucket.tokens = min(most, bucket.tokens + passed * per_second)
            bucket.filled_at = now_s
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0.0
            bucket.turned_away += 1
            return (1 - bucket.tokens) / per_second

    def turned_away(self, key_id: str) -> int:
        """How many calls of a key were turned away since this was last asked; they are metered with the next call."""
        with self._lock:
            bucket = self._buckets.get(key_id)
            if bucket is None:
                return 0
            count, bucket.turned_away = bucket.turned_away, 0
            return count

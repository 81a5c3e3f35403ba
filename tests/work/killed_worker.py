"""A worker process of its own, for the test that kills it. Its one job says that it runs, then never ends."""

import sys
import threading
import time
from pathlib import Path

from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.jobs import JobContext, job
from shudao.kernel.settings import Settings
from shudao.work import facade as work


@job("test.endless")
def endless(context: JobContext, *, sign: str) -> None:
    """Leave a sign, then hang."""
    Path(sign).write_text("running", "utf-8")
    time.sleep(600)


def main() -> None:
    database = Database(sys.stdin.readline().strip(), SystemClock(), pool_size=2)
    work.run_worker(database, Settings(), threading.Event())


if __name__ == "__main__":
    main()

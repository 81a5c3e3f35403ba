"""The worker process: jobs from the queue, and the evidence sequencer beside them."""

import signal
import threading

from shudao.admission import facade as admission
from shudao.app import children
from shudao.app.installation import Installation
from shudao.evidence import facade as evidence
from shudao.work import facade as work

__all__ = ["run"]


def run(opened: Installation, stop: threading.Event) -> None:
    """Work until asked to stop: SIGTERM, SIGINT, or the end of whoever owns this process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    children.follow_owner(stop.set)
    admission.recover(opened.database, opened.settings)
    sequencer = threading.Thread(
        target=evidence.run_sequencer, args=(opened.database, opened.settings, stop), name="sequencer"
    )
    sequencer.start()
    try:
        while not stop.is_set():
            # It returns early when the queue's connection is lost; the pool finds the database again.
            work.run_worker(opened.database, opened.settings, stop)
    finally:
        stop.set()
        sequencer.join()

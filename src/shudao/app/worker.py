"""The worker process: jobs from the queue, and beside them the evidence sequencer, the sweep of stalled jobs, and what
keeps the search in step.
"""

import logging
import signal
import threading

from sqlalchemy.exc import SQLAlchemyError

from shudao.admission import facade as admission
from shudao.app import children
from shudao.app.installation import Installation
from shudao.architecture import facade as architecture
from shudao.evidence import facade as evidence
from shudao.work import facade as work

__all__ = ["SWEEP_EVERY_S", "run"]

logger = logging.getLogger("shudao.worker")

SWEEP_EVERY_S = 30.0
FOLLOW_EVERY_S = 1.0
PAUSE_S = 5.0


def run(opened: Installation, stop: threading.Event) -> None:
    """Work until asked to stop: SIGTERM, SIGINT, or the end of whoever owns this process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    children.follow_owner(stop.set)
    beside = [
        threading.Thread(target=_sweep, args=(opened, stop), name="sweep"),
        threading.Thread(target=_follow, args=(opened, stop), name="search"),
        threading.Thread(
            target=evidence.run_sequencer, args=(opened.database, opened.settings, stop), name="sequencer"
        ),
    ]
    for thread in beside:
        thread.start()
    try:
        while not stop.is_set():
            _work(opened, stop)
    finally:
        stop.set()
        for thread in beside:
            thread.join()


def _work(opened: Installation, stop: threading.Event) -> None:
    """Work until asked to stop, or until the queue is lost; then its database is waited for. A worker that was started
    by hand has nobody who would start it again.
    """
    try:
        admission.recover(opened.database, opened.settings)
        work.run_worker(opened.database, opened.settings, stop)
    except Exception as lost:  # whatever it was, jobs must go on; its text may quote values and stays out of the log
        logger.warning("the queue was lost (%s); trying again in %s s", type(lost).__name__, PAUSE_S)
        stop.wait(PAUSE_S)


def _sweep(opened: Installation, stop: threading.Event) -> None:
    """Put back the jobs of workers that are gone, at start and every 30 s, outside the queue, and ask for a round of
    reminders, escalations and notices. Every worker sweeps: of two that find the same job one takes it (DESIGN §7).
    """
    while not stop.is_set():
        try:
            work.sweep_stalled(opened.database)
            work.ask_for_tick(opened.database)
        except SQLAlchemyError:
            logger.warning("the records database does not answer; stalled jobs wait")
        stop.wait(SWEEP_EVERY_S)


def _follow(opened: Installation, stop: threading.Event) -> None:
    """Keep the search in step with what every module changes, within a second or two."""
    while not stop.is_set():
        try:
            with opened.database.unit_of_work() as uow:
                followed = architecture.follow_changes(uow)
        except SQLAlchemyError:
            logger.warning("the records database does not answer; the search waits")
            followed = 0
        if not followed:
            stop.wait(FOLLOW_EVERY_S)

"""The worker: runs the registered jobs of `kernel.jobs` from the queue in the records database (DESIGN §7)."""

import asyncio
import logging
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import procrastinate
from procrastinate import retry
from procrastinate.jobs import Job
from sqlalchemy import text

from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.jobs import JOBS, JobContext, run_job
from shudao.kernel.settings import Settings
from shudao.work import logic, store
from shudao.work.tables import JobFailureRow

__all__ = ["HEARTBEAT_S", "SILENT_S", "drain", "run_worker"]

logger = logging.getLogger("shudao.work")

HEARTBEAT_S = 5.0
# Four missed heartbeats: a worker this silent is gone.
SILENT_S = 20.0
# New jobs are announced by the database; this is how soon a scheduled one is noticed.
POLL_S = 1.0
STOP_CHECK_S = 0.2


class JobFailed(Exception):
    """What the queue and its log get to see of a failure: a code, and whether to try again. Never values."""

    def __init__(self, code: str, retry_in_s: int | None) -> None:
        super().__init__(code)
        self.retry_in_s = retry_in_s


class Backoff(retry.BaseRetryStrategy):
    """Waits as `logic.retry_after_s` decided when the attempt failed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> retry.RetryDecision | None:
        if not isinstance(exception, JobFailed) or exception.retry_in_s is None:
            return None
        return retry.RetryDecision(retry_in={"seconds": exception.retry_in_s})


def run_worker(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Run jobs until `stop` is set; jobs that are running then are finished first.

    Returns early when the connection to the queue is lost for good; whoever started the worker starts it again.
    """
    asyncio.run(_run(database, settings, stop, wait=True))


def drain(database: Database, settings: Settings) -> None:
    """Run every job that is ready now, and those they enqueue, then return. Jobs scheduled for later stay."""
    before, started = -1, _count_started(database)
    # A pass ends when the queue looks empty, though a job still running may enqueue another.
    while before != started:
        asyncio.run(_run(database, settings, threading.Event(), wait=False))
        before, started = started, _count_started(database)


def _count_started(database: Database) -> int:
    with database.unit_of_work() as uow:
        return int(uow.session.scalar(text("select count(*) from procrastinate_events where type = 'started'")) or 0)


async def _run(database: Database, settings: Settings, stop: threading.Event, *, wait: bool) -> None:
    app = _application(JobContext(database, database.clock, settings))
    async with app.open_async():
        worker = app.run_worker_async(
            concurrency=settings.worker_concurrency,
            wait=wait,
            install_signal_handlers=False,
            listen_notify=wait,
            fetch_job_polling_interval=POLL_S,
            update_heartbeat_interval=HEARTBEAT_S,
            stalled_worker_timeout=SILENT_S,
        )
        running = asyncio.create_task(worker)
        while not running.done():
            if stop.is_set():
                running.cancel()
            await asyncio.wait({running}, timeout=STOP_CHECK_S)
        with suppress(asyncio.CancelledError):
            await running


def _application(context: JobContext) -> procrastinate.App:
    """One queue task per registered job."""
    url = context.database.engine.url.set(drivername="postgresql")
    connector = procrastinate.PsycopgConnector(
        conninfo=url.render_as_string(hide_password=False),
        min_size=1,
        max_size=context.settings.worker_concurrency + 3,
    )
    app = procrastinate.App(connector=connector)
    for name in JOBS:
        app.task(name=name, pass_context=True, retry=Backoff())(_task(name, context))
    return app


def _task(name: str, context: JobContext) -> Any:
    def run(queued: procrastinate.JobContext, **args: Any) -> None:
        try:
            run_job(name, context, args)
        except Exception as error:  # every failure ends in the same two places: the failure list and the log
            place = _place(error)
            code = logic.error_code(error)
            retry_in_s = logic.retry_after_s(error, queued.job.attempts)
            logger.warning("job %s %s failed: %s at %s, retry in %s s", name, queued.job.id, code, place, retry_in_s)
            _note_failure(context.database, queued.job.id, code, place)
            raise JobFailed(code, retry_in_s) from None

    return run


def _note_failure(database: Database, job_id: int | None, code: str, place: str) -> None:
    """Keep the failure for the operations page, and let the queue put the job back whatever waits beside it."""
    if job_id is None:
        return
    with database.unit_of_work() as uow:
        store.give_up_queueing_lock(uow.session, job_id)
        uow.session.add(JobFailureRow(id=new_id(), job_id=job_id, code=code, place=place, at=uow.clock.now()))


def _place(error: BaseException) -> str:
    """The innermost line of our own source the error passed through; the text of an error may hold values."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "shudao" in Path(frame.filename).parts] or frames
    if not ours:
        return ""
    path = Path(ours[-1].filename)
    return f"{path.parent.name}/{path.name}:{ours[-1].lineno}"

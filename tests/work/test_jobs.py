"""Jobs are run, retried and put back; what fails is told by code and place, never by value (DESIGN §7)."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from shudao.access.errors import NotPermitted
from shudao.kernel.actor import Role
from shudao.kernel.database import Database
from shudao.kernel.errors import Conflict, Invalid
from shudao.kernel.jobs import JOBS, JobContext, job
from shudao.kernel.paging import PageQuery, UnknownSortKey
from shudao.kernel.settings import Settings
from shudao.work import facade as work
from shudao.work.contracts import JobFilter, JobView
from shudao.work.errors import JobNotRetriable, UnknownJob
from shudao.work.logic import MAX_ATTEMPTS, retry_after_s
from tests.builders.mechanism import SYSTEM, make_actor, make_town

SECRET = "王小明 110101199003070000"


@pytest.fixture
def ran() -> Iterator[list[str]]:
    """Jobs of this test, and what they did."""
    done: list[str] = []

    @job("test.note")
    def note(context: JobContext, *, word: str) -> None:
        done.append(word)

    @job("test.refused")
    def refused(context: JobContext) -> None:
        raise Invalid(details=[{"value": SECRET}])

    @job("test.busy")
    def busy(context: JobContext) -> None:
        raise Conflict

    @job("test.broken")
    def broken(context: JobContext) -> None:
        raise ValueError(SECRET)

    @job("test.endless")
    def endless(context: JobContext, *, sign: str) -> None:
        done.append("endless")

    yield done
    for name in ("test.note", "test.refused", "test.busy", "test.broken", "test.endless"):
        del JOBS[name]


def jobs(database: Database, **wanted: str) -> list[JobView]:
    with database.unit_of_work() as uow:
        return work.list_jobs(uow, PageQuery(sort="id"), JobFilter(**wanted), by=SYSTEM).items


def enqueue(database: Database, name: str, **given: object) -> None:
    with database.unit_of_work() as uow:
        uow.enqueue(name, **given)  # type: ignore[arg-type]  # a bag of keyword arguments


def test_only_operators_see_and_retry_jobs(database: Database) -> None:
    with database.unit_of_work() as uow:
        town = make_town(uow)
        uow.enqueue("test.note", word="x")
        clerk = make_actor(uow, town.police, Role.CONSUMER)
        operator = make_actor(uow, town.operations, Role.OPERATIONS)
        with pytest.raises(NotPermitted):
            work.list_jobs(uow, PageQuery(), by=clerk)
        with pytest.raises(NotPermitted):
            work.retry_job(uow, 1, by=clerk)
        found = work.list_jobs(uow, PageQuery(), by=operator)
        assert [j.name for j in found.items if j.name.startswith("test.")] == ["test.note"]
        with pytest.raises(UnknownSortKey):
            work.list_jobs(uow, PageQuery(sort="args"), by=operator)


def test_a_job_of_a_transaction_that_fails_is_never_run(database: Database, settings: Settings, ran: list[str]) -> None:
    with pytest.raises(RuntimeError), database.unit_of_work() as uow:
        uow.enqueue("test.note", word="not told")
        raise RuntimeError
    enqueue(database, "test.note", word="told")
    work.drain(database, settings)
    assert ran == ["told"]


def test_a_job_at_fault_fails_at_once_and_shows_a_code_without_values(
    database: Database, settings: Settings, ran: list[str], raw: psycopg.Connection
) -> None:
    enqueue(database, "test.refused")
    work.drain(database, settings)
    (failed,) = jobs(database, name="test.refused")
    assert (failed.status, failed.attempts, failed.error_code) == ("failed", 1, "kernel.invalid")
    assert failed.error_where is not None and re.fullmatch(r"\w+/\w+\.py:\d+", failed.error_where)
    kept = raw.execute("select string_agg(f::text, ' ') from work.job_failure f").fetchone()
    assert kept is not None and SECRET not in kept[0]


@pytest.mark.parametrize(("name", "code"), [("test.busy", "kernel.conflict"), ("test.broken", "internal.ValueError")])
def test_a_job_that_may_succeed_later_waits_and_is_tried_again(
    database: Database, settings: Settings, ran: list[str], name: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    enqueue(database, name)
    work.drain(database, settings)
    (waiting,) = jobs(database, name=name)
    assert (waiting.status, waiting.attempts, waiting.error_code) == ("todo", 1, code)
    assert waiting.scheduled_at is not None
    assert SECRET not in caplog.text


def test_the_wait_doubles_until_the_attempts_are_spent() -> None:
    waits = [retry_after_s(ValueError(), attempts) for attempts in range(MAX_ATTEMPTS)]
    assert waits == [2, 4, 8, 16, None]
    assert retry_after_s(Invalid(), 0) is None


def test_a_failing_job_does_not_get_stuck_behind_its_twin(
    database: Database, settings: Settings, ran: list[str]
) -> None:
    """While it ran, the same job was enqueued again under the same queueing lock; only one may wait under it."""

    @job("test.twin")
    def twin(context: JobContext) -> None:
        with context.database.unit_of_work() as uow:
            uow.enqueue("test.note", queueing_lock="twin", word="second")
        raise Conflict

    enqueue(database, "test.twin", queueing_lock="twin")
    work.drain(database, settings)
    del JOBS["test.twin"]
    assert [j.status for j in jobs(database, name="test.twin")] == ["todo"]
    assert ran == ["second"]


def test_a_failed_job_is_retried_by_an_operator_and_a_running_or_done_one_is_not(
    database: Database, settings: Settings, ran: list[str]
) -> None:
    enqueue(database, "test.refused")
    enqueue(database, "test.note", word="x")
    work.drain(database, settings)
    with database.unit_of_work() as uow:
        failed = work.list_jobs(uow, PageQuery(), JobFilter(status="failed"), by=SYSTEM).items[0]
        assert work.retry_job(uow, failed.id, by=SYSTEM).status == "todo"
        done = work.list_jobs(uow, PageQuery(), JobFilter(name="test.note"), by=SYSTEM).items[0]
        with pytest.raises(JobNotRetriable):
            work.retry_job(uow, done.id, by=SYSTEM)
        with pytest.raises(UnknownJob):
            work.retry_job(uow, 10**9, by=SYSTEM)


def test_a_killed_workers_job_is_put_back_and_its_lock_is_free_again(
    database: Database, settings: Settings, ran: list[str], tmp_path: Path
) -> None:
    sign = tmp_path / "sign"
    enqueue(database, "test.endless", lock="one at a time", sign=str(sign))
    enqueue(database, "test.note", lock="one at a time", word="behind the lock")
    worker = _start_worker(settings)
    try:
        _wait_for(sign, worker)
        assert work.sweep_stalled(database) == [], "a living worker keeps its jobs"
    finally:
        worker.kill()
        worker.wait()
    work.drain(database, settings)
    assert ran == [], "the dead worker's lock is still held"
    # Its last heartbeat is seconds old; the test need not wait until it counts as silent.
    (swept,) = work.sweep_stalled(database, silent_s=0.0)
    (stalled,) = jobs(database, name="test.endless")
    assert (swept, stalled.status, stalled.error_code) == (stalled.id, "todo", "work.worker_lost")
    work.drain(database, settings)
    assert ran == ["endless", "behind the lock"]


def test_a_job_that_outlives_too_many_workers_fails(database: Database, raw: psycopg.Connection) -> None:
    """It is taken for the cause; else it would kill one worker after the other."""
    enqueue(database, "test.killer")
    raw.execute("update procrastinate_jobs set status = 'doing', attempts = %s", (MAX_ATTEMPTS - 1,))
    assert len(work.sweep_stalled(database)) == 1
    (killer,) = jobs(database, name="test.killer")
    assert (killer.status, killer.error_code) == ("failed", "work.worker_lost")
    assert work.sweep_stalled(database) == []


def test_a_worker_stops_when_asked_and_finishes_what_it_runs(
    database: Database, settings: Settings, ran: list[str]
) -> None:
    started, stop = threading.Event(), threading.Event()

    @job("test.slow")
    def slow(context: JobContext) -> None:
        started.set()
        stop.wait(30)
        ran.append("finished")

    enqueue(database, "test.slow")
    worker = threading.Thread(target=work.run_worker, args=(database, settings, stop))
    worker.start()
    assert started.wait(30)
    stop.set()
    worker.join(30)
    del JOBS["test.slow"]
    assert not worker.is_alive()
    assert [j.status for j in jobs(database, name="test.slow")] == ["succeeded"]
    assert ran == ["finished"]


def _start_worker(settings: Settings) -> "subprocess.Popen[str]":
    """The DSN goes through standard input, so that no password stands in a process list."""
    assert settings.records_dsn is not None
    program = str(Path(__file__).with_name("killed_worker.py"))
    worker = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, text=True)
    assert worker.stdin is not None
    worker.stdin.write(settings.records_dsn.get_secret_value() + "\n")
    worker.stdin.close()
    return worker


def _wait_for(sign: Path, worker: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 60
    while not sign.exists():
        assert worker.poll() is None and time.monotonic() < deadline, "the worker never began"
        time.sleep(0.05)

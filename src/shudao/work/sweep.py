"""Jobs whose worker is gone are put back; else they stay "doing" for ever and block their lock (DESIGN §7)."""

from sqlalchemy import text

from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.work import store
from shudao.work.logic import MAX_ATTEMPTS
from shudao.work.tables import JobFailureRow
from shudao.work.worker import SILENT_S

__all__ = ["sweep_stalled"]

WORKER_LOST = "work.worker_lost"
# A worker is gone that has not been heard of for a while, or not since this database server started: its connections
# ended with the server's. Both are told by the database's own clock, which is the one that heartbeats are written by.
STALLED = text(
    """select j.id, j.attempts from procrastinate_jobs j
       left join procrastinate_workers w on w.id = j.worker_id
       where j.status = 'doing'
         and (w.id is null
              or w.last_heartbeat < greatest(now() - make_interval(secs => :silent_s), pg_postmaster_start_time()))
       order by j.id for update of j skip locked"""
)
RETRY = text("select procrastinate_retry_job_v2(:id, now(), null, null, null)")
FAIL = text("select procrastinate_finish_job_v1(:id, 'failed', false)")


def sweep_stalled(database: Database, *, silent_s: float = SILENT_S) -> list[int]:
    """Put the jobs of workers that are gone back to `todo`; returns their ids.

    Runs outside the queue, at start and every 30 s. A job that has outlived `MAX_ATTEMPTS` workers is taken for the
    cause and fails instead, with code `work.worker_lost`.
    """
    with database.unit_of_work() as uow:
        stalled = [(row.id, row.attempts) for row in uow.session.execute(STALLED, {"silent_s": silent_s})]
        for job_id, attempts in stalled:
            _put_back(uow, job_id, attempts)
    return [job_id for job_id, _ in stalled]


def _put_back(uow: UnitOfWork, job_id: int, attempts: int) -> None:
    store.give_up_queueing_lock(uow.session, job_id)
    uow.session.execute(FAIL if attempts + 1 >= MAX_ATTEMPTS else RETRY, {"id": job_id})
    uow.session.add(JobFailureRow(id=new_id(), job_id=job_id, code=WORKER_LOST, place="", at=uow.clock.now()))

"""Background jobs as operators see them: state, attempts, and the code of what went wrong."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery, UnknownSortKey
from shudao.kernel.uow import UnitOfWork
from shudao.work import store
from shudao.work.contracts import JobFilter, JobView
from shudao.work.errors import JobNotRetriable, UnknownJob
from shudao.work.permissions import OPERATE_JOBS


def list_jobs(uow: UnitOfWork, page: PageQuery, wanted: JobFilter | None = None, *, by: Actor) -> Page[JobView]:
    """Jobs, newest first unless asked otherwise. `page.q` searches names and locks."""
    access.require(uow, by, OPERATE_JOBS)
    values = store.jobs_values(wanted or JobFilter(), page.q)
    order = _order(page.sort or "-id")
    window = {"limit": min(page.limit, MAX_LIMIT), "offset": page.offset}
    sql = text(f"{store.JOBS_SQL} order by {order} limit :limit offset :offset")
    rows = uow.session.execute(sql, values | window).mappings()
    total = uow.session.execute(text(store.JOBS_COUNT_SQL), values).scalar_one()
    return Page([_view(row) for row in rows], total)


def job_view(uow: UnitOfWork, job_id: int, *, by: Actor) -> JobView:
    access.require(uow, by, OPERATE_JOBS)
    values = store.jobs_values(JobFilter(), "")
    found = (
        uow.session.execute(text(f"{store.JOBS_SQL} and j.id = :id"), values | {"id": job_id}).mappings().one_or_none()
    )
    if found is None:
        raise UnknownJob(id=job_id)
    return _view(found)


def retry_job(uow: UnitOfWork, job_id: int, *, by: Actor) -> JobView:
    """Put a failed job back into the queue, with all its attempts before it."""
    access.require(uow, by, OPERATE_JOBS)
    locked = text("select status::text from procrastinate_jobs where id = :id for update")
    status = uow.session.execute(locked, {"id": job_id}).scalar_one_or_none()
    if status is None:
        raise UnknownJob(id=job_id)
    if status != "failed":
        raise JobNotRetriable(id=job_id, status=status)
    store.give_up_queueing_lock(uow.session, job_id)
    retry = text("select procrastinate_retry_job_v2(:id, now(), null, null, null)")
    uow.session.execute(retry, {"id": job_id})
    # A person asked for it: the job gets its full number of attempts again.
    uow.session.execute(text("update procrastinate_jobs set attempts = 0 where id = :id"), {"id": job_id})
    evidence.record(uow, by=by, action="work.job.retried", subject=f"work/job/{job_id}")
    return job_view(uow, job_id, by=by)


def _order(sort: str) -> str:
    """An ORDER BY from the allow-list; what the caller typed never reaches the database."""
    column = store.JOB_SORT.get(sort.removeprefix("-"))
    if column is None:
        raise UnknownSortKey(key=sort.removeprefix("-"), allowed="、".join(store.JOB_SORT))
    return f"{column} {'desc' if sort.startswith('-') else 'asc'} nulls last, j.id desc"


def _view(row: Mapping[Any, Any]) -> JobView:
    return JobView(**row)

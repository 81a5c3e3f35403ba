"""The door of work: tasks, notices, change requests, the calendar, and jobs as operators see them."""

from shudao.work.calendar import due_after, list_calendar, load_calendar, working_days
from shudao.work.changes import change, decide, list_changes, may_decide, pending_change, propose, withdraw
from shudao.work.consequences import impact_of
from shudao.work.inbox import (
    cancel_tasks,
    complete_task,
    complete_tasks,
    count_open,
    inbox,
    mark_read,
    notices,
    notify,
    open_task,
    reassign_tasks,
    task,
    tasks_about,
    tasks_of_account,
)
from shudao.work.operation import job_view, list_jobs, retry_job
from shudao.work.pools import count_pools, move_pools, waiting_subjects
from shudao.work.sweep import sweep_stalled
from shudao.work.worker import drain, run_worker

__all__ = [
    "cancel_tasks",
    "change",
    "complete_task",
    "complete_tasks",
    "count_open",
    "count_pools",
    "decide",
    "drain",
    "due_after",
    "impact_of",
    "inbox",
    "job_view",
    "list_calendar",
    "list_changes",
    "list_jobs",
    "load_calendar",
    "mark_read",
    "may_decide",
    "move_pools",
    "notices",
    "notify",
    "open_task",
    "pending_change",
    "propose",
    "reassign_tasks",
    "retry_job",
    "run_worker",
    "sweep_stalled",
    "task",
    "tasks_about",
    "tasks_of_account",
    "waiting_subjects",
    "withdraw",
    "working_days",
]

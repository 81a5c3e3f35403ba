"""The door of work: tasks and deputies, notices and how they leave, change requests, comments and follows, the
calendar, and jobs as operators see them.
"""

from shudao.work.bulk import decide_many
from shudao.work.calendar import due_after, list_calendar, load_calendar, working_days
from shudao.work.changes import (
    change,
    changes_by_id,
    decide,
    differences,
    list_changes,
    may_decide,
    pending_change,
    propose,
    withdraw,
)
from shudao.work.consequences import impact_of
from shudao.work.delegating import delegate, delegations, end_delegation
from shudao.work.dispatching import (
    dispatch,
    forget_channel,
    own_channels,
    set_channel,
    set_dispatch,
    shown_dispatch,
)
from shudao.work.escalating import escalate_due, pause_task, resume_task
from shudao.work.following import follow, followed, follows, tell_followers, unfollow
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
from shudao.work.sending import send_waiting
from shudao.work.subjects import describe
from shudao.work.sweep import sweep_stalled
from shudao.work.talking import (
    comment,
    comment_trace,
    comments,
    delete_comment,
    edit_comment,
    people_to_mention,
)
from shudao.work.ticking import ask_for_tick
from shudao.work.trying import try_channel, try_mail_server
from shudao.work.worker import drain, run_worker

__all__ = [
    "ask_for_tick",
    "cancel_tasks",
    "change",
    "changes_by_id",
    "comment",
    "comment_trace",
    "comments",
    "complete_task",
    "complete_tasks",
    "count_open",
    "count_pools",
    "decide",
    "decide_many",
    "delegate",
    "delegations",
    "delete_comment",
    "describe",
    "differences",
    "dispatch",
    "drain",
    "due_after",
    "edit_comment",
    "end_delegation",
    "escalate_due",
    "follow",
    "followed",
    "follows",
    "forget_channel",
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
    "own_channels",
    "pause_task",
    "pending_change",
    "people_to_mention",
    "propose",
    "reassign_tasks",
    "resume_task",
    "retry_job",
    "run_worker",
    "send_waiting",
    "set_channel",
    "set_dispatch",
    "shown_dispatch",
    "sweep_stalled",
    "task",
    "tasks_about",
    "tasks_of_account",
    "tell_followers",
    "try_channel",
    "try_mail_server",
    "unfollow",
    "waiting_subjects",
    "withdraw",
    "working_days",
]

"""What may be done with work. One's own inbox needs no role; everything else does."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

OWN_WORK = Permission("work.own", "办理本人待办", "See and do one's own tasks")
READ_CALENDAR = Permission("work.calendar.read", "查看工作日历", "Read the working-day calendar")
LOAD_CALENDAR = Permission(
    "work.calendar.load",
    "维护工作日历",
    "Load the working-day calendar",
    frozenset({Role.DATA_BUREAU, Role.SYSTEM_ADMIN}),
    Scope.ANY,
)
OPERATE_JOBS = Permission(
    "work.job.operate",
    "查看和重试后台作业",
    "See and retry background jobs",
    frozenset({Role.OPERATIONS, Role.SYSTEM_ADMIN}),
    Scope.ANY,
)
SET_DISPATCH = Permission(
    "work.dispatch.set",
    "维护通知外发设置",
    "Set up the mail server and the hosts webhooks may call",
    frozenset({Role.SYSTEM_ADMIN}),
    Scope.ANY,
)
PAUSE_TASKS = Permission(
    "work.task.pause",
    "暂停待办期限",
    "Let the time limit of a task stand still",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    frozenset({Role.DATA_BUREAU}),
)
ALL = (OWN_WORK, READ_CALENDAR, LOAD_CALENDAR, OPERATE_JOBS, SET_DISPATCH, PAUSE_TASKS)

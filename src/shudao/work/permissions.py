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
ALL = (OWN_WORK, READ_CALENDAR, LOAD_CALENDAR, OPERATE_JOBS)

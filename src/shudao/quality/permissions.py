"""What may be done with quality rules, checks and tickets."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})
_WHO = frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD, Role.OPERATIONS, Role.DATA_BUREAU})

# Scores are part of what everybody may know of published data; rows are not.
READ = Permission("quality.score.read", "查看质量得分", "See quality scores")
SEE_FAILURES = Permission("quality.failure.read", "查看不合格记录", "See failing rows", _WHO, Scope.OWN, _WIDER)
CHECK = Permission(
    "quality.check.run",
    "运行质量检核",
    "Run quality checks",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER, Role.OPERATIONS}),
    Scope.OWN,
    frozenset({Role.OPERATIONS}),
)
ANSWER = Permission(
    "quality.ticket.answer",
    "答复质量工单",
    "Answer quality tickets",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD}),
    Scope.OWN,
)
ALL = (READ, SEE_FAILURES, CHECK, ANSWER)

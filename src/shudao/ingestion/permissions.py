"""What may be done with ingestion."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})
_WHO = frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER, Role.OPERATIONS, Role.DATA_BUREAU})

READ = Permission("ingestion.run.read", "查看接入任务", "See ingestion runs", _WHO, Scope.OWN, _WIDER)
RUN = Permission(
    "ingestion.run.start",
    "运行接入任务",
    "Start ingestion",
    frozenset({Role.DATA_STEWARD, Role.DEVELOPER, Role.OPERATIONS}),
    Scope.OWN,
    frozenset({Role.OPERATIONS}),
)
ALL = (READ, RUN)

"""What may be done with standardisations and models."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})
_WHO = frozenset({Role.DEVELOPER, Role.DATA_STEWARD, Role.DATA_OWNER, Role.OPERATIONS, Role.DATA_BUREAU})

READ = Permission("development.run.read", "查看加工任务", "See development runs", _WHO, Scope.OWN, _WIDER)
RUN = Permission(
    "development.run.start",
    "运行加工任务",
    "Run standardisations and models",
    frozenset({Role.DEVELOPER, Role.OPERATIONS, Role.DATA_STEWARD}),
    Scope.OWN,
    frozenset({Role.OPERATIONS}),
)
ALL = (READ, RUN)

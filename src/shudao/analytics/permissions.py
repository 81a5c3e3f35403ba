"""What may be done with values of indicators."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

READ = Permission("analytics.indicator.read", "查看指标数值", "See values of indicators")
READ_ANY = Permission(
    "analytics.indicator.read_graded",
    "查看本单位G3以上指标的数值",
    "See values of one's own organisation's indicators of G3 and higher",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD, Role.ANALYST, Role.MANAGER}),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU}),
)
COMPUTE = Permission(
    "analytics.indicator.compute",
    "计算指标",
    "Compute indicators",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.ANALYST, Role.DEVELOPER}),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU, Role.OPERATIONS}),
)
ALL = (READ, READ_ANY, COMPUTE)

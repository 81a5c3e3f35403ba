"""What may be done with data services."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})
_CONSUMERS = frozenset({Role.CONSUMER, Role.DEVELOPER, Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD, Role.DATA_OWNER})

# Published descriptions are open to every signed-in person (DESIGN §9).
READ = Permission("services.service.read", "查看数据服务", "See published services")
DECLARE = Permission(
    "services.service.declare",
    "编制数据服务",
    "Declare and revise services",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEVELOPER, Role.OPERATIONS}),
    Scope.OWN,
    frozenset({Role.OPERATIONS}),
)
PUBLISH = Permission(
    "services.service.publish",
    "审核发布数据服务",
    "Review, publish and retire services",
    frozenset({Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER}),
    Scope.OWN,
    _WIDER,
)
# Drafts, copies and the whole meter belong to the provider and to those who run the platform.
INSPECT = Permission(
    "services.service.inspect",
    "查看服务草稿与运行情况",
    "See drafts and operation of services",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD, Role.DEVELOPER, Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER}),
    Scope.OWN,
    _WIDER,
)
USE_KEYS = Permission(
    "services.key.use",
    "申领和管理服务密钥",
    "Issue and manage keys of one's organisation",
    _CONSUMERS,
    Scope.OWN,
    _WIDER,
)
TRY = Permission("services.service.try", "调试数据服务", "Try services out")
ALL = (READ, DECLARE, PUBLISH, INSPECT, USE_KEYS, TRY)

"""What may be done at the gate and with the lake's tables."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS})

READ = Permission("admission.asset.read", "查看数据湖目录", "See the lake's tables")
ADMIT = Permission(
    "admission.asset.admit",
    "申请入湖",
    "Ask for lake entry",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER, Role.OPERATIONS, Role.DATA_BUREAU}),
    Scope.OWN,
    _WIDER,
)
REVOKE = Permission(
    "admission.certificate.revoke",
    "撤销入湖许可",
    "Revoke a certificate",
    frozenset({Role.DATA_OWNER, Role.DATA_BUREAU}),
    Scope.OWN,
    frozenset({Role.DATA_BUREAU}),
)
RELEASE = Permission(
    "admission.release.publish",
    "发布数据版本",
    "Publish releases",
    frozenset({Role.DEVELOPER, Role.OPERATIONS, Role.DATA_OWNER}),
    Scope.OWN,
    _WIDER,
)
# Physical tables, batches and rejects belong to the department and to those who run the platform.
INSPECT = Permission(
    "admission.asset.inspect",
    "查看批次与物理信息",
    "See batches and physical facts",
    frozenset(
        {Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER, Role.DEPARTMENT_HEAD, Role.OPERATIONS, Role.DATA_BUREAU}
    ),
    Scope.OWN,
    _WIDER,
)
ALL = (READ, ADMIT, REVOKE, RELEASE, INSPECT)

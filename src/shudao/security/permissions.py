"""What may be done with grants and with rows."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_WIDER = frozenset({Role.DATA_BUREAU, Role.OPERATIONS, Role.SECURITY_ADMIN})

# Holding it lets one ask; the lens decides what is seen, down to nothing.
READ_ROWS = Permission("security.rows.read", "查看数据", "Read rows through one's lens")
SEE_GRANTS = Permission(
    "security.grant.read",
    "查看授权",
    "See grants given or received",
    frozenset(
        {
            Role.DATA_OWNER,
            Role.DATA_STEWARD,
            Role.SHARING_OFFICER,
            Role.DEPARTMENT_HEAD,
            Role.CONSUMER,
            Role.AUDIT_ADMIN,
        }
    ),
    Scope.OWN,
    _WIDER | {Role.AUDIT_ADMIN},
)
REVOKE = Permission(
    "security.grant.revoke",
    "撤销授权",
    "Revoke grants",
    frozenset({Role.DATA_OWNER, Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    frozenset({Role.DATA_BUREAU, Role.SECURITY_ADMIN}),
)
ALL = (READ_ROWS, SEE_GRANTS, REVOKE)

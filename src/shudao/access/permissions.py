"""What may be done with accounts."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

OWN_SESSION = Permission("access.session.own", "管理本人登录", "Manage one's own sign-ins")
MANAGE_ACCOUNTS = Permission(
    "access.account.manage", "管理账号", "Manage accounts", frozenset({Role.SYSTEM_ADMIN}), Scope.ANY
)
# Whoever gives roles has to find the account; whoever audits has to see what it holds.
READ_ACCOUNTS = Permission(
    "access.account.read",
    "查看账号",
    "See accounts and their roles",
    frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}),
    Scope.ANY,
)
ASSIGN_ROLES = Permission(
    "access.role.assign", "授予岗位权限", "Assign roles", frozenset({Role.SECURITY_ADMIN}), Scope.ANY
)
# The log lies below this module, which therefore says who may look at it.
READ_EVIDENCE = Permission(
    "access.evidence.read", "查阅与核验存证", "Read and verify the evidence", frozenset({Role.AUDIT_ADMIN}), Scope.ANY
)
ALL = (OWN_SESSION, MANAGE_ACCOUNTS, READ_ACCOUNTS, ASSIGN_ROLES, READ_EVIDENCE)

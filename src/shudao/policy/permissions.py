"""What may be done with standards."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

READ = Permission("policy.standard.read", "查看已发布的规范与标准", "Read published norms and standards")
READ_DRAFTS = Permission(
    "policy.draft.read",
    "查看本单位的标准草案",
    "Read one's own organisation's draft standards",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU}),
)
EDIT = Permission(
    "policy.standard.edit",
    "起草和提交标准",
    "Draft and submit standards",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER}),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU}),
)
PUBLISH = Permission(
    "policy.standard.publish",
    "审核发布和废止标准",
    "Publish and retire standards",
    frozenset({Role.DATA_BUREAU}),
    Scope.ANY,
)
ALL = (READ, READ_DRAFTS, EDIT, PUBLISH)

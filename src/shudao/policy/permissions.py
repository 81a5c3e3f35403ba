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
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU}),
)
CHECK_NORMS = Permission(
    "policy.norms.check",
    "按规范检查全部台账",
    "Check the whole ledger against the norms",
    frozenset({Role.DATA_BUREAU, Role.OPERATIONS}),
    Scope.ANY,
)
READ_RESULTS = Permission(
    "policy.norms.read_results",
    "查看本单位的规范检查结果",
    "See what the norm check found at one's own organisation",
    frozenset(
        {
            Role.DATA_STEWARD,
            Role.DATA_OWNER,
            Role.DEPARTMENT_HEAD,
            Role.SHARING_OFFICER,
            Role.DEVELOPER,
            Role.CONSUMER,
            Role.SECURITY_ADMIN,
        }
    ),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU, Role.OPERATIONS}),
)
WAIVE = Permission(
    "policy.norms.waive",
    "申请规范条款豁免",
    "Ask for a waiver from a clause",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER}),
    Scope.OWN,
    wider=frozenset({Role.DATA_BUREAU}),
)
ALL = (READ, READ_DRAFTS, EDIT, PUBLISH, CHECK_NORMS, READ_RESULTS, WAIVE)

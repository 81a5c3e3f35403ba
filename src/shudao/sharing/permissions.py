"""What may be done in sharing. Nobody decides about a request of their own, whatever their roles."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_BUREAU = frozenset({Role.DATA_BUREAU})
_DEPARTMENT = frozenset({Role.CONSUMER, Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD, Role.DATA_OWNER, Role.DATA_STEWARD})

SEE = Permission(
    "sharing.application.read",
    "查看共享申请",
    "See applications of one's own department, sent or received",
    _DEPARTMENT | {Role.OPERATIONS, Role.AUDIT_ADMIN},
    Scope.OWN,
    _BUREAU | {Role.OPERATIONS, Role.AUDIT_ADMIN},
)
APPLY = Permission(
    "sharing.application.apply",
    "申请共享",
    "Apply for data",
    frozenset({Role.CONSUMER, Role.SHARING_OFFICER, Role.DATA_STEWARD}),
    Scope.OWN,
)
CONSENT = Permission(
    "sharing.application.consent",
    "同意本单位申请",
    "Consent to one's own department's requests",
    frozenset({Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
)
REVIEW = Permission(
    "sharing.application.review",
    "审核共享申请",
    "Review requests for one's own department's data",
    frozenset({Role.SHARING_OFFICER, Role.DATA_OWNER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
)
FILE = Permission("sharing.application.file", "共享备案", "File approved requests", _BUREAU, Scope.ANY)
OPERATE = Permission(
    "sharing.delivery.operate",
    "运行数据交换",
    "Run and repeat deliveries",
    frozenset({Role.OPERATIONS}),
    Scope.ANY,
)
MANAGE_TARGETS = Permission(
    "sharing.target.manage",
    "登记接收数据库",
    "Register one's own department's receiving databases",
    frozenset({Role.CONSUMER, Role.SHARING_OFFICER, Role.DATA_STEWARD, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
)
SET_LIMITS = Permission("sharing.limit.set", "设定共享时限", "Set time limits of sharing", _BUREAU, Scope.ANY)
ALL = (SEE, APPLY, CONSENT, REVIEW, FILE, OPERATE, MANAGE_TARGETS, SET_LIMITS)

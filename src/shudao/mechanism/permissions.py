"""What may be done with organisations, people, posts and accountability."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

BUREAU = frozenset({Role.DATA_BUREAU})

VIEW = Permission("mechanism.view", "查看机构、岗位与责任", "See organisations, posts and accountability")
VIEW_CONTACTS = Permission(
    "mechanism.contact.view",
    "查看人员联系方式",
    "See how to reach people",
    frozenset({Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER, Role.DATA_STEWARD}),
    Scope.SUBTREE,
    BUREAU | {Role.OPERATIONS},
)
EDIT_ORGANISATIONS = Permission("mechanism.organisation.edit", "维护机构", "Maintain organisations", BUREAU, Scope.ANY)
EDIT_PEOPLE = Permission(
    "mechanism.person.edit",
    "登记人员",
    "Register people",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.SUBTREE,
    BUREAU | {Role.SYSTEM_ADMIN},
)
# Also the door of the routes; which post it is decides whether one of the two below is asked as well.
APPOINT = Permission(
    "mechanism.appoint",
    "任命岗位",
    "Appoint people to posts",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.SUBTREE,
    BUREAU | {Role.SECURITY_ADMIN},
)
APPOINT_BUREAU = Permission(
    "mechanism.appoint.bureau",
    "任命主管部门与领导岗位",
    "Appoint to posts of the bureau and of leaders",
    BUREAU | {Role.SECURITY_ADMIN},
    Scope.ANY,
)
APPOINT_ADMINISTRATOR = Permission(
    "mechanism.appoint.administrator",
    "任命三员与安全岗位",
    "Appoint administrators and security posts",
    frozenset({Role.SECURITY_ADMIN}),
    Scope.ANY,
)
NAME_OWNER = Permission(
    "mechanism.owner.name",
    "指定数据责任人",
    "Name owners",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.SUBTREE,
    BUREAU,
)
CLAIM_OWNER = Permission(
    "mechanism.owner.claim",
    "主张数据责任",
    "Claim ownership",
    frozenset({Role.DEPARTMENT_HEAD, Role.DATA_OWNER}),
    Scope.SUBTREE,
    BUREAU,
)
SETTLE_OWNER = Permission("mechanism.owner.settle", "裁定数据责任争议", "Settle disputed ownership", BUREAU, Scope.ANY)
EDIT_DUTIES = Permission(
    "mechanism.duty.edit",
    "登记职责事项",
    "Register duties and processes",
    frozenset({Role.DEPARTMENT_HEAD, Role.DATA_OWNER, Role.DATA_STEWARD}),
    Scope.OWN,
    BUREAU,
)
EDIT_GROUPS = Permission(
    "mechanism.group.edit", "组建工作组、交办事项", "Set up groups and put things before them", BUREAU, Scope.ANY
)
EDIT_CONFLICTS = Permission(
    "mechanism.conflict.edit",
    "提出岗位不相容规则",
    "Propose which posts do not go together",
    frozenset({Role.SECURITY_ADMIN}),
    Scope.ANY,
)
OPEN_DISPUTE = Permission(
    "mechanism.dispute.open",
    "提出与答复争议",
    "Bring and answer disputes of one's department",
    frozenset({Role.DEPARTMENT_HEAD, Role.DATA_OWNER, Role.DATA_STEWARD, Role.SHARING_OFFICER}),
    Scope.OWN,
)
OVERSEE_DISPUTES = Permission(
    "mechanism.dispute.oversee",
    "督办争议",
    "See the disputes of all departments of one's government",
    BUREAU,
    Scope.OWN,
    BUREAU,
)
ALL = (
    VIEW,
    OPEN_DISPUTE,
    OVERSEE_DISPUTES,
    VIEW_CONTACTS,
    EDIT_ORGANISATIONS,
    EDIT_PEOPLE,
    APPOINT,
    APPOINT_BUREAU,
    APPOINT_ADMINISTRATOR,
    NAME_OWNER,
    CLAIM_OWNER,
    SETTLE_OWNER,
    EDIT_DUTIES,
    EDIT_GROUPS,
    EDIT_CONFLICTS,
)

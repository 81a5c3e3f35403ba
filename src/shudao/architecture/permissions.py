"""What may be done with the architecture. Published descriptions are open; drafts and physical names are not."""

from shudao.access.contracts import Permission, Scope
from shudao.kernel.actor import Role

_DEPARTMENT = frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.SHARING_OFFICER})
_BUREAU = frozenset({Role.DATA_BUREAU})

READ = Permission("architecture.ledger.read", "查看已发布的目录", "Read the published ledger")
READ_DRAFTS = Permission(
    "architecture.draft.read",
    "查看本单位的架构和目录草案",
    "Read one's own organisation's drafts",
    _DEPARTMENT,
    Scope.OWN,
    wider=_BUREAU,
)
READ_COMPLETENESS = Permission(
    "architecture.completeness.read",
    "查看目录完整性",
    "See how complete the ledger is",
    _DEPARTMENT | {Role.MANAGER},
    Scope.OWN,
    wider=_BUREAU,
)
READ_PHYSICAL = Permission(
    "architecture.physical.read",
    "查看本单位的库表和连接",
    "See one's own organisation's physical names and connections",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.DEVELOPER}),
    Scope.OWN,
    wider=frozenset({Role.OPERATIONS}),
)
EDIT = Permission(
    "architecture.node.edit",
    "梳理架构",
    "Survey and draft the architecture",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER}),
    Scope.OWN,
    wider=_BUREAU,
)
PUBLISH = Permission(
    "architecture.node.publish", "审核发布架构", "Review and publish the architecture", _BUREAU, Scope.ANY
)
LOWER_GRADE = Permission(
    "architecture.grade.lower",
    "提出降低安全级别",
    "Propose to lower a grade",
    frozenset({Role.DATA_OWNER}),
    Scope.OWN,
)
CONFIRM_OWNER = Permission(
    "architecture.owner.confirm",
    "确认本人的数据Owner职责",
    "Accept one's own accountability",
    frozenset({Role.DATA_OWNER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
)
READ_LOWERINGS = Permission(
    "architecture.lowering.read",
    "查看降级申请",
    "Read the lowerings of grades",
    frozenset({Role.DATA_OWNER, Role.SECURITY_ADMIN}),
    Scope.OWN,
    wider=frozenset({Role.SECURITY_ADMIN}),
)
CONFIRM_LOWER = Permission(
    "architecture.grade.confirm",
    "会签降低安全级别",
    "Countersign the lowering of a grade",
    frozenset({Role.SECURITY_ADMIN}),
    Scope.ANY,
)
MANAGE_SYSTEMS = Permission(
    "architecture.system.manage",
    "登记应用系统",
    "Register application systems",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    wider=_BUREAU,
)
MANAGE_SOURCES = Permission(
    "architecture.source.manage",
    "登记数据源和元数据",
    "Register sources and metadata",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEVELOPER}),
    Scope.OWN,
    wider=frozenset({Role.OPERATIONS}),
)
CLAIM_TABLES = Permission(
    "architecture.table.claim",
    "认领或排除本单位系统的表",
    "Claim or exclude the tables of one's own systems",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER}),
    Scope.OWN,
    wider=frozenset({Role.OPERATIONS}),
)
CHECK_DEFINITIONS = Permission(
    "architecture.definitions.check",
    "检查系统的表结构",
    "Check a system's table definitions",
    frozenset({Role.DATA_STEWARD, Role.DATA_OWNER, Role.DEPARTMENT_HEAD, Role.DEVELOPER}),
    Scope.OWN,
    wider=_BUREAU | {Role.OPERATIONS},
)
CERTIFY = Permission(
    "architecture.certification.decide",
    "认证数据源",
    "Certify sources",
    frozenset({Role.DATA_OWNER, Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    wider=_BUREAU,
)
DECLARE_QUALITY = Permission(
    "architecture.quality_plan.declare",
    "制定数据质量方案",
    "Declare quality plans",
    frozenset({Role.DATA_OWNER, Role.DATA_STEWARD}),
    Scope.OWN,
)
COMPILE_CATALOGUE = Permission(
    "architecture.catalogue.compile",
    "编制资源目录",
    "Compile the resource catalogue",
    frozenset({Role.SHARING_OFFICER, Role.DATA_STEWARD}),
    Scope.OWN,
)
REGISTER_CATALOGUE = Permission(
    "architecture.catalogue.register",
    "审核本单位资源目录",
    "Approve one's own department's catalogue entries",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.OWN,
)
PUBLISH_CATALOGUE = Permission(
    "architecture.catalogue.publish", "审核发布资源目录", "Publish catalogue entries", _BUREAU, Scope.ANY
)
REVIEW_CATALOGUE = Permission(
    "architecture.catalogue.review",
    "审核资源目录",
    "Review catalogue entries",
    frozenset({Role.DEPARTMENT_HEAD}),
    Scope.OWN,
    wider=_BUREAU,
)
MANAGE_LEGAL_BASES = Permission(
    "architecture.legal_basis.manage", "维护法律依据库", "Keep the register of legal bases", _BUREAU, Scope.ANY
)
GOVERN_CATALOGUE = Permission(
    "architecture.catalogue.govern",
    "管理资源目录（编码规则、类目、专项）",
    "Govern the resource catalogue: code rule, classes, campaigns",
    _BUREAU,
    Scope.ANY,
)
ALL = (
    READ,
    READ_DRAFTS,
    READ_COMPLETENESS,
    READ_PHYSICAL,
    EDIT,
    PUBLISH,
    LOWER_GRADE,
    CONFIRM_OWNER,
    READ_LOWERINGS,
    CONFIRM_LOWER,
    MANAGE_SYSTEMS,
    MANAGE_SOURCES,
    CLAIM_TABLES,
    CHECK_DEFINITIONS,
    CERTIFY,
    DECLARE_QUALITY,
    COMPILE_CATALOGUE,
    REGISTER_CATALOGUE,
    PUBLISH_CATALOGUE,
    REVIEW_CATALOGUE,
    MANAGE_LEGAL_BASES,
    GOVERN_CATALOGUE,
)

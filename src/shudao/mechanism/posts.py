"""The posts every installation begins with, and which of them do not go together (white paper 4.2, SPEC 1.1)."""

from shudao.kernel.actor import Actor, Role
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism.appointments import define_posts
from shudao.mechanism.contracts import Post, PostKind
from shudao.mechanism.contracts_posts import PostPair, Verdict

__all__ = ["CONFLICTS", "POSTS", "define_standard_posts"]

POSTS = (
    Post("CCDO", "首席数据官", PostKind.BUREAU, Role.DATA_BUREAU, "组织制定规范，统筹目录、架构、质量与共享。"),
    Post("BUREAU", "主管部门业务岗", PostKind.BUREAU, Role.DATA_BUREAU, "备案、督查、发布标准与架构。"),
    Post("MANAGER", "管理岗", PostKind.BUREAU, Role.MANAGER, "查看指标、报告与督查结果。"),
    Post("CDO", "部门首席数据官", PostKind.DEPARTMENT, Role.DEPARTMENT_HEAD, "对本部门数据工作负总责。"),
    Post("OWNER", "数据Owner", PostKind.DEPARTMENT, Role.DATA_OWNER, "对定义、标准、分级、数据源和质量负责。"),
    Post("STEWARD", "数据专员", PostKind.DEPARTMENT, Role.DATA_STEWARD, "维护元数据、标准和质量方案，跟踪整改。"),
    Post("SHARING", "政务数据共享专岗", PostKind.DEPARTMENT, Role.SHARING_OFFICER, "受理、审核和答复共享申请。"),
    Post("CLERK", "用数业务岗", PostKind.DEPARTMENT, Role.CONSUMER, "查数、选数、申请和使用共享数据。"),
    Post("OPS", "运行值守岗", PostKind.OPERATIONS, Role.OPERATIONS, "作业运行、交换实施、告警处置。"),
    Post("DEV", "数据开发岗", PostKind.OPERATIONS, Role.DEVELOPER, "脚本、作业与模型开发。"),
    Post("ANALYST", "数据分析岗", PostKind.OPERATIONS, Role.ANALYST, "自助查询与分析。"),
    Post("SYSADMIN", "系统管理员", PostKind.ADMINISTRATOR, Role.SYSTEM_ADMIN, "账号与系统配置。"),
    Post("SECADMIN", "安全管理员", PostKind.ADMINISTRATOR, Role.SECURITY_ADMIN, "权限、策略与安全级别。"),
    Post("AUDADMIN", "审计管理员", PostKind.ADMINISTRATOR, Role.AUDIT_ADMIN, "审计日志与核查。"),
    Post("SEC-DBA", "数据库管理岗", PostKind.SECURITY, Role.DATABASE_ADMIN, "数据库的日常管理。"),
    Post("SEC-AUD", "安全审计岗", PostKind.SECURITY, Role.SECURITY_AUDITOR, "审计记录的检查。"),
    Post("SEC-OPS", "安全运维岗", PostKind.SECURITY, Role.SECURITY_OPERATOR, "安全设备与补丁。"),
    Post("SEC-BAK", "备份岗", PostKind.SECURITY, Role.BACKUP_OPERATOR, "备份的执行与登记。"),
    Post("SEC-REC", "恢复岗", PostKind.SECURITY, Role.RECOVERY_OPERATOR, "恢复与演练。"),
    Post("GRP-HEAD", "组长", PostKind.GROUP, Role.GROUP_MEMBER, "召集会议，作出决定。"),
    Post("GRP-MEMBER", "成员", PostKind.GROUP, Role.GROUP_MEMBER, "参加会议，落实分工。"),
    Post("GRP-LIAISON", "联络员", PostKind.GROUP, Role.GROUP_MEMBER, "准备材料，跟踪议定事项。"),
)
CONFLICTS = (
    PostPair("SYSADMIN", "SECADMIN"),
    PostPair("AUDADMIN", "SYSADMIN"),
    PostPair("AUDADMIN", "SECADMIN"),
    PostPair("SEC-AUD", "SEC-DBA"),
    PostPair("SEC-AUD", "SEC-OPS"),
    PostPair("SEC-BAK", "SEC-REC"),
    PostPair("DEV", "SEC-DBA", Verdict.FLAG),
    PostPair("OPS", "SEC-AUD", Verdict.FLAG),
    PostPair("SEC-BAK", "SEC-OPS", Verdict.FLAG),
    PostPair("SHARING", "CLERK", Verdict.FLAG),
)


def define_standard_posts(uow: UnitOfWork, *, by: Actor) -> None:
    """Write the table of posts and the conflict matrix of a fresh installation."""
    define_posts(uow, POSTS, CONFLICTS, by=by)

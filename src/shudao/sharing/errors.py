"""What `sharing` refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "ColumnNotShared",
    "DecidesOwnRequest",
    "EntryNotShared",
    "EntryNotUsable",
    "GroundMissing",
    "GroundNotFitting",
    "MalformedScope",
    "MalformedTarget",
    "NotPossibleNow",
    "NothingToDeliver",
    "OwnData",
    "PeopleDecide",
    "ReceiptDiffers",
    "RequestIncomplete",
    "ReturnedBefore",
    "ScopeWidened",
    "TargetTaken",
    "TermOver",
    "UnknownApplication",
    "UnknownTarget",
]


class UnknownApplication(NotFound):
    """Said alike whether it exists or not: outsiders learn nothing."""

    code = "sharing.unknown_application"
    zh = "没有这个共享申请。"
    en = "There is no such application."
    next_zh = "请在申请列表中查找。"
    next_en = "Look it up in the list of applications."


class EntryNotUsable(Conflict):
    code = "sharing.entry_not_usable"
    zh = "“{entry}”目前不能申请：{problem}。"
    en = "“{entry}” cannot be applied for at present: {problem_en}."
    next_zh = "请联系数源部门，或选择其他目录条目。"
    next_en = "Ask the source department, or choose another entry."


class EntryNotShared(Forbidden):
    code = "sharing.entry_not_shared"
    zh = "“{entry}”属不予共享，依据：{basis}。"
    en = "“{entry}” is not shared. Legal basis: {basis}."
    next_zh = "不予共享的数据不能申请；如认为依据不当，请向主管部门提出。"
    next_en = "It cannot be applied for; raise it with the data bureau if you doubt the basis."


class ColumnNotShared(Forbidden):
    code = "sharing.column_not_shared"
    zh = "以下字段在目录中列为不予共享：{columns}。"
    en = "The catalogue lists these columns as not shared: {columns}."
    next_zh = "请去掉这些字段后再提交。"
    next_en = "Leave them out and submit again."


class OwnData(Invalid):
    code = "sharing.own_data"
    zh = "“{entry}”就是本单位的数据，无须申请共享。"
    en = "“{entry}” is your own department's data; no application is needed."
    next_zh = "请在“入湖与数据湖”中直接使用。"
    next_en = "Use it directly among the lake's tables."


class MalformedScope(Invalid):
    code = "sharing.malformed_scope"
    zh = "申请内容有误：{problem}。"
    en = "The request is not valid: {problem_en}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."


class RequestIncomplete(Invalid):
    """`details` names every missing part at once."""

    code = "sharing.request_incomplete"
    zh = "申请还缺少：{missing}。"
    en = "The request still lacks {count} items."
    next_zh = "请一次补齐后提交。"
    next_en = "Complete all of them and submit again."


class NotPossibleNow(Conflict):
    code = "sharing.not_possible_now"
    zh = "申请 {number} 处于“{state}”，不能“{event}”。"
    en = "Application {number} is {state_en}; this step cannot be taken."
    next_zh = "请刷新后查看最新状态。"
    next_en = "Reload to see where it stands."


class DecidesOwnRequest(Forbidden):
    code = "sharing.decides_own_request"
    zh = "您已在申请 {number} 的其他环节办理过，同一人不能再办理本环节。"
    en = "You have already acted in another step of application {number}; one person does not decide twice."
    next_zh = "请由其他有权限的同事办理。"
    next_en = "Let a colleague with the same right decide."


class PeopleDecide(Forbidden):
    code = "sharing.people_decide"
    zh = "同意、审核和备案须由人办理。"
    en = "Consent, review and filing are decided by people."
    next_zh = "请由有权限的人员登录办理。"
    next_en = "Let somebody with the right sign in and decide."


class GroundMissing(Invalid):
    code = "sharing.ground_missing"
    zh = "不同意须选择法定理由并说明情况，不能只写意见。"
    en = "A refusal needs one of the listed grounds and an explanation; an opinion alone cannot refuse."
    next_zh = "请从理由清单中选择，并写明具体情况。"
    next_en = "Choose a ground from the list and explain it."


class GroundNotFitting(Invalid):
    code = "sharing.ground_not_fitting"
    zh = "理由“{ground}”不适用于本目录条目的共享类型。"
    en = "The ground {ground} does not apply to an entry of this sharing type."
    next_zh = "请选择适用的理由；不得临时增设共享条件。"
    next_en = "Choose one that applies; conditions cannot be added ad hoc."


class ReturnedBefore(Conflict):
    code = "sharing.returned_before"
    zh = "申请 {number} 已经一次性告知过补正，不能再次退回。"
    en = "Everything missing in {number} had to be told in one notice; it cannot be returned again."
    next_zh = "请同意、部分同意，或按法定理由不同意。"
    next_en = "Approve, approve in part, or refuse on a listed ground."


class ScopeWidened(Invalid):
    code = "sharing.scope_widened"
    zh = "只能在原申请范围内缩小，不能扩大：{parts}。"
    en = "What was asked for can be narrowed, never widened: {parts}."
    next_zh = "如需更多，请另行申请。"
    next_en = "Apply for more separately."


class TermOver(Conflict):
    code = "sharing.term_over"
    zh = "申请 {number} 的使用期限已于 {valid_to} 截止。"
    en = "The term of application {number} ended on {valid_to}."
    next_zh = "请由申请单位重新申请。"
    next_en = "The applicant has to apply again."


class UnknownTarget(NotFound):
    code = "sharing.unknown_target"
    zh = "本单位没有编号为“{target}”的接收数据库。"
    en = "Your department has no receiving database {target}."
    next_zh = "请先登记并测试接收数据库。"
    next_en = "Register and test it first."


class TargetTaken(Conflict):
    code = "sharing.target_taken"
    zh = "本单位已登记名为“{name}”的接收数据库。"
    en = "Your department has a receiving database named {name} already."
    next_zh = "请换一个名称。"
    next_en = "Choose another name."


class MalformedTarget(Invalid):
    code = "sharing.malformed_target"
    zh = "接收数据库的连接信息有误：{problem}。"
    en = "The connection of the receiving database is not valid: {problem_en}."
    next_zh = "请按 postgresql://用户:密码@主机:端口/库名 填写。"
    next_en = "Write it as postgresql://user:password@host:port/database."


class ReceiptDiffers(Conflict):
    code = "sharing.receipt_differs"
    zh = "签收的行数 {counted} 与交付的行数 {delivered} 不一致，不能确认。"
    en = "You counted {counted} rows, {delivered} were delivered; this cannot be confirmed."
    next_zh = "请核对后重新签收，或提出异议。"
    next_en = "Count again, or dispute the delivery."


class NothingToDeliver(Conflict):
    code = "sharing.nothing_to_deliver"
    zh = "申请 {number} 目前没有可交付的授权。"
    en = "Application {number} has no grant to deliver at present."
    next_zh = "请核对申请状态：须经同意、审核和备案后才会交付。"
    next_en = "Check where it stands: delivery follows consent, review and filing."

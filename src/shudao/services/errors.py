"""What `services` refuses, and why."""

from shudao.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    TooMany,
    Unauthenticated,
    Unavailable,
)

__all__ = [
    "AuthorPublishes",
    "ColumnOutsideScope",
    "CopyNotReady",
    "CopyUnavailable",
    "FilterOutsideScope",
    "GrantDoesNotFit",
    "KeyExpired",
    "KeyForOtherService",
    "KeyMissing",
    "KeyRevoked",
    "KeyUnknown",
    "MalformedParameter",
    "MalformedService",
    "MissingParameter",
    "NoAccessToService",
    "QuotaSpent",
    "ServiceExists",
    "StaleService",
    "TooManyCalls",
    "UnknownKey",
    "UnknownService",
    "WrongServiceState",
]


class UnknownService(NotFound):
    code = "services.unknown_service"
    zh = "没有编号为“{service}”的数据服务。"
    en = "There is no data service {service}."
    next_zh = "请在数据服务目录中核对编号。"
    next_en = "Look it up in the list of services."


class UnknownKey(NotFound):
    code = "services.unknown_key"
    zh = "没有编号为“{key}”的服务密钥。"
    en = "There is no service key {key}."
    next_zh = "请在密钥列表中核对。"
    next_en = "Look it up in the list of keys."


class ServiceExists(Conflict):
    code = "services.service_exists"
    zh = "编号“{service}”已被使用。"
    en = "The code {service} is taken."
    next_zh = "请换一个编号；如需修改已有服务，请在其页面上修订。"
    next_en = "Choose another, or revise the service on its own page."


class StaleService(Conflict):
    code = "services.stale_edit"
    zh = "服务“{service}”已被他人修改（现为第 {current} 次修订，您看到的是第 {seen} 次）。"
    en = "The service {service} was changed by someone else (revision {current}, you saw {seen})."
    next_zh = "请刷新并核对差异后再提交。"
    next_en = "Reload, compare, and submit again."


class MalformedService(Invalid):
    code = "services.malformed_service"
    zh = "服务声明有误：{problem}。"
    en = "The service cannot be declared: {problem_en}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."


class WrongServiceState(Conflict):
    code = "services.wrong_state"
    zh = "服务“{service}”当前为“{state}”，不能执行此操作。"
    en = "The service {service} is {state_en}; this cannot be done now."
    next_zh = "请刷新查看最新状态。"
    next_en = "Reload to see its present state."


class AuthorPublishes(Forbidden):
    code = "services.author_publishes"
    zh = "编制人不能审核发布自己编制的服务。"
    en = "Whoever wrote a service may not publish it."
    next_zh = "请本单位数据Owner或分管负责人中的另一人审核发布。"
    next_en = "Ask another person of the department to review and publish it."


class GrantDoesNotFit(Conflict):
    code = "services.grant_does_not_fit"
    zh = "该授权不能用于此服务：{problem}。"
    en = "This grant cannot be used for this service: {problem_en}."
    next_zh = "请核对授权的数据集、字段、行条件和去向，或另行申请。"
    next_en = "Check the grant's data set, columns, rows and target, or apply for another."


class NoAccessToService(NotFound):
    """Said to signed-in people of other organisations who try a service out."""

    code = "services.no_access"
    zh = "您所在单位没有可用于服务“{service}”的授权。"
    en = "Your organisation holds no grant for the service {service}."
    next_zh = "请在数据商城中申请共享。"
    next_en = "Apply for it in the data mall."


class _KeyRefused(Unauthenticated):
    """HTTP asks every 401 to say how to authenticate (RFC 9110, 11.6.1; RFC 6750, 3)."""

    def headers(self) -> dict[str, str]:
        return {"www-authenticate": 'Bearer realm="shudao gateway"'}


class KeyMissing(_KeyRefused):
    code = "services.key_missing"
    zh = "请求缺少服务密钥。"
    en = "The request carries no service key."
    next_zh = "请在请求头 Authorization 中以 Bearer 方式携带密钥。"
    next_en = "Send it in the Authorization header as a Bearer token."


class KeyUnknown(_KeyRefused):
    code = "services.key_unknown"
    zh = "服务密钥无效。"
    en = "The service key is not valid."
    next_zh = "请核对密钥；遗失的密钥不能找回，请重新申领。"
    next_en = "Check it; a lost key cannot be recovered, issue a new one."


class KeyRevoked(_KeyRefused):
    code = "services.key_revoked"
    zh = "服务密钥已被撤销。"
    en = "The service key was revoked."
    next_zh = "如需继续使用，请重新申领。"
    next_en = "Issue a new one to go on."


class KeyExpired(_KeyRefused):
    code = "services.key_expired"
    zh = "服务密钥已过期。"
    en = "The service key has expired."
    next_zh = "请重新申领。"
    next_en = "Issue a new one."


class KeyForOtherService(Forbidden):
    """Said whether or not the other service exists."""

    code = "services.key_for_other_service"
    zh = "该密钥不能调用服务“{service}”。"
    en = "This key does not open the service {service}."
    next_zh = "请使用为该服务申领的密钥。"
    next_en = "Use the key that was issued for it."


class ColumnOutsideScope(Forbidden):
    code = "services.column_outside_scope"
    zh = "所请求的字段不在授权范围内：{columns}。"
    en = "These columns are outside what may be read: {columns}."
    next_zh = "可请求的字段：{allowed}。"
    next_en = "Columns that may be asked for: {allowed}."


class FilterOutsideScope(Forbidden):
    """Filtering by what is not shown would tell it after all."""

    code = "services.filter_outside_scope"
    zh = "不能按这些参数查询：{columns}。"
    en = "The service cannot be asked by: {columns}."
    next_zh = "可用的查询参数：{allowed}。"
    next_en = "Parameters that may be used: {allowed}."


class MissingParameter(Invalid):
    code = "services.missing_parameter"
    zh = "缺少必填的查询参数：{columns}。"
    en = "These parameters are required: {columns}."
    next_zh = "请补充后重新调用。"
    next_en = "Add them and call again."


class MalformedParameter(Invalid):
    code = "services.malformed_parameter"
    zh = "查询参数“{column}”不正确：{problem}。"
    en = "The parameter {column} is not valid: {problem_en}."
    next_zh = "请对照接口说明修改。"
    next_en = "See the service's description."


class TooManyCalls(TooMany):
    code = "services.too_many_calls"
    zh = "调用过于频繁，上限为每秒 {limit} 次。"
    en = "Too many calls: at most {limit} a second."
    next_zh = "请在 {retry_after_s} 秒后重试。"
    next_en = "Try again in {retry_after_s} seconds."

    def headers(self) -> dict[str, str]:
        return {"retry-after": str(self.params["retry_after_s"])}


class QuotaSpent(TooManyCalls):
    code = "services.quota_spent"
    zh = "今日调用次数已达上限 {limit} 次。"
    en = "The day's {limit} calls have been used."
    next_zh = "请明日再试，或联系提供部门调整额度。"
    next_en = "Call again tomorrow, or ask the provider for more."


class CopyNotReady(Unavailable):
    code = "services.copy_not_ready"
    zh = "服务“{service}”的数据正在准备。"
    en = "The rows of the service {service} are being prepared."
    next_zh = "请稍后重试。"
    next_en = "Try again shortly."


class CopyUnavailable(Unavailable):
    code = "services.copy_unavailable"
    zh = "服务“{service}”的数据源暂不可用。"
    en = "The source of the service {service} does not answer at present."
    next_zh = "请稍后重试；如持续出现，请联系运营中心。"
    next_en = "Try again; if it stays, tell the operations centre."

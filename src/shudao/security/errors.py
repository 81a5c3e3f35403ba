"""What `security` refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "ColumnsOutsideGrant",
    "ColumnsUnknown",
    "FilterOnHiddenColumn",
    "GrantEnded",
    "GrantExists",
    "MalformedGrant",
    "NoLens",
    "PurposeMissing",
    "QueryRefused",
    "UnknownGrant",
]


class NoLens(NotFound):
    """Said alike whether the data set exists or not: outsiders learn nothing."""

    code = "security.no_lens"
    zh = "没有编号为“{asset}”、您可以查看的数据集。"
    en = "There is no data set {asset} that you may read."
    next_zh = "如需使用，请在数据商城中申请共享。"
    next_en = "Apply for it in the data mall."


class ColumnsOutsideGrant(Forbidden):
    code = "security.columns_outside_grant"
    zh = "所请求的字段不在授权范围内：{columns}。"
    en = "These columns are not within the grant: {columns}."
    next_zh = "请只请求已批准的字段，或另行申请。"
    next_en = "Ask for approved columns only, or apply for more."


class ColumnsUnknown(Invalid):
    code = "security.columns_unknown"
    zh = "没有这些字段：{columns}。"
    en = "There are no such columns: {columns}."
    next_zh = "请核对字段名。"
    next_en = "Check the column names."


class FilterOnHiddenColumn(Forbidden):
    """Filtering on what is not shown would tell it after all."""

    code = "security.filter_on_hidden_column"
    zh = "不能按未授权或已脱敏的字段筛选：{columns}。"
    en = "Rows cannot be filtered by columns that are hidden or masked: {columns}."
    next_zh = "请改用可见字段筛选。"
    next_en = "Filter by visible columns."


class PurposeMissing(Invalid):
    code = "security.purpose_missing"
    zh = "查看数据须说明用途。"
    en = "Reading data needs a purpose."
    next_zh = "请填写用途；它会记入存证。"
    next_en = "State the purpose; it becomes part of the evidence."


class QueryRefused(Invalid):
    code = "security.query_refused"
    zh = "查询语句不能执行：{problem}。"
    en = "The query cannot be run: {problem}."
    next_zh = "请改为一条只读取所列数据集的 SELECT。"
    next_en = "Write one SELECT that reads the listed data sets only."


class GrantEnded(Forbidden):
    code = "security.grant_ended"
    zh = "授权已到期或被撤销，读取已中止。"
    en = "The grant has ended or was revoked; reading was stopped."
    next_zh = "如需继续使用，请重新申请。"
    next_en = "Apply again to go on."


class GrantExists(Conflict):
    code = "security.grant_exists"
    zh = "该批准已生成授权，不能重复授权。"
    en = "This approval has given its grant already."
    next_zh = "请查看已有授权。"
    next_en = "See the present grant."


class UnknownGrant(NotFound):
    code = "security.unknown_grant"
    zh = "没有编号为“{grant}”的授权。"
    en = "There is no grant {grant}."
    next_zh = "请核对编号。"
    next_en = "Check the number."


class MalformedGrant(Invalid):
    code = "security.malformed_grant"
    zh = "授权内容有误：{problem}。"
    en = "The grant is not valid: {problem}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."

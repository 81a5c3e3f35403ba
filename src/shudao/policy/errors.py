"""What `policy` refuses, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "AmbiguousAlias",
    "BadCodeTable",
    "BadDataElement",
    "BadFormat",
    "CodeTableNotPublished",
    "NoNormInForce",
    "NothingToDecide",
    "NothingToWaive",
    "OwnWork",
    "StandardNameTaken",
    "UnknownClause",
    "UnknownCodeTable",
    "UnknownDataElement",
    "UnknownNorm",
    "UnknownWaiver",
    "VersionFixed",
    "WaiverTooLong",
]


class BadFormat(Invalid):
    code = "policy.bad_format"
    zh = "数据格式“{text}”不合 GB/T 19488 的表示法：{reason}。"
    en = "The format {text} is not in the notation of GB/T 19488 ({reason})."
    next_zh = "示例：a3、a..10、an5..20、n..16,2、d8、dt14、ul。"
    next_en = "Examples: a3, a..10, an5..20, n..16,2, d8, dt14, ul."


class BadDataElement(Invalid):
    code = "policy.bad_data_element"
    zh = "数据元有 {count} 处不合规定。"
    en = "{count} points of the data elements are not in order."
    next_zh = "请按明细逐项改正后重新提交。"
    next_en = "Correct the points listed and submit again."


class BadCodeTable(Invalid):
    code = "policy.bad_code_table"
    zh = "代码表“{name}”有 {count} 处不合规定，未载入任何一行。"
    en = "{count} points of the code table {name} are not in order; no row was loaded."
    next_zh = "请按明细逐行改正后重新载入。"
    next_en = "Correct the rows listed and load it again."


class AmbiguousAlias(BadCodeTable):
    code = "policy.ambiguous_alias"
    zh = "代码表“{name}”有 {count} 个别名同时指向多个代码，未载入任何一行。"
    en = "{count} aliases of the code table {name} stand for more than one code; no row was loaded."
    next_zh = "请让每个别名只对应一个代码。"
    next_en = "Let each alias stand for one code."


class UnknownDataElement(NotFound):
    code = "policy.unknown_data_element"
    zh = "没有数据元“{element}”。"
    en = "There is no data element {element}."
    next_zh = "请在数据标准中查找，或先提交该数据元。"
    next_en = "Look it up among the standards, or submit it first."


class UnknownCodeTable(NotFound):
    code = "policy.unknown_code_table"
    zh = "没有代码表“{table}”。"
    en = "There is no code table {table}."
    next_zh = "请在数据标准中查找，或先载入该代码表。"
    next_en = "Look it up among the standards, or load it first."


class UnknownNorm(NotFound):
    code = "policy.unknown_norm"
    zh = "没有规范“{norm}”。"
    en = "There is no norm {norm}."
    next_zh = "请在规范列表中查找。"
    next_en = "Look it up in the list of norms."


class VersionFixed(Conflict):
    code = "policy.version_fixed"
    zh = "{what} 的第 {version} 版已提交或已发布，内容不能再改。"
    en = "Version {version} of {what} has been submitted or published and cannot be changed."
    next_zh = "如需修改，请以新的版本号提交。"
    next_en = "Submit the change under a new version number."


class NothingToDecide(Conflict):
    code = "policy.nothing_to_decide"
    zh = "{what} 没有处于“{wanted}”状态的版本。"
    en = "No version of {what} is in the state {wanted}."
    next_zh = "请查看其当前状态；草案须先提交审核，才能发布。"
    next_en = "Look at its state; a draft is submitted before it is published."


class OwnWork(Forbidden):
    code = "policy.own_work"
    zh = "{what} 由您本人起草或提交，须由他人审核发布。"
    en = "You drafted or submitted {what}; someone else has to publish it."
    next_zh = "请由主管部门的另一位同事审核。"
    next_en = "Ask a colleague of the data bureau to review it."


class StandardNameTaken(Conflict):
    code = "policy.name_taken"
    zh = "名称“{name}”已被数据元 {element} 使用，一个名称只对应一个标准。"
    en = "The name {name} belongs to the data element {element}; one name means one standard."
    next_zh = "请直接引用已有数据元，或另取名称。"
    next_en = "Use the present element, or choose another name."


class CodeTableNotPublished(Conflict):
    code = "policy.code_table_not_published"
    zh = "数据元 {element} 引用的代码表“{table}”尚未发布。"
    en = "The code table {table} that the data element {element} refers to is not published."
    next_zh = "请先发布该代码表。"
    next_en = "Publish the code table first."


class UnknownClause(NotFound):
    code = "policy.unknown_clause"
    zh = "没有规范条款“{clause}”，或它不属于这项规范。"
    en = "There is no clause {clause}, or it belongs to another norm."
    next_zh = "请在规范的条款列表中查找。"
    next_en = "Look it up among the norm's clauses."


class NoNormInForce(Conflict):
    code = "policy.no_norm_in_force"
    zh = "今天没有已生效、带有可检查条款的规范。"
    en = "No norm with executable clauses is in force today."
    next_zh = "请先采用并发布规范（shudao norms adopt），或查看各规范的生效日期。"
    next_en = "Adopt and publish the norms (shudao norms adopt), or look at their effective days."


class NothingToWaive(NotFound):
    code = "policy.nothing_to_waive"
    zh = "最近一次检查中，“{subject}”没有违反条款 {clause}。"
    en = "The newest check found no violation of {clause} by {subject}."
    next_zh = "请从检查结果中选择要申请豁免的对象。"
    next_en = "Choose a violation from the results of the check."


class WaiverTooLong(Invalid):
    code = "policy.waiver_term"
    zh = "豁免期限应晚于今天，且不超过 {days} 天。"
    en = "A waiver ends after today and within {days} days."
    next_zh = "请改短期限；到期后仍需豁免的，重新申请。"
    next_en = "Choose an earlier day; a waiver can be asked for again when it ends."


class UnknownWaiver(NotFound):
    code = "policy.unknown_waiver"
    zh = "没有这项豁免，或它已经结束。"
    en = "There is no such waiver, or it has ended."
    next_zh = "请在豁免列表中查看。"
    next_en = "Look it up in the list of waivers."

"""What `policy` refuses of code tables, mappings and proposals, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "AlreadyInherited",
    "BadCodeMapping",
    "BaseMoved",
    "NotInherited",
    "NotYetAssessed",
    "NothingToPropose",
    "RevisionOutOfOrder",
    "ShadowsInherited",
    "TooFewRevisions",
    "UnknownCodeMapping",
    "UnknownProposal",
]


class RevisionOutOfOrder(Invalid):
    code = "policy.revision_out_of_order"
    zh = "修订“{label}”的生效日期 {day} 不晚于表中已有的日期 {latest}。"
    en = "The revision {label} takes effect on {day}, not after {latest}, which the table already speaks of."
    next_zh = "请按先后次序载入各次修订；更正历史请载入带起止日期的完整代码表。"
    next_en = "Load revisions oldest first; to correct the past, load the whole table with its days."


class TooFewRevisions(Invalid):
    code = "policy.too_few_revisions"
    zh = "代码表“{name}”的修订文件没有可用的行。"
    en = "The file of revisions of the code table {name} has no usable row."
    next_zh = "文件应有 revision、code、name 三列；请检查列名和所选的 source。"
    next_en = "The file needs the columns revision, code and name; check them and the source you chose."


class BaseMoved(Conflict):
    code = "policy.base_moved"
    zh = "代码表“{name}”的草案以版本 {seen} 为基础，而现行版本已是 {current}。"
    en = "The draft of the code table {name} was made from version {seen}; version {current} is published by now."
    next_zh = "请先查看差异，撤销草案，以现行版本为基础重新载入。"
    next_en = "Look at the difference, discard the draft and load it again on the present version."


class NotInherited(Forbidden):
    code = "policy.not_inherited"
    zh = "“{table}”不是上级发布的代码表，不能作补充。"
    en = "{table} is not a published table of the government above or a national standard, so it takes no supplement."
    next_zh = "本级的代码表请直接修订；补充只用于上级或国家标准的代码表。"
    next_en = "Revise your own table; supplements are for tables of the government above and official standards."


class ShadowsInherited(Invalid):
    code = "policy.shadows_inherited"
    zh = "补充代码有 {count} 个与“{table}”已有的代码相同，未载入任何一行。"
    en = "{count} supplementary codes are codes of {table} already; no row was loaded."
    next_zh = "上级的代码只能引用，不能改写；请为本地代码另取编号。"
    next_en = "Inherited codes are read, not rewritten: give the local ones other numbers."


class BadCodeMapping(Invalid):
    code = "policy.bad_code_mapping"
    zh = "代码映射“{name}”有 {count} 处不合规定，未载入任何一行。"
    en = "{count} points of the code mapping {name} are not in order; no row was loaded."
    next_zh = "请按明细逐行改正后重新载入。"
    next_en = "Correct the rows listed and load it again."


class UnknownCodeMapping(NotFound):
    code = "policy.unknown_code_mapping"
    zh = "没有代码映射“{mapping}”。"
    en = "There is no code mapping {mapping}."
    next_zh = "请在代码映射列表中查找。"
    next_en = "Look it up in the list of mappings."


class UnknownProposal(NotFound):
    code = "policy.unknown_proposal"
    zh = "没有这件上报事项。"
    en = "There is no such proposal."
    next_zh = "请在“上报与采纳”列表中查找。"
    next_en = "Look it up in the list of proposals."


class NothingToPropose(Conflict):
    code = "policy.nothing_to_propose"
    zh = "“{subject}”没有可上报的内容：{why}。"
    en = "There is nothing of {subject} to propose: {why}."
    next_zh = "只能上报本级已发布、上级尚未采纳的补充代码和数据元。"
    next_en = "Propose what your own government published and the one above has not adopted."


class AlreadyInherited(Conflict):
    code = "policy.already_inherited"
    zh = "上级的“{subject}”已变化，不能照原样采纳：{why}。"
    en = "{subject} of the government above has changed and cannot be adopted as proposed: {why}."
    next_zh = "请驳回并说明原因，由下级按现行版本重新上报。"
    next_en = "Refuse with this ground; the government below proposes again on the present version."


class NotYetAssessed(NotFound):
    code = "policy.not_yet_assessed"
    zh = "“{name}”的这个版本还没有影响评估。"
    en = "This version of {name} has not been assessed yet."
    next_zh = "请先发起影响评估，稍候再看结果。"
    next_en = "Ask for an assessment first, and look again in a moment."

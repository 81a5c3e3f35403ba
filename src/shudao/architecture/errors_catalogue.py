"""What the resource catalogue refuses besides what its entries must hold."""

from shudao.kernel.errors import Conflict, Invalid, NotFound

__all__ = [
    "BadLocalField",
    "CampaignEnded",
    "CampaignOpen",
    "NothingChosen",
    "UnderReview",
    "UnknownCampaign",
    "UnknownCodeRule",
    "UnknownField",
]


class UnderReview(Conflict):
    code = "architecture.under_review"
    zh = "目录条目“{entry}”正在审核，此时不能变更代码。"
    en = "The catalogue entry {entry} is being reviewed; its code cannot change now."
    next_zh = "请待审核办结后再变更。"
    next_en = "Wait for the decision, then change it."


class UnknownCodeRule(Invalid):
    code = "architecture.unknown_code_rule"
    zh = "“{rule}”不是已有的编码规则，也不合任何一种规则。"
    en = "{rule} is no code rule, and follows none."
    next_zh = "可用的规则：{known}。"
    next_en = "Use one of these rules: {known}."


class UnknownCampaign(NotFound):
    code = "architecture.unknown_campaign"
    zh = "没有这个专项。"
    en = "There is no such campaign."
    next_zh = "请在专项列表中查找。"
    next_en = "Look it up in the list of campaigns."


class UnknownField(Invalid):
    code = "architecture.unknown_field"
    zh = "目录条目没有字段“{field}”。"
    en = "Catalogue entries have no field {field}."
    next_zh = "可用：{known}；或同时登记一个本地字段。"
    next_en = "Use one of {known}, or declare a local field."


class BadLocalField(Invalid):
    code = "architecture.bad_local_field"
    zh = "本地字段“{field}”的编号或名称有误。"
    en = "The local field {field} has no proper key or names."
    next_zh = "编号用小写字母、数字和下划线，名称须有中文和英文。"
    next_en = "The key takes lower-case letters, digits and underscores; give the name in Chinese and English."


class CampaignOpen(Conflict):
    code = "architecture.campaign_open"
    zh = "字段“{field}”已有一个进行中的专项。"
    en = "There is an open campaign for the field {field} already."
    next_zh = "请先办结该专项。"
    next_en = "End that campaign first."


class CampaignEnded(Conflict):
    code = "architecture.campaign_ended"
    zh = "专项“{title}”已经结束。"
    en = "The campaign {title} has ended."
    next_zh = "如需继续，请新建一个专项。"
    next_en = "Start another one to go on."


class NothingChosen(Invalid):
    code = "architecture.nothing_chosen"
    zh = "没有选择目录条目，或超过 {limit} 条。"
    en = "No entry was chosen, or more than {limit}."
    next_zh = "请选择 1 至 {limit} 条后再提交。"
    next_en = "Choose 1 to {limit} entries."

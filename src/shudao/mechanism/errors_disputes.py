"""What disputes refuse, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "DisputeIncomplete",
    "DisputeSettled",
    "NoHigherBody",
    "NoRulingBody",
    "NotTheRulingBody",
    "OutcomeIncomplete",
    "SameDispute",
    "SameParty",
    "UnknownDispute",
]


class UnknownDispute(NotFound):
    code = "mechanism.unknown_dispute"
    zh = "没有找到该争议案件，或您无权查看。"
    en = "There is no such case, or you may not see it."
    next_zh = "请回到争议列表查看。"
    next_en = "Go back to the list of cases."


class DisputeIncomplete(Invalid):
    code = "mechanism.dispute_incomplete"
    zh = "请写明事实、依据和主张。"
    en = "A case needs its facts, its grounds and what is claimed."
    next_zh = "请补充后重新提交。"
    next_en = "Complete it and submit again."


class SameParty(Invalid):
    code = "mechanism.dispute_same_party"
    zh = "争议双方不能是同一单位。"
    en = "A department cannot dispute with itself."
    next_zh = "请选择相对方单位。"
    next_en = "Choose the other department."


class SameDispute(Conflict):
    code = "mechanism.dispute_open_already"
    zh = "该事项已有一件未裁定的争议。"
    en = "A case about this is open already."
    next_zh = "请在已有案件中补充证据。"
    next_en = "Add your evidence to the open case."


class DisputeSettled(Conflict):
    code = "mechanism.dispute_settled"
    zh = "案件当前状态不允许此操作。"
    en = "The case is not in a state that allows this."
    next_zh = "请刷新后查看案件状态。"
    next_en = "Reload to see where the case stands."


class NoRulingBody(Conflict):
    code = "mechanism.no_ruling_body"
    zh = "双方共同的政府没有可裁定的主管部门人员。"
    en = "The government both belong to has no bureau with people who could rule."
    next_zh = "请先由管理员任命主管部门人员。"
    next_en = "Have people of the bureau appointed first."


class NoHigherBody(Conflict):
    code = "mechanism.no_higher_body"
    zh = "没有更高一级的裁定机构，本裁定为终局裁定。"
    en = "There is no body above; the ruling is final."
    next_zh = "请按裁定执行。"
    next_en = "Do as was ruled."


class NotTheRulingBody(Forbidden):
    code = "mechanism.not_the_ruling_body"
    zh = "案件由 {body} 裁定；当事单位的人员和案件提出人不能裁定。"
    en = "The case is ruled by {body}, and never by the parties or by whoever brought it."
    next_zh = "请由裁定机构中与本案无关的人员办理。"
    next_en = "Someone of the ruling body who is not concerned has to rule."


class OutcomeIncomplete(Invalid):
    code = "mechanism.outcome_incomplete"
    zh = "裁定须写明理由；责任归属须指明责任人，安全级别须指明级别。"
    en = "A ruling needs its reasons; in owner cases the owner, in grade cases the grade."
    next_zh = "请补充后提交。"
    next_en = "Complete it and submit again."

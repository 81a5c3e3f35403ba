"""What indicators refuse, and why."""

from shudao.kernel.errors import Conflict, Forbidden, Invalid, NotFound

__all__ = [
    "BadIndicator",
    "IndicatorCycle",
    "IndicatorInUse",
    "IndicatorOwnWork",
    "SameIndicator",
    "SameTerm",
    "UnknownIndicator",
    "UnknownTerm",
    "WrongIndicatorState",
]


class UnknownIndicator(NotFound):
    code = "architecture.unknown_indicator"
    zh = "没有指标“{indicator}”。"
    en = "There is no indicator {indicator}."
    next_zh = "请在指标列表中查找。"
    next_en = "Look it up in the list of indicators."


class UnknownTerm(NotFound):
    code = "architecture.unknown_indicator_term"
    zh = "没有限定或维度“{term}”。"
    en = "There is no qualifier or dimension {term}."
    next_zh = "请在限定与维度列表中查找，或先定义。"
    next_en = "Look it up among the qualifiers, or define it first."


class BadIndicator(Invalid):
    code = "architecture.bad_indicator"
    zh = "指标定义不合规定：{problem}。"
    en = "The definition of the indicator is not in order: {problem_en}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."


class SameIndicator(Conflict):
    code = "architecture.same_indicator"
    zh = "指标 {indicator}“{name}”含义相同，一个含义只设一个指标。"
    en = "The indicator {indicator} ({name}) means the same; one meaning is one indicator."
    next_zh = "请直接使用该指标；口径确有不同的，写明限定后重新定义。"
    next_en = "Use that one, or say by qualifiers what differs."


class SameTerm(Conflict):
    code = "architecture.same_indicator_term"
    zh = "限定或维度 {term}“{name}”名称或含义相同。"
    en = "The qualifier {term} ({name}) has the same name or meaning."
    next_zh = "请直接使用。"
    next_en = "Use that one."


class IndicatorCycle(Conflict):
    code = "architecture.indicator_cycle"
    zh = "指标相互引用成环：{path}。"
    en = "Indicators refer to each other in a circle: {path}."
    next_zh = "请去掉其中一处引用。"
    next_en = "Take one of the references away."


class WrongIndicatorState(Conflict):
    code = "architecture.indicator_state"
    zh = "指标 {indicator} 没有处于“{wanted}”状态的版本。"
    en = "No version of {indicator} is in the state {wanted}."
    next_zh = "请刷新后查看其状态。"
    next_en = "Reload and look at its state."


class IndicatorInUse(Conflict):
    code = "architecture.indicator_in_use"
    zh = "指标 {indicator} 仍被 {users} 使用，不能废止。"
    en = "{users} still rest on the indicator {indicator}; it cannot be retired."
    next_zh = "请先废止或修改使用它的指标。"
    next_en = "Retire or change those first."


class IndicatorOwnWork(Forbidden):
    code = "architecture.indicator_own_work"
    zh = "指标 {indicator} 由您本人定义或提交，须由他人审核发布。"
    en = "You defined or submitted {indicator}; someone else has to publish it."
    next_zh = "请由主管部门的另一位同事审核。"
    next_en = "Ask a colleague of the data bureau."

"""What `quality` refuses, and why."""

from shudao.kernel.errors import Conflict, Invalid, NotFound

__all__ = ["FixDayPast", "MalformedRule", "NeverChecked", "NothingToCheck", "TicketClosed", "UnknownTicket"]


class NothingToCheck(Conflict):
    code = "quality.nothing_to_check"
    zh = "数据集“{asset}”还没有数据，无法检核。"
    en = "The data set {asset} has no rows to check yet."
    next_zh = "请先入湖。"
    next_en = "Load it first."


class NeverChecked(NotFound):
    code = "quality.never_checked"
    zh = "数据集“{asset}”尚未检核。"
    en = "The data set {asset} has not been checked yet."
    next_zh = "请先运行质量检核。"
    next_en = "Run a check first."


class MalformedRule(Invalid):
    code = "quality.malformed_rule"
    zh = "质量规则有误：{problem}。"
    en = "The rule is not valid: {problem}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."


class UnknownTicket(NotFound):
    code = "quality.unknown_ticket"
    zh = "没有编号为“{ticket}”的工单。"
    en = "There is no ticket {ticket}."
    next_zh = "请核对编号。"
    next_en = "Check the number."


class TicketClosed(Conflict):
    code = "quality.ticket_closed"
    zh = "工单 {number} 已经关闭。"
    en = "The ticket {number} is closed."
    next_zh = "如问题再次出现，系统会另开工单。"
    next_en = "A new one opens if the problem returns."


class FixDayPast(Invalid):
    code = "quality.fix_day_past"
    zh = "整改日期不能早于今天。"
    en = "The day of mending cannot lie in the past."
    next_zh = "请选择今天或以后的日期。"
    next_en = "Choose today or later."

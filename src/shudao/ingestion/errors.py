"""What `ingestion` refuses, and why."""

from shudao.kernel.errors import Conflict, NotFound

__all__ = ["NoSource", "UnknownRun"]


class NoSource(Conflict):
    code = "ingestion.no_source"
    zh = "数据集“{asset}”没有登记来源，无法接入。"
    en = "The data set {asset} has no registered source to read from."
    next_zh = "请先在“数据源与汇聚”登记来源和物理表。"
    next_en = "Register its source and table first."


class UnknownRun(NotFound):
    code = "ingestion.unknown_run"
    zh = "没有编号为“{run}”的接入任务。"
    en = "There is no ingestion run {run}."
    next_zh = "请在接入任务列表中核对。"
    next_en = "Look it up in the list of runs."

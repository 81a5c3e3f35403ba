"""What an engine refuses or cannot do."""

from shudao.kernel.errors import Invalid, Unavailable

__all__ = ["EngineFailed", "EngineUnavailable", "UnknownRelation"]


class UnknownRelation(Invalid):
    """An expression asks for a relation that was not opened."""

    code = "engines.unknown_relation"
    zh = "查询引用了未打开的数据表 {name}。"
    en = "The query refers to a relation that was not opened: {name}."
    next_zh = "请检查表名，或先申请该表的使用权限。"
    next_en = "Check the name, or apply for access to the table first."


class EngineFailed(Unavailable):
    """The engine could not finish. The text is the kind of failure only: rows' values never enter messages."""

    code = "engines.failed"
    zh = "计算引擎 {engine} 未能完成查询（{reason}）。"
    en = "The engine {engine} could not finish the query ({reason})."
    next_zh = "请缩小查询范围后重试；如持续出现，请联系运营中心。"
    next_en = "Ask for less and try again; if it persists, tell the operations centre."


class EngineUnavailable(Unavailable):
    """The engine's driver is not installed, or its server does not answer."""

    code = "engines.unavailable"
    zh = "计算引擎 {engine} 不可用：{reason}。"
    en = "The engine {engine} is not available: {reason}."
    next_zh = "请安装相应的扩展组件，或检查引擎服务是否已启动。"
    next_en = "Install the extra it needs, or check that its server is running."

"""What `development` refuses, and why."""

from shudao.kernel.errors import Conflict, Invalid

__all__ = ["MalformedModel", "NothingRegistered", "NothingToRead"]


class NothingRegistered(Conflict):
    code = "development.nothing_registered"
    zh = "逻辑实体“{entity}”没有登记物理表，无法生成标准化方案。"
    en = "The entity {entity} has no registered table, so no plan can be derived."
    next_zh = "请先完成元数据注册。"
    next_en = "Register its metadata first."


class NothingToRead(Conflict):
    code = "development.nothing_to_read"
    zh = "数据集“{asset}”还没有数据。"
    en = "The data set {asset} has no rows yet."
    next_zh = "请先入湖。"
    next_en = "Load it first."


class MalformedModel(Invalid):
    code = "development.malformed_model"
    zh = "模型“{model}”有误：{problem}。"
    en = "The model {model} is not valid: {problem}."
    next_zh = "请改正后重新提交。"
    next_en = "Correct it and submit again."

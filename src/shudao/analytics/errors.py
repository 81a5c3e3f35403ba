"""What `analytics` refuses, and why."""

from shudao.kernel.errors import Conflict, Invalid

__all__ = ["IndicatorNotPublished", "NoDataForIndicator", "TooManyPeriods"]


class IndicatorNotPublished(Conflict):
    code = "analytics.indicator_not_published"
    zh = "指标 {indicator} 尚未发布，不计算数值。"
    en = "The indicator {indicator} is not published; it has no values yet."
    next_zh = "请先提交并由主管部门发布。"
    next_en = "Have it reviewed and published first."


class NoDataForIndicator(Conflict):
    code = "analytics.no_data"
    zh = "逻辑实体 {entity} 没有已发布的整合层数据集，指标无法计算。"
    en = "No released data set of the integration layer holds the entity {entity}."
    next_zh = "请先入湖、标准化并发布该数据集。"
    next_en = "Load, standardise and release the data set first."


class TooManyPeriods(Invalid):
    code = "analytics.too_many_periods"
    zh = "一次最多计算 {most} 期。"
    en = "At most {most} periods are computed at a time."
    next_zh = "请减少期数，分次计算。"
    next_en = "Compute fewer at a time."

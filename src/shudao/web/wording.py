"""What is wrong with one value, in Chinese. The English words are Pydantic's own; its error types are the codes."""

from collections.abc import Mapping
from typing import Any

__all__ = ["in_chinese"]

OTHERWISE = "不符合要求"
# Keyed by Pydantic's error types, with the context it gives. What was sent is never part of a message.
MESSAGES = {
    "missing": "必填",
    "extra_forbidden": "没有这一项",
    "none_required": "须为空",
    "string_type": "须为文本",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "最多 {max_length} 个字符",
    "string_pattern_mismatch": "格式须为 {pattern}",
    "string_unicode": "含有无效字符",
    "bool_type": "须为是或否",
    "bool_parsing": "须为是或否",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "数值过大",
    "int_from_float": "须为整数",
    "float_type": "须为数值",
    "float_parsing": "须为数值",
    "finite_number": "须为有限的数值",
    "decimal_type": "须为数值",
    "decimal_parsing": "须为数值",
    "greater_than": "须大于 {gt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than": "须小于 {lt}",
    "less_than_equal": "不得大于 {le}",
    "enum": "须为下列之一：{expected}",
    "literal_error": "须为下列之一：{expected}",
    "date_type": "须为日期，如 2026-01-31",
    "date_parsing": "须为日期，如 2026-01-31",
    "date_from_datetime_parsing": "须为日期，如 2026-01-31",
    "date_from_datetime_inexact": "须为日期，不带时刻",
    "datetime_type": "须为时刻，如 2026-01-31T09:00:00+08:00",
    "datetime_parsing": "须为时刻，如 2026-01-31T09:00:00+08:00",
    "datetime_from_date_parsing": "须为时刻，如 2026-01-31T09:00:00+08:00",
    "list_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
}


def in_chinese(kind: str, context: Mapping[str, Any]) -> str:
    """The message for an error type; one that is not known here is told in general."""
    try:
        return MESSAGES.get(kind, OTHERWISE).format(**context)
    except KeyError:
        return OTHERWISE

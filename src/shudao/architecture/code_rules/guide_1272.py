"""The compilation guide's own structure (发改高技〔2017〕1272号): 类, 项, 目, 细目, a slash, the sequence number."""

import re

from shudao.architecture.code_rules.rule import CodeRule

__all__ = ["RULE"]

WIDTH = 6


def _make(category: str, provider_code: str, number: int) -> str:
    return f"{category}/{number:0{WIDTH}d}"


RULE = CodeRule(
    "guide-1272",
    "国家编制指南（分类/顺序号）",
    "National compilation guide (category/sequence)",
    re.compile(r"[1-3]\d{2}\d{3}\d*/\d+"),
    _make,
)

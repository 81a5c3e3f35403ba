"""A structure some local standards use: the provider's unified social credit code and a sequence number, so that a code
outlives every change of classification."""

import re

from shudao.architecture.code_rules.rule import CodeRule

__all__ = ["RULE"]

WIDTH = 6


def _make(category: str, provider_code: str, number: int) -> str:
    return f"{provider_code}/{number:0{WIDTH}d}"


RULE = CodeRule(
    "provider-serial",
    "提供方代码/顺序号",
    "Provider's credit code/sequence",
    re.compile(r"[0-9A-Z]{18}/\d+"),
    _make,
)

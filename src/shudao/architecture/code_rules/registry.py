"""The rules there are, by name. A new rule is one file, one line here, and one case in the tests."""

from shudao.architecture.code_rules import guide_1272, provider_serial
from shudao.architecture.code_rules.rule import CodeRule

__all__ = ["DEFAULT", "RULES"]

DEFAULT = guide_1272.RULE.name
RULES: dict[str, CodeRule] = {rule.name: rule for rule in (guide_1272.RULE, provider_serial.RULE)}

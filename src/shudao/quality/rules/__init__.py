"""Rule types: one file each, one line here, one conformance case that is also the manual's example."""

from shudao.quality.rules.checksum import CheckDigit
from shudao.quality.rules.code_set import CodeSet
from shudao.quality.rules.length import Length
from shudao.quality.rules.logic import CONDITIONS, Logic
from shudao.quality.rules.not_null import NotNull
from shudao.quality.rules.pattern import Pattern
from shudao.quality.rules.port import Context, RuleType
from shudao.quality.rules.reference import Reference
from shudao.quality.rules.timeliness import Timeliness
from shudao.quality.rules.unique import Unique
from shudao.quality.rules.value_range import ValueRange

__all__ = ["CONDITIONS", "RULE_TYPES", "Context", "RuleType"]

RULE_TYPES: dict[str, type[RuleType]] = {
    rule.kind: rule
    for rule in (NotNull, Unique, CodeSet, Length, ValueRange, Pattern, CheckDigit, Reference, Logic, Timeliness)
}

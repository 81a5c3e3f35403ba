"""Decisions of quality over plain values: which rules follow from the standards, and how answers become a score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shudao.architecture.contracts import Attribute, DataElementRef, Entity
from shudao.kernel.expr.errors import PatternRefused
from shudao.quality.contracts import Rule, RuleOrigin, RuleResult
from shudao.quality.errors import MalformedRule
from shudao.quality.rules import RULE_TYPES, RuleType
from shudao.quality.rules.code_set import Periods

# A range of numbers beyond this many digits is a slip of the finger.
MOST_DIGITS = 15
# Names of checksums in data elements → what the expression vocabulary calls them.
CHECKSUMS = {
    "citizen_number": "citizen",
    "uscc": "uscc",
    "organisation_code": "organisation",
    "licence_number": "licence",
}


def derive_rules(asset_code: str, entity: Entity) -> list[Rule]:
    """The rules that follow from the attributes' data elements; nobody types them twice (SPEC 3.1.4)."""
    rules = [rule for attribute in entity.attributes for rule in _of_attribute(asset_code, attribute)]
    key = [attribute.column for attribute in entity.attributes if attribute.is_key]
    if key:
        titles = "、".join(a.name for a in entity.attributes if a.is_key)
        rules.append(_derived(asset_code, "unique", f"{titles}唯一", {"key": key}))
    return rules


def _of_attribute(asset_code: str, attribute: Attribute) -> Iterable[Rule]:
    column, name, element = attribute.column, attribute.name, attribute.data_element
    if attribute.is_key or attribute.is_critical:
        yield _derived(asset_code, "not_null", f"{name}非空", {"column": column})
    if element is None:
        return
    if element.code_table:
        params = {"column": column, "code_table": element.code_table}
        yield _derived(asset_code, "code_set", f"{name}在代码表内", params)
    if element.checksum in CHECKSUMS:
        params = {"column": column, "checksum": CHECKSUMS[element.checksum]}
        yield _derived(asset_code, "checksum", f"{name}校验码正确", params)
    if element.pattern:
        yield _derived(asset_code, "pattern", f"{name}符合格式", {"column": column, "pattern": element.pattern})
    yield from _of_extent(asset_code, column, name, element)


def _of_extent(asset_code: str, column: str, name: str, element: DataElementRef) -> Iterable[Rule]:
    shape = element.parsed_format
    if element.type == "string" and not element.code_table and shape.max is not None:
        params: dict[str, Any] = {"column": column, "min_chars": shape.min or 0, "max_chars": shape.max}
        yield _derived(asset_code, "length", f"{name}长度", params)
    if element.range is not None:
        params = {"column": column, "low": _text(element.range.min), "high": _text(element.range.max)}
        yield _derived(asset_code, "value_range", f"{name}取值范围", params)


def _derived(asset_code: str, kind: str, title: str, params: Mapping[str, Any]) -> Rule:
    dimension = RULE_TYPES[kind].dimension
    # The same standard gives the same rule again: its id is its place, so that results form a trend.
    place = "+".join(params["key"]) if "key" in params else params["column"]
    return Rule(f"{asset_code}/{kind}/{place}", asset_code, kind, title, dimension, params, RuleOrigin.DERIVED)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def rule_type(
    rule: Rule,
    *,
    today: date,
    codes: Mapping[str, frozenset[str]],
    types: Mapping[str, str],
    periods: Mapping[str, Periods] | None = None,
) -> RuleType:
    """The rule as a question for the engine: parameters become values of the column's type.

    `codes` are the codes of each table valid today, `periods` those of each period of its validity for a rule that
    judges a row by the row's own day; `types` the lake types of the asset's columns.
    """
    params = dict(rule.params)
    if rule.kind not in RULE_TYPES:
        raise MalformedRule(problem=f"未知的规则类型 {rule.kind}")
    if rule.kind == "code_set":
        params["codes"] = codes.get(str(params.get("code_table")), frozenset())
        params["periods"] = (periods or {}).get(str(params.get("code_table")), {})
    if rule.kind == "timeliness":
        params["as_of"] = today
    if rule.kind == "value_range":
        kind = types.get(str(params.get("column")), "text")
        params |= {end: _bound(params.get(end), kind, today) for end in ("low", "high")}
    lists = {name: tuple(value) for name, value in params.items() if isinstance(value, list)}
    try:
        return RULE_TYPES[rule.kind](**(params | lists))
    except (TypeError, ValueError, PatternRefused) as error:
        raise MalformedRule(problem=f"“{rule.title}”的参数不完整或没有意义") from error


def _bound(value: object, kind: str, today: date) -> Decimal | date | None:
    """An end of a range: a number, a day, or `today`. A text column has no order, so its rule will not run anyway."""
    if value is None or kind == "text":
        return None
    text = str(value)
    try:
        if kind in ("date", "timestamp"):
            return today if text == "today" else date.fromisoformat(text[:10])
        number = Decimal(text)
        if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
            raise ValueError("not a number that data could hold")
        return number
    except (ValueError, InvalidOperation) as error:
        raise MalformedRule(problem=f"范围的端点 {text[:40]} 无法理解") from error


def dimension_scores(results: Sequence[RuleResult]) -> dict[str, float]:
    """Each dimension's score: the mean of its rules' scores. Rules that did not run count as nothing."""
    scores: dict[str, list[float]] = {}
    for result in results:
        if result.score is not None:
            scores.setdefault(result.rule.dimension.value, []).append(result.score)
    return {dimension: sum(values) / len(values) for dimension, values in scores.items()}


def score_of(dimensions: Mapping[str, float]) -> float | None:
    """A data set's score: the mean of its dimensions; None when nothing could be judged."""
    return sum(dimensions.values()) / len(dimensions) if dimensions else None


def blocking_failures(results: Sequence[RuleResult]) -> list[RuleResult]:
    """Failures that withhold a release."""
    return [result for result in results if result.rule.is_blocking and result.failed]


def merged(derived: Sequence[Rule], stored: Sequence[Rule]) -> list[Rule]:
    """Derived rules as the standards say today, with the blocking marks people set; and the declared ones."""
    marks = {rule.id: rule.is_blocking for rule in stored}
    declared = [rule for rule in stored if rule.origin is RuleOrigin.DECLARED]
    return [replace(rule, is_blocking=marks.get(rule.id, False)) for rule in derived] + declared

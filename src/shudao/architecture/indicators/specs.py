"""Specs as JSON and back, and the one text that says what a spec means."""

from typing import Any

from shudao.architecture.contracts_indicators import (
    Aggregation,
    AtomicSpec,
    BusinessSpec,
    CompositeSpec,
    DerivedSpec,
    DimensionSpec,
    IndicatorKind,
    IndicatorSpec,
    LimitSpec,
    TermKind,
    TermSpec,
    TimeKind,
    TimeSpec,
)
from shudao.architecture.indicators import expression
from shudao.kernel.expr.predicate_json import from_json

__all__ = [
    "kind_of",
    "meaning_of",
    "spec_of",
    "term_kind_of",
    "term_meaning_of",
    "term_spec_of",
    "to_json",
    "uses_of",
]

_KINDS: dict[type[Any], IndicatorKind] = {
    BusinessSpec: IndicatorKind.BUSINESS,
    AtomicSpec: IndicatorKind.ATOMIC,
    DerivedSpec: IndicatorKind.DERIVED,
    CompositeSpec: IndicatorKind.COMPOSITE,
}
_TERM_KINDS: dict[type[Any], TermKind] = {
    TimeSpec: TermKind.TIME,
    LimitSpec: TermKind.LIMIT,
    DimensionSpec: TermKind.DIMENSION,
}


def kind_of(spec: IndicatorSpec) -> IndicatorKind:
    return _KINDS[type(spec)]


def term_kind_of(spec: TermSpec) -> TermKind:
    return _TERM_KINDS[type(spec)]


def to_json(spec: IndicatorSpec | TermSpec) -> dict[str, Any]:
    """A spec as JSON; conditions in the strict form of row predicates."""
    found: dict[str, Any] = {}
    for key, value in vars(spec).items():
        found[key] = value.to_json() if key == "where" else list(value) if isinstance(value, tuple) else value
    return found


def spec_of(kind: IndicatorKind, data: dict[str, Any]) -> IndicatorSpec:
    """A spec from JSON. Raises `PredicateMalformed`, ValueError, TypeError or KeyError for what is none."""
    match kind:
        case IndicatorKind.BUSINESS:
            return BusinessSpec(tuple(data["parts"]))
        case IndicatorKind.ATOMIC:
            where = from_json(data.get("where") or {"op": "everything"})
            return AtomicSpec(data["entity_code"], Aggregation(data["aggregation"]), data.get("attribute_code"), where)
        case IndicatorKind.DERIVED:
            limits, dimensions = tuple(data.get("limits", ())), tuple(data.get("dimensions", ()))
            return DerivedSpec(data["atomic"], data["time"], data.get("time_attribute"), limits, dimensions)
    return CompositeSpec(data["expression"])


def term_spec_of(kind: TermKind, data: dict[str, Any]) -> TermSpec:
    """A qualifier's spec from JSON; raises as `spec_of`."""
    match kind:
        case TermKind.TIME:
            return TimeSpec(TimeKind(data["kind"]), int(data.get("days", 0)))
        case TermKind.LIMIT:
            return LimitSpec(data["entity_code"], from_json(data["where"]))
    return DimensionSpec(data["data_element"])


def uses_of(spec: IndicatorSpec) -> tuple[str, ...]:
    """The indicators a spec rests on. Raises `BadIndicator` for an expression that cannot be read."""
    match spec:
        case BusinessSpec(parts):
            return tuple(dict.fromkeys(parts))
        case DerivedSpec(atomic):
            return (atomic,)
        case CompositeSpec(text):
            return expression.codes_in(expression.read(text))
    return ()


def meaning_of(spec: IndicatorSpec, name: str) -> str:
    """One text per meaning: derived indicators equal in atomic, time, limits and dimensions have the same one."""
    match spec:
        case BusinessSpec():
            return f"business|{''.join(name.split())}"
        case AtomicSpec(entity, aggregation, attribute, where):
            return f"atomic|{entity}|{aggregation}|{attribute or ''}|{_text(where.to_json())}"
        case DerivedSpec(atomic, time, attribute, limits, dimensions):
            limits_, dimensions_ = "+".join(sorted(limits)), "+".join(sorted(dimensions))
            return f"derived|{atomic}|{time}|{attribute or ''}|{limits_}|{dimensions_}"
        case CompositeSpec(text):
            return f"composite|{expression.canonical(expression.read(text))}"


def term_meaning_of(spec: TermSpec) -> str:
    return f"{term_kind_of(spec)}|{_text(to_json(spec))}"


def _text(data: Any) -> str:
    """JSON in one spelling; the parts of and/or and the values of a list have no order."""
    if isinstance(data, dict):
        return "{" + ",".join(f"{key}:{_text(data[key])}" for key in sorted(data)) + "}"
    if isinstance(data, list | tuple):
        return "[" + ",".join(sorted(_text(each) for each in data)) + "]"
    return repr(data) if not isinstance(data, str) else f'"{data}"'

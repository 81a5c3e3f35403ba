"""Row predicates as JSON and back. Reading is strict: what is not understood is refused, never ignored."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shudao.kernel.expr.predicate import (
    And,
    Between,
    Eq,
    Everything,
    GreaterEqual,
    In,
    IsBlank,
    LessEqual,
    Not,
    NotEq,
    Or,
    Predicate,
    StartsWith,
    Value,
    malformed,
)

__all__ = ["dumped", "from_json"]

_DEEPEST = 50
_ONE_VALUE: Mapping[str, type[Eq | NotEq | GreaterEqual | LessEqual | StartsWith]] = {
    kind.op: kind for kind in (Eq, NotEq, GreaterEqual, LessEqual, StartsWith)
}
_KEYS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_ONE_VALUE, frozenset({"op", "column", "value"})),
    "in": frozenset({"op", "column", "values"}),
    "between": frozenset({"op", "column", "low", "high"}),
    "is_blank": frozenset({"op", "column"}),
    "and": frozenset({"op", "parts"}),
    "or": frozenset({"op", "parts"}),
    "not": frozenset({"op", "part"}),
    "everything": frozenset({"op"}),
}
_TYPED: Mapping[str, Callable[[str], Value]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "timestamp": datetime.fromisoformat,
}


def from_json(data: object, *, depth: int = 0) -> Predicate:
    """Read a predicate. Raises `PredicateMalformed` for an unknown operation, key, value type, or too deep nesting."""
    if depth > _DEEPEST:
        raise malformed("条件嵌套过深", "the condition is nested too deeply")
    if not isinstance(data, Mapping):
        raise malformed("条件须为对象", "a condition is an object")
    op = data.get("op")
    if not isinstance(op, str) or op not in _KEYS:
        raise malformed(f"未知的比较方式 {op!r}", f"unknown operation {op!r}")
    if set(data) != _KEYS[op]:
        raise malformed(f"“{op}”的内容不完整或有多余项", f"{op!r} has missing or unknown keys")
    return _read(op, data, depth)


def _read(op: str, data: Mapping[str, Any], depth: int) -> Predicate:
    if op in _ONE_VALUE:
        return _ONE_VALUE[op](data["column"], _value(data["value"]))
    if op == "in":
        return In(data["column"], tuple(map(_value, _list(data["values"]))))
    if op == "between":
        return Between(data["column"], _value(data["low"]), _value(data["high"]))
    if op == "is_blank":
        return IsBlank(data["column"])
    if op == "not":
        return Not(from_json(data["part"], depth=depth + 1))
    if op == "everything":
        return Everything()
    parts = [from_json(part, depth=depth + 1) for part in _list(data["parts"])]
    return And(*parts) if op == "and" else Or(*parts)


def dumped(predicate: Predicate) -> dict[str, Any]:
    """The predicate as JSON values."""
    told: dict[str, Any] = {"op": predicate.op}
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            told["parts"] = [dumped(part) for part in parts]
        case Not(part=part):
            told["part"] = dumped(part)
        case In(column=column, options=options):
            told |= {"column": column, "values": [_dumped_value(value) for value in options]}
        case Between(column=column, low=low, high=high):
            told |= {"column": column, "low": _dumped_value(low), "high": _dumped_value(high)}
        case IsBlank(column=column):
            told["column"] = column
        case Eq() | NotEq() | GreaterEqual() | LessEqual() | StartsWith():
            told |= {"column": predicate.column, "value": _dumped_value(predicate.value)}
    return told


def _dumped_value(value: Value) -> Any:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return {"type": "decimal", "value": str(value)}
    return {"type": "timestamp" if isinstance(value, datetime) else "date", "value": value.isoformat()}


def _value(data: object) -> Value:
    if isinstance(data, bool | int | str):
        return data
    if not isinstance(data, Mapping) or set(data) != {"type", "value"} or not isinstance(data["value"], str):
        raise malformed(
            "取值须为文本、整数、是否，或带类型的取值", "a value is a text, whole number, boolean or typed value"
        )
    read = _TYPED.get(data["type"]) if isinstance(data["type"], str) else None
    if read is None:
        raise malformed(f"未知的取值类型 {data['type']!r}", f"unknown value type {data['type']!r}")
    try:
        return read(data["value"])
    except (ValueError, InvalidOperation) as error:
        raise malformed(f"取值不是有效的 {data['type']}", f"the value is no valid {data['type']}") from error


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise malformed("须为列表", "a list is needed")
    return data

"""What a caller sends as text, read as the values of the data contract. Strict: what is not understood is refused."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from shudao.kernel.expr.predicate import Eq, In, Predicate, Value
from shudao.services.contracts import Input
from shudao.services.errors import MalformedParameter, MissingParameter

__all__ = ["MAX_VALUES", "condition_of", "parse_value", "values_of"]

MAX_VALUES = 100
MAX_TEXT = 500
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,38}(\.[0-9]{1,38})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def parse_value(column: str, column_type: str, text: str) -> Value:
    """One value by the column's type. Raises `MalformedParameter`, never telling the value back."""
    if not text or len(text) > MAX_TEXT or "\0" in text:
        raise MalformedParameter(column=column, problem="为空或过长", problem_en="it is empty or too long")
    read = _READERS["decimal" if column_type.startswith("decimal") else column_type]
    try:
        text.encode()
        return read(text)
    except ValueError:
        raise MalformedParameter(
            column=column, problem=f"须为 {column_type} 类型", problem_en=f"it must be of type {column_type}"
        ) from None


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text) or not -(2**63) <= int(text) < 2**63:
        raise ValueError("not a whole number of 64 bits")
    return int(text)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError("not a decimal number")
    return Decimal(text)


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError("not a day")
    return date.fromisoformat(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("not true or false")
    return text == "true"


_READERS: Mapping[str, Callable[[str], Value]] = {
    "text": str,
    "int": _whole,
    "decimal": _decimal,
    "date": _day,
    "timestamp": _moment,
    "bool": _boolean,
}


def values_of(
    inputs: Mapping[str, Input], types: Mapping[str, str], given: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Value, ...]]:
    """The values sent, by column. Every key of `given` is an input already. Raises `MissingParameter` and
    `MalformedParameter`.
    """
    missing = sorted(name for name, wanted in inputs.items() if wanted.required and not given.get(name))
    if missing:
        raise MissingParameter(columns="、".join(missing))
    values = {}
    for name, texts in given.items():
        most = MAX_VALUES if inputs[name].many else 1
        if not 1 <= len(texts) <= most:
            raise MalformedParameter(column=name, problem=f"最多 {most} 个值", problem_en=f"at most {most} values")
        values[name] = tuple(parse_value(name, types[name], text) for text in texts)
    return values


def condition_of(column: str, values: Sequence[Value]) -> Predicate:
    """The rows a caller asks for by one input."""
    return Eq(column, values[0]) if len(values) == 1 else In(column, tuple(values))

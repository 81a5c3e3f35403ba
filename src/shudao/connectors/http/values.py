"""JSON read so that nothing changes: numbers keep their digits, doubled names are noticed."""

import json
from typing import Any


class Literal(str):
    """A JSON number as it was written; a string value would be quoted, this is not."""

    __slots__ = ()


class Record(dict[str, Any]):
    """A JSON object; `doubled` is a name that occurred twice, if any."""

    doubled: str | None = None


def loaded(text: str) -> Any:
    """The JSON value. Raises ValueError for malformed text, RecursionError for absurd nesting."""
    return json.loads(text, parse_int=Literal, parse_float=Literal, parse_constant=Literal, object_pairs_hook=_record)


def text_of(value: Any) -> str | None:
    """A value as text: strings as they are, numbers as written, null as None, anything nested as compact JSON."""
    if value is None or isinstance(value, str):
        return value
    return json_text(value)


def at(answer: Any, path: str) -> Any:
    """The value at a path of names joined by dots, or None."""
    for name in filter(None, path.split(".")):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer


def _record(pairs: list[tuple[str, Any]]) -> Record:
    record = Record(pairs)
    if len(record) < len(pairs):
        seen: set[str] = set()
        record.doubled = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return record


def json_text(value: Any) -> str:
    """The value as compact JSON, numbers as they were written."""
    if isinstance(value, Literal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json_text(str(name))}:{json_text(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)

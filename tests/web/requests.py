"""Requests made at random from the OpenAPI document: mostly well-formed, each with something in it nobody expects."""

import json
import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

__all__ = ["Asked", "Maker"]

# What people, programs and attackers really send: each has broken some system somewhere.
TEXTS = (
    "",
    " ",
    "a\x00b",
    "\ud800",
    "\u202e\u200b\ufeff",
    "𠮷野家😀",
    "' OR 1=1 --",
    '"; drop table access.account; --',
    "../../../../etc/passwd",
    "..%2f..%2f",
    "{{7*7}}${7*7}%s%n{0}",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "NaN",
    "null",
    "-1",
    "\r\nset-cookie: a=b",
    "x" * 5_000,
    "长" * 300,
)
NUMBERS = (0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**30, 1.5, 1e308, float("nan"), float("inf"))
DAYS = ("2026-11-23", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "+002026-01-01", "20261123", "昨天")
MOMENTS = (
    "2026-11-23T09:00:00+08:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "1e30",
    "-62135596801",
)
PREDICATES: tuple[Any, ...] = (
    {"op": "everything"},
    {"op": "eq", "column": "id", "value": 1},
    {"op": "eq", "column": "id", "value": 10**40},
    {"op": "eq", "column": "id", "value": "1"},
    {"op": "eq", "column": "name", "value": "a\x00b"},
    {"op": "eq", "column": "name", "value": {"type": "decimal", "value": "1E+999999"}},
    {"op": "between", "column": "id", "low": 2, "high": 1},
    {"op": "in", "column": "name", "values": []},
    {"op": "eq", "column": 'x" or 1=1', "value": True},
    {"op": "not", "part": {"op": "and", "parts": [{"op": "or", "parts": []}]}},
    {"op": "drop"},
)


@dataclass(frozen=True)
class Asked:
    """One request, so that a failure can be told and asked again."""

    method: str
    url: str
    body: bytes | None
    headers: dict[str, str] = field(default_factory=dict)


class Maker:
    """Makes requests to operations; `known` holds what exists, by parameter (`assets/{code}`) or by field."""

    def __init__(self, document: dict[str, Any], known: dict[str, str], seed: int) -> None:
        self._schemas = document["components"]["schemas"]
        self._paths = document["paths"]
        self._known = known
        self._pool = list(known.values())
        self._random = random.Random(seed)

    def request(self, method: str, path: str) -> Asked:
        """One request to this operation."""
        operation = self._paths[path][method]
        query: list[tuple[str, str]] = []
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                place = f"{{{parameter['name']}}}"
                parent = path.split(f"/{place}")[0].rsplit("/", 1)[1]
                named = self._named(f"{parent}/{place}", parameter["schema"])
                filled = quote(self._as_text(named) or "x", safe="", errors="surrogatepass")
                path = path.replace(place, filled)
            elif parameter["in"] == "query" and (parameter.get("required") or self._chance(0.4)):
                query.append((parameter["name"], self._as_text(self._named(parameter["name"], parameter["schema"]))))
        url = f"{path}?{urlencode(query, errors='surrogatepass')}" if query else path
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return Asked(method, url, None)
        body = json.dumps(self._value(content["schema"])).encode()
        return Asked(method, url, self._spoiled(body), {"content-type": "application/json"})

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _as_text(self, value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value)

    def _spoiled(self, body: bytes) -> bytes:
        if not self._chance(0.03):
            return body
        cut = self._random.randrange(len(body) + 1)
        return self._random.choice([body[:cut], b"[" * 50_000, b"\xff" + body, b'{"a":' + b"9" * 5_000 + b"}", b"null"])

    def _named(self, name: str, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value for a parameter or field of this name: more often than not one that exists."""
        if name in self._known and self._chance(0.7):
            return self._known[name]
        return self._value(schema, depth)

    def _value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value of the schema, or now and then one of another kind."""
        if self._chance(0.04) or depth > 6:
            return self._random.choice([None, True, [], {}, [[]], *TEXTS, *NUMBERS])
        if "$ref" in schema:
            return self._value(self._schemas[schema["$ref"].rsplit("/", 1)[1]], depth)
        for several in ("anyOf", "oneOf", "allOf"):
            if several in schema:
                return self._value(self._random.choice(schema[several]), depth)
        if "enum" in schema:
            return self._random.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        return self._of_kind(schema, depth)

    def _of_kind(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            count = max(schema.get("minItems", 0), self._random.choice([0, 1, 1, 2, 3]))
            return [self._value(schema["items"], depth + 1) for _ in range(count)]
        if kind == "string":
            return self._text(schema)
        if kind in ("integer", "number"):
            return self._random.choice([1, 2, 3, schema.get("minimum", 1), *NUMBERS])
        return self._random.choice([True, False]) if kind == "boolean" else None

    def _object(self, schema: dict[str, Any], depth: int) -> Any:
        if "properties" not in schema:
            if self._chance(0.7):
                return self._random.choice(PREDICATES)
            extra = schema.get("additionalProperties")
            inner = extra if isinstance(extra, dict) else {"type": "string"}
            return {self._text({}): self._value(inner, depth + 1) for _ in range(self._random.choice([0, 1, 2]))}
        required = schema.get("required", ())
        return {
            name: self._named(name, part, depth + 1)
            for name, part in schema["properties"].items()
            if name in required or self._chance(0.6)
        }

    def _text(self, schema: dict[str, Any]) -> str:
        if schema.get("format") == "date":
            return self._random.choice(DAYS)
        if schema.get("format") == "date-time":
            return self._random.choice(MOMENTS)
        short = [text for text in TEXTS if len(text) <= schema.get("maxLength", 10**9)]
        return self._random.choice([*self._pool, *self._pool, "名称", "id", "name", "测试用途", *short])

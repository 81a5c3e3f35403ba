"""The manual page of a service, made from its data contract, with an example that is no data; and answers as JSON."""

from typing import Any
from urllib.parse import urlencode

from shudao.services.contracts import (
    Input,
    QueryAnswer,
    Service,
    ServiceColumn,
    ServiceKind,
    Verdict,
    VerdictReason,
    VerifyAnswer,
)
from shudao.services.parameters import MAX_VALUES

__all__ = ["answer_json", "describe", "example_call", "gateway_path"]

_EXAMPLES = {"text": "示例", "int": "1", "bool": "true", "date": "2026-01-31", "timestamp": "2026-01-31T09:00:00+08:00"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "int": {"type": "integer", "format": "int64"},
    "double": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "timestamp": {"type": "string", "format": "date-time"},
}


def gateway_path(code: str) -> str:
    return f"/gateway/v1/{code}"


def describe(service: Service) -> dict[str, Any]:
    """An OpenAPI 3.1 document of one service: parameters, answer, errors, an example call."""
    operation = {
        "summary": service.title,
        "description": service.description,
        "operationId": service.code,
        "security": [{"key": []}],
        "parameters": [*(_parameter(service, given) for given in service.inputs), *_paging(service)],
        "responses": {
            "200": {"description": "应答", "content": {"application/json": {"schema": _answer(service)}}},
            "401": {"description": "密钥缺失、无效、过期或已撤销"},
            "403": {"description": "超出授权范围，或授权已到期、已撤销"},
            "422": {"description": "参数缺失或有误"},
            "429": {"description": "调用过于频繁或当日额度用尽；见 Retry-After"},
            "503": {"description": "数据正在准备或暂不可用"},
        },
        "x-example": example_call(service),
        "x-service-contract": {
            "provider": service.organisation_id,
            "users": service.contract.users,
            "scenario": service.contract.scenario,
            "timeliness": service.contract.timeliness,
            "sla_ms": service.contract.sla_ms,
            "security": service.contract.security_note,
            "calls_per_second": service.calls_per_second,
            "daily_quota": service.daily_quota,
        },
    }
    scheme = {"type": "http", "scheme": "bearer", "description": "申领的服务密钥"}
    return {
        "openapi": "3.1.0",
        "info": {"title": service.title, "version": str(service.version)},
        "paths": {gateway_path(service.code): {"get": operation}},
        "components": {"securitySchemes": {"key": scheme}},
    }


def example_call(service: Service) -> str:
    """A call as one would type it, with values that are nobody's."""
    shown = [given for given in service.inputs if given.required] or list(service.inputs[:1])
    query = urlencode({given.column: _EXAMPLES.get(service.column(given.column).type, "1") for given in shown})
    return f"GET {gateway_path(service.code)}?{query}".rstrip("?") + "\nAuthorization: Bearer sdk_……"


def answer_json(answer: QueryAnswer | VerifyAnswer) -> dict[str, Any]:
    """An answer as it travels to a program."""
    told: dict[str, Any] = {
        "service": answer.service_code,
        "version": answer.service_version,
        "data_version": answer.data_version,
        "call_id": answer.call_id,
        "decision_id": answer.decision_id,
    }
    if isinstance(answer, VerifyAnswer):
        return told | {"verdict": answer.verdict, "reason": answer.reason}
    columns = [{"name": c.name, "title": c.title, "type": c.type, "mask": c.mask} for c in answer.columns]
    return told | {"columns": columns, "rows": answer.rows, "next_offset": answer.next_offset}


def _parameter(service: Service, given: Input) -> dict[str, Any]:
    column = service.column(given.column)
    schema: dict[str, Any] = _schema(column)
    if given.many:
        schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
    role = "与记录比对的值" if given.is_claim else "等于该值的记录"
    told = {"name": column.name, "in": "query", "required": given.required, "schema": schema}
    return {**told, "description": f"{column.title}：{role}"}


def _paging(service: Service) -> list[dict[str, Any]]:
    if service.kind is ServiceKind.VERIFY:
        return []
    most = service.page_size_max
    return [
        {
            "name": "fields",
            "in": "query",
            "schema": {"type": "string"},
            "description": "所需字段，以逗号分隔；缺省为全部可见字段",
        },
        {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": most}},
    ]


def _answer(service: Service) -> dict[str, Any]:
    head: dict[str, Any] = {
        "service": {"type": "string"},
        "version": {"type": "integer"},
        "data_version": {"type": ["integer", "null"]},
        "call_id": {"type": "string", "description": "存证编号"},
    }
    if service.kind is ServiceKind.VERIFY:
        verdict = {"type": "string", "enum": [item.value for item in Verdict]}
        reason = {"type": "string", "enum": [item.value for item in VerdictReason]}
        return {"type": "object", "properties": {**head, "verdict": verdict, "reason": reason}}
    columns = [service.column(name) for name in service.outputs]
    row = {"type": "object", "properties": {c.name: {**_nullable(_schema(c)), "title": c.title} for c in columns}}
    rows = {"type": "array", "items": row, "description": "未授权的字段不出现；脱敏字段为文本"}
    return {"type": "object", "properties": {**head, "rows": rows, "next_offset": {"type": ["integer", "null"]}}}


def _schema(column: ServiceColumn) -> dict[str, Any]:
    # A decimal travels as text, so that no reader rounds it.
    return dict(_SCHEMAS.get(column.type, {"type": "string", "format": "decimal"}))


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}

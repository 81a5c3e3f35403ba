"""HTTP of the gateway: for programs with a key, not for signed-in people."""

import json
from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from shudao.access.http import PublicCall, public
from shudao.services import facade
from shudao.services.contracts import CallQuery
from shudao.services.logic import MAX_PAGE_ROWS, RESERVED
from shudao.services.schemas import AnswerOut

router = APIRouter(prefix="/gateway/v1", tags=["gateway"])

GatewayCall = Annotated[
    PublicCall,
    public("The key in the Authorization header is the proof; it is checked with its grant on every call."),
]


@router.get("/{code}", response_model=AnswerOut)
def call_service(
    code: str,
    request: Request,
    call: GatewayCall,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Annotated[int | None, Query(ge=1, le=MAX_PAGE_ROWS)] = None,
    fields: Annotated[str, Query(max_length=5_000)] = "",
) -> Response:
    """Call a data service. Further parameters are those of its data contract; `fields` is separated by commas."""
    query = CallQuery(_filters(request), tuple(name for name in fields.split(",") if name), offset, limit)
    answer = facade.call(call.database, call.settings, code, _key(request), query)
    body = json.dumps(facade.answer_json(answer), ensure_ascii=False, separators=(",", ":"), default=_spelled)
    return Response(body, media_type="application/json", headers={"cache-control": "no-store"})


def _key(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _filters(request: Request) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        if name not in RESERVED:
            given[name] = (*given.get(name, ()), value)
    return given


def _spelled(value: object) -> str:
    """Decimals as text, so that no reader rounds them; days and moments by ISO 8601."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not travel as JSON")

"""One JSON shape for all errors, in one place. Values of what was sent never come back in an error."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from shudao.access.errors import NotPermitted
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import Conflict, Invalid, Language, NotFound, ShudaoError

logger = logging.getLogger("shudao.web")


class MalformedRequest(Invalid):
    code = "web.malformed_request"
    zh = "提交的内容有 {count} 处不符合要求。"
    en = "{count} of the values sent are not acceptable."
    next_zh = "请按逐项说明改正后重新提交。"
    next_en = "Correct each named value and send it again."


class UnknownAddress(NotFound):
    code = "web.unknown_address"
    zh = "没有这个地址。"
    en = "There is nothing at this address."
    next_zh = "请从首页进入。"
    next_en = "Start from the home page."


class MethodNotAllowed(Conflict):
    code = "web.method_not_allowed"
    status = 405
    zh = "此地址不接受这种操作。"
    en = "This address does not take this method."
    next_zh = "请查阅接口文档。"
    next_en = "See the API document."


def language_of(request: Request) -> Language:
    return "en" if request.headers.get("accept-language", "zh").lower().startswith("en") else "zh"


def install(app: FastAPI) -> None:
    """Answer every failure in the one shape."""
    app.add_exception_handler(ShudaoError, _known)  # type: ignore[arg-type]  # Starlette types handlers by Exception
    app.add_exception_handler(RequestValidationError, _malformed)  # type: ignore[arg-type]  # as above
    app.add_exception_handler(HTTPException, _by_framework)  # type: ignore[arg-type]  # as above
    app.add_exception_handler(Exception, _unknown)


def answer(request: Request, error: ShudaoError) -> JSONResponse:
    body = error.as_json(language_of(request), getattr(request.state, "request_id", ""))
    return JSONResponse(body, error.status, headers=error.headers())


def _known(request: Request, error: ShudaoError) -> JSONResponse:
    if isinstance(error, NotPermitted):
        _record_refusal(request, error)
    return answer(request, error)


def _record_refusal(request: Request, error: NotPermitted) -> None:
    """A refusal rolled the request's transaction back, so its line is written in one of its own."""
    database: Database = request.app.state.database
    actor: Actor = getattr(request.state, "actor", None) or Actor("unknown", "")
    route = request.scope.get("route")
    with database.unit_of_work() as uow:
        detail = {"permission": str(error.params.get("permission", "")), "method": request.method}
        subject = f"web/route{getattr(route, 'path', '')}"
        evidence.record(uow, by=actor, action="access.refused", subject=subject, detail=detail)


def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    details: list[dict[str, Any]] = [
        {"field": ".".join(str(part) for part in found["loc"][1:]), "code": found["type"], "message": found["msg"]}
        for found in error.errors()
    ]
    return answer(request, MalformedRequest(count=len(details), details=details))


def _by_framework(request: Request, error: HTTPException) -> JSONResponse:
    if error.status_code == 405:
        return answer(request, MethodNotAllowed())
    if error.status_code == 404:
        return answer(request, UnknownAddress())
    response = answer(request, Invalid())
    response.status_code = error.status_code
    return response


def _unknown(request: Request, error: Exception) -> JSONResponse:
    logger.error(
        "request %s failed: %s", getattr(request.state, "request_id", ""), type(error).__name__, exc_info=error
    )
    return answer(request, ShudaoError())

"""One JSON shape for all errors, in one place. What was sent never comes back in an error, nor reaches the log."""

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from psycopg import DataError as DriverDataError
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException

from shudao.access.errors import NotPermitted
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import Conflict, Invalid, Language, NotFound, ShudaoError, Unavailable
from shudao.web.wording import in_chinese

logger = logging.getLogger("shudao.web")
# Whoever sends a thousand wrong values is told of the first of them.
MOST_DETAILS = 50


class MalformedRequest(Invalid):
    code = "web.malformed_request"
    zh = "提交的内容有 {count} 处不符合要求。"
    en = "{count} of the values sent are not acceptable."
    next_zh = "请按逐项说明改正后重新提交。"
    next_en = "Correct each named value and send it again."


class UnreadableBody(Invalid):
    code = "web.unreadable_body"
    status = 400
    zh = "提交的内容无法读取：不是有效的 JSON。"
    en = "What was sent cannot be read: it is not valid JSON."
    next_zh = "请检查格式与编码（UTF-8）后重新提交。"
    next_en = "Check its form and encoding (UTF-8) and send it again."


class UnsupportedContent(Invalid):
    code = "web.unsupported_content"
    status = 415
    zh = "此地址只接受 JSON（application/json）。"
    en = "This address takes JSON only (application/json)."
    next_zh = "请以 JSON 提交，并注明内容类型。"
    next_en = "Send JSON and say so in the content type."


class UnusableValue(Invalid):
    code = "web.unusable_value"
    zh = "提交的内容含有无法保存的字符，或超出范围的数值。"
    en = "What was sent holds characters that cannot be kept, or a number out of range."
    next_zh = "请去掉空字符等控制字符、核对数值后重新提交。"
    next_en = "Remove control characters such as NUL, check the numbers, and send it again."


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
    # What passes every check and still cannot be a value of PostgreSQL, or of UTF-8, was wrong when it was sent.
    app.add_exception_handler(DataError, _unusable)
    app.add_exception_handler(DriverDataError, _unusable)
    app.add_exception_handler(UnicodeEncodeError, _unusable)
    app.add_exception_handler(IntegrityError, _coincided)  # type: ignore[arg-type]  # as above
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(NoConnectionFree, _away)
    app.add_exception_handler(Exception, unknown)


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
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return answer(request, UnreadableBody())
    if any(tuple(each["loc"]) == ("body",) for each in found) and _is_of_other_kind(request):
        return answer(request, UnsupportedContent())
    details = [_detail(each, language_of(request)) for each in found[:MOST_DETAILS]]
    return answer(request, MalformedRequest(count=len(found), details=details))


def _is_of_other_kind(request: Request) -> bool:
    """Whether something was sent, and not as JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0"
    return has_body and kind != "application/json" and not kind.endswith("+json")


def _detail(found: dict[str, Any], language: Language) -> dict[str, Any]:
    message = found["msg"] if language == "en" else in_chinese(found["type"], found.get("ctx", {}))
    # The first part says where it was: body, query, path.
    return {"field": ".".join(str(part) for part in found["loc"][1:]), "code": found["type"], "message": message}


def _by_framework(request: Request, error: HTTPException) -> JSONResponse:
    if error.status_code == 405:
        return answer(request, MethodNotAllowed())
    if error.status_code == 404:
        return answer(request, UnknownAddress())
    if error.status_code == 400:
        return answer(request, UnreadableBody())
    response = answer(request, Invalid())
    response.status_code = error.status_code
    return response


def _unusable(request: Request, error: Exception) -> JSONResponse:
    _log(request, error, logging.WARNING)
    return answer(request, UnusableValue())


def _coincided(request: Request, error: IntegrityError) -> JSONResponse:
    """Of two who made the same thing at the same moment, the second is told that it is there."""
    if not isinstance(error.orig, UniqueViolation):
        return unknown(request, error)
    _log(request, error, logging.WARNING)
    return answer(request, Conflict())


def _away(request: Request, error: Exception) -> JSONResponse:
    """The records do not answer, or not in time: nothing was done, and trying again is right."""
    _log(request, error, logging.ERROR)
    return answer(request, Unavailable())


def unknown(request: Request, error: Exception) -> JSONResponse:
    """A failure of ours: told by its number, with the trace in the log."""
    _log(request, error, logging.ERROR)
    return answer(request, ShudaoError())


def _log(request: Request, error: Exception, level: int) -> None:
    """Where it happened and what kind of failure it was. Messages stay out: databases quote values in theirs."""
    number = getattr(request.state, "request_id", "")
    kinds = " < ".join(type(each).__name__ for each in _chain(error))
    frames = traceback.extract_tb(error.__traceback__)
    if level < logging.ERROR:
        # What a visitor can cause at will takes one line, or the log could be filled with it.
        own = [f"{frame.name} ({Path(frame.filename).name}:{frame.lineno})" for frame in frames if _is_own(frame)]
        logger.log(level, "request %s refused: %s in %s", number, kinds, own[-1] if own else "?")
        return
    logger.log(level, "request %s failed: %s\n%s", number, kinds, "".join(traceback.format_list(frames)))


def _is_own(frame: traceback.FrameSummary) -> bool:
    return "site-packages" not in frame.filename


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__

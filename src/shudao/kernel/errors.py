"""Errors that say what happened, why, and what to do next, with a stable code and one JSON shape.

Every module derives its cases from the kinds below; `docs/reference/errors.md` is generated from them.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

__all__ = [
    "Conflict",
    "Forbidden",
    "Invalid",
    "Language",
    "NotFound",
    "ShudaoError",
    "StaleEdit",
    "TooLarge",
    "TooMany",
    "Unauthenticated",
    "Unavailable",
    "every_error",
]

Language = Literal["zh", "en"]


class ShudaoError(Exception):
    """Base of everything Shudao refuses or cannot do.

    `zh` and `en` are format templates over the keyword arguments; `next_zh` and `next_en` say what to do now.
    `details` carries structured findings (for instance one entry per failing field); never values of personal data.
    """

    code: ClassVar[str] = "kernel.error"
    status: ClassVar[int] = 500
    zh: ClassVar[str] = "系统内部错误。"
    en: ClassVar[str] = "Something went wrong inside the system."
    next_zh: ClassVar[str] = "请把编号提供给运营中心。"
    next_en: ClassVar[str] = "Give the request number to the operations centre."

    def __init__(self, *, details: list[dict[str, Any]] | None = None, **params: object) -> None:
        self.params = params
        self.details = details or []
        super().__init__(self.zh.format(**params))

    def message(self, language: Language = "zh") -> str:
        return (self.zh if language == "zh" else self.en).format(**self.params)

    def next_step(self, language: Language = "zh") -> str:
        return (self.next_zh if language == "zh" else self.next_en).format(**self.params)

    def as_json(self, language: Language = "zh", request_id: str = "") -> dict[str, Any]:
        """The one shape of every error answer."""
        return {
            "error": {
                "code": self.code,
                "message": self.message(language),
                "next": self.next_step(language),
                "details": self.details,
                "request_id": request_id,
            }
        }

    def headers(self) -> dict[str, str]:
        """What HTTP wants said beside the answer, such as when to try again."""
        return {}


class Invalid(ShudaoError):
    """What was given cannot be accepted as it stands."""

    code = "kernel.invalid"
    status = 422
    zh = "提交的内容有误。"
    en = "What was submitted is not valid."
    next_zh = "请按提示逐项改正后重新提交。"
    next_en = "Correct the items named and submit again."


class Unauthenticated(ShudaoError):
    """Nobody is signed in, or the session has ended."""

    code = "kernel.unauthenticated"
    status = 401
    zh = "尚未登录，或登录已过期。"
    en = "You are not signed in, or the session has expired."
    next_zh = "请重新登录。"
    next_en = "Sign in again."


class Forbidden(ShudaoError):
    """The caller is known and may not do this."""

    code = "kernel.forbidden"
    status = 403
    zh = "没有权限执行此操作。"
    en = "You do not have the right to do this."
    next_zh = "如确需办理，请联系本单位的安全管理员。"
    next_en = "If you need it, ask your security administrator."


class NotFound(ShudaoError):
    """There is no such thing, or the caller may not know that there is."""

    code = "kernel.not_found"
    status = 404
    zh = "没有找到所请求的内容。"
    en = "What you asked for was not found."
    next_zh = "请检查编号，或从目录中重新查找。"
    next_en = "Check the number, or look it up in the ledger."


class Conflict(ShudaoError):
    """The present state does not allow it: a normal event, nobody is paged."""

    code = "kernel.conflict"
    status = 409
    zh = "当前状态不允许此操作。"
    en = "The present state does not allow this."
    next_zh = "请刷新后查看最新状态。"
    next_en = "Reload to see the present state."


class StaleEdit(Conflict):
    """Someone else changed the thing after it was read."""

    code = "kernel.stale_edit"
    zh = "该内容已被他人修改，您看到的不是最新版本。"
    en = "Someone changed this after you opened it."
    next_zh = "请刷新，核对差异后再提交；您填写的内容不会丢失。"
    next_en = "Reload and compare; what you typed is kept."


class TooLarge(ShudaoError):
    """More bytes or rows than the stated limit."""

    code = "kernel.too_large"
    status = 413
    zh = "内容超过上限（{limit}）。"
    en = "This is larger than the limit ({limit})."
    next_zh = "请拆分后重新提交。"
    next_en = "Split it and submit again."


class TooMany(ShudaoError):
    """Asked too often."""

    code = "kernel.too_many"
    status = 429
    zh = "请求过于频繁。"
    en = "Too many requests."
    next_zh = "请稍后再试。"
    next_en = "Try again later."


class Unavailable(ShudaoError):
    """A part that is needed does not answer at present."""

    code = "kernel.unavailable"
    status = 503
    zh = "所需的服务暂时不可用。"
    en = "A service that is needed is not available at present."
    next_zh = "请稍后重试；如持续出现，请联系运营中心。"
    next_en = "Try again later; if it persists, tell the operations centre."


def every_error(root: type[ShudaoError] = ShudaoError) -> Iterator[type[ShudaoError]]:
    """The base and all classes derived from it that have been imported, for the manual and its test."""
    yield root
    for kind in root.__subclasses__():
        yield from every_error(kind)

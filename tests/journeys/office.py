"""What a person of the sample city does beside the browser: the same API, signed in as them."""

from types import TracebackType
from typing import Any, Self

import httpx

from shudao.access.http import CSRF_COOKIE, CSRF_HEADER
from shudao.app.demo.cast import PASSWORD

__all__ = ["Office"]

TIMEOUT_S = 60.0


class Office:
    """The API as one person uses it."""

    def __init__(self, url: str, login: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=TIMEOUT_S)
        self._client.post("/api/v1/access/session", json={"login": login, "password": PASSWORD}).raise_for_status()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def get(self, path: str, **query: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._client.get(path, params=query).raise_for_status().json()
        return answer

    def first(self, path: str, **query: str) -> dict[str, Any]:
        """The first line of a list."""
        found: dict[str, Any] = self.get(path, **query)["items"][0]
        return found

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {CSRF_HEADER: self._client.cookies[CSRF_COOKIE]}
        answer = self._client.post(path, json=body, headers=headers).raise_for_status()
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

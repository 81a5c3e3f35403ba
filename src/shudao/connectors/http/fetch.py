"""Fetching one page: only from the registered origin, bounded in size and time, tried again when that may help."""

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from shudao.connectors.errors import (
    ForbiddenAddress,
    TableMissing,
    TimedOut,
    UnexpectedAnswer,
    Unreachable,
    WrongCredentials,
)
from shudao.connectors.http import values
from shudao.connectors.http.options import RestOptions
from shudao.connectors.options import listed, megabytes

Sleep = Callable[[float], None]

_LONGEST_WAIT_S = 30.0
_PASSING = frozenset({429, 502, 503, 504})
_REDIRECTS = 5


class _TryAgain(Exception):
    """A problem that may pass; `wait_s` is what the server asks for."""

    def __init__(self, problem: Exception, wait_s: float = 0.0) -> None:
        super().__init__()
        self.problem = problem
        self.wait_s = wait_s


def origin(address: str) -> tuple[str, str, int]:
    """Scheme, host and port: what makes two addresses the same server."""
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


@dataclass(frozen=True)
class Fetcher:
    """Fetches pages of one source. `sleep` waits between attempts; tests pass their own."""

    client: httpx.Client
    options: RestOptions
    sleep: Sleep

    def page(self, address: str, params: Mapping[str, str], table: str) -> Any:
        """The JSON of one page. Waits 0.5, 1, 2 … seconds between attempts, at most 30."""
        for attempt in range(self.options.retries + 1):
            try:
                return self._page(address, params, table)
            except _TryAgain as passing:
                if attempt == self.options.retries:
                    raise passing.problem from None
                self.sleep(min(max(0.5 * 2**attempt, passing.wait_s), _LONGEST_WAIT_S))
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _page(self, address: str, params: Mapping[str, str], table: str) -> Any:
        for _ in range(_REDIRECTS):
            target = self._checked(address)
            try:
                with self.client.stream("GET", target, params=params or None) as answer:
                    if not answer.has_redirect_location:
                        self._check_status(answer, table)
                        return self._json(answer)
                    address, params = urljoin(address, answer.headers["location"]), {}
            except httpx.TimeoutException:
                raise _TryAgain(TimedOut(seconds=f"{self.options.timeout_seconds:g}")) from None
            except (httpx.TransportError, httpx.StreamError):
                raise _TryAgain(Unreachable(where=_where(address))) from None
            except (httpx.DecodingError, httpx.InvalidURL):
                raise UnexpectedAnswer(why_zh="内容无法解码", why_en="it cannot be decoded") from None
        raise UnexpectedAnswer(why_zh="重定向过多", why_en="too many redirects")

    def _checked(self, address: str) -> str:
        """The address, if it is on the registered server: nobody else may be called, nobody else gets the key."""
        try:
            same = origin(address) == origin(self.options.base_url) and not urlsplit(address).username
        except ValueError:
            same = False
        if not same:
            raise ForbiddenAddress(host=_where(address))
        return address

    def _check_status(self, answer: httpx.Response, table: str) -> None:
        status = answer.status_code
        if status in _PASSING:
            wait = answer.headers.get("retry-after", "")
            raise _TryAgain(Unreachable(where=f"HTTP {status}"), float(wait) if wait.isdecimal() else 0.0)
        if status in (401, 403):
            raise WrongCredentials(where=f"HTTP {status}")
        if status == 404:
            raise TableMissing(table=table, found=listed(resource.name for resource in self.options.resources))
        if status != 200:
            raise UnexpectedAnswer(why_zh=f"状态码 {status}", why_en=f"status {status}")

    def _json(self, answer: httpx.Response) -> Any:
        body = bytearray()
        limit = self.options.max_page_bytes
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > limit:
                size = megabytes(limit)
                raise UnexpectedAnswer(why_zh=f"单页超过 {size}", why_en=f"a page is larger than {size}")
        try:
            return values.loaded(bytes(body).decode(_charset(answer)))
        except (ValueError, RecursionError):
            # The parser's own words would quote the content.
            raise UnexpectedAnswer(why_zh="不是合法的 JSON", why_en="it is not valid JSON") from None


def _charset(answer: httpx.Response) -> str:
    named = answer.charset_encoding or "utf-8"
    try:
        name = codecs.lookup(named).name
    except LookupError:
        return "utf-8-sig"
    return {"utf-8": "utf-8-sig", "gbk": "gb18030", "gb2312": "gb18030"}.get(name, name)


def _where(address: str) -> str:
    """Host and port only: paths and queries may carry keys."""
    try:
        scheme, host, port = origin(address)
    except ValueError:
        return "?"
    return f"{scheme}://{host}:{port}"

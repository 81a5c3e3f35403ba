"""Putting load on a running installation over HTTP, and what a request then takes.

Open loop: requests are sent when they are due, whether or not earlier ones have been answered, and their time counts
from when they were due. A server that falls behind shows it.
"""

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

__all__ = ["Client", "Taken", "capacity", "open_loop", "quantile", "search_path"]

CONNECTIONS = 8


class Client:
    """A signed-in connection that stays open; one for each thread."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self._host = urlsplit(url)
        self._local = threading.local()
        answer = self._connection()
        answer.request("POST", "/api/v1/access/session", json.dumps({"login": login, "password": password}),
                       {"Content-Type": "application/json"})  # fmt: skip
        got = answer.getresponse()
        got.read()
        cookies = [value.split(";")[0] for name, value in got.getheaders() if name.lower() == "set-cookie"]
        if got.status != 200:
            raise RuntimeError(f"signing in answered {got.status}")
        self._headers = {"Cookie": "; ".join(cookies)}

    def _connection(self) -> http.client.HTTPConnection:
        made: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if made is None:
            made = self._local.connection = http.client.HTTPConnection(str(self._host.hostname), self._host.port)
        return made

    def _ask(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = self._connection()
        connection.request("GET", path, headers=self._headers)
        answer = connection.getresponse()
        return answer, answer.read()

    def get(self, path: str) -> bytes:
        """The body of an answer. Raises RuntimeError for anything but 200."""
        try:
            answer, body = self._ask(path)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server closes connections that rest for some seconds; another one is opened.
            self._local.connection = None
            answer, body = self._ask(path)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {body[:300]!r}")
        return body


@dataclass(frozen=True)
class Taken:
    """What one request was and how long it took, in seconds."""

    sort: str
    path: str
    seconds: float


def search_path(word: str) -> str:
    return f"/api/v1/architecture/search?limit=20&q={quote(word)}"


def quantile(seconds: Sequence[float], share: float) -> float:
    """The time within which `share` of the requests were answered, in milliseconds."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def capacity(client: Client, paths: Callable[[], tuple[str, str]], seconds: float) -> float:
    """Requests a second when every connection sends the next one as soon as the last is answered."""
    until = time.perf_counter() + seconds

    def run(_number: int) -> int:
        count = 0
        while time.perf_counter() < until:
            client.get(paths()[1])
            count += 1
        return count

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return sum(pool.map(run, range(CONNECTIONS))) / seconds


def open_loop(client: Client, paths: Callable[[], tuple[str, str]], rate: float, count: int) -> list[Taken]:
    """`count` requests, `rate` a second on average, at random moments."""
    dice = random.Random(7)
    due = list(_moments(dice, rate, count))
    began = time.perf_counter() + 0.5

    def run(at: float) -> Taken:
        sort, path = paths()
        wait = began + at - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        client.get(path)
        return Taken(sort, path, time.perf_counter() - began - at)

    with ThreadPoolExecutor(4 * CONNECTIONS) as pool:
        return list(pool.map(run, due))


def _moments(dice: random.Random, rate: float, count: int) -> Iterator[float]:
    at = 0.0
    for _ in range(count):
        at += dice.expovariate(rate)
        yield at

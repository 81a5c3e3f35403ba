"""A REST interface on the loopback address, as simple or as naughty as a test wants it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from shudao.connectors.contracts import Source
from shudao.connectors.rest import Rest


@dataclass
class Request:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Answer:
    """What the interface says: JSON unless `body` gives the bytes."""

    json: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass
class Interface:
    address: str
    requests: list[Request]


@contextmanager
def interface(reply: Callable[[Request], Answer]) -> Iterator[Interface]:
    """A server that answers with `reply` and remembers what it was asked."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(parts.path, dict(parse_qsl(parts.query)), headers)
            requests.append(request)
            answer = reply(request)
            body = json.dumps(answer.json, ensure_ascii=False).encode() if answer.body is None else answer.body
            self.send_response(answer.status)
            for name, value in {"content-type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Interface(f"http://127.0.0.1:{server.server_port}", requests)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def source(address: str, secret: str | None = None, **options: object) -> Source:
    given = {"base_url": address, "resources": [{"name": "人口", "path": "people", "records": "data"}], **options}
    return Source("rest", given, secret)


def read(
    source: Source, table: str = "人口", columns: list[str] | None = None
) -> tuple[list[object], list[dict[str, object]]]:
    rows, rejects = [], []
    with Rest(sleep=lambda _: None).read(source, table, columns=columns) as reading:
        for batch in reading:
            rows += [tuple(row.values()) for row in batch.records.to_pylist()]
            rejects += batch.rejects.to_pylist()
        assert reading.counts.read == len(rows) + len(rejects)
    return rows, rejects

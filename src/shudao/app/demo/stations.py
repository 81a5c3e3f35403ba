"""The environmental monitoring system of the sample city: a REST interface over real hourly observations."""

import csv
import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

from shudao.app.demo import city

__all__ = ["serving_stations"]

FILE = "real/air_quality_hourly.csv.gz"
PATH = "/air/hourly"


@contextmanager
def serving_stations() -> Iterator[str]:
    """Serve `GET /air/hourly?page=&size=` on loopback; gives the base address."""
    with gzip.open(city.folder() / FILE, "rt", encoding="utf-8", newline="") as opened:
        records = list(csv.DictReader(opened))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlparse(self.path)
            if asked.path != PATH:
                self.send_error(404)
                return
            query = parse_qs(asked.query)
            page, size = int(query.get("page", ["1"])[0]), int(query.get("size", ["1000"])[0])
            part = records[(page - 1) * size : page * size]
            body = json.dumps({"total": len(records), "records": part}, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the terminal for the account."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, name="stations", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

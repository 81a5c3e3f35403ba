"""A client over the whole web application, in this process, that signs in and carries its anti-forgery token."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi.testclient import TestClient

from shudao.access.http import CSRF_COOKIE, CSRF_HEADER
from shudao.app.installation import Installation
from shudao.web.serve import application

__all__ = ["LOOPBACK", "client", "signed_in"]

LOOPBACK = ("127.0.0.1", 50000)


@contextmanager
def client(installed: Installation, address: tuple[str, int] = LOOPBACK) -> Iterator[TestClient]:
    """An HTTP client that nobody has signed in with."""
    app = application(installed)
    with TestClient(app, base_url="http://127.0.0.1", client=address, raise_server_exceptions=False) as made:
        yield made


@contextmanager
def signed_in(
    installed: Installation, login: str, password: str, address: tuple[str, int] = LOOPBACK
) -> Iterator[TestClient]:
    """An HTTP client after signing in."""
    with client(installed, address) as made:
        answer = made.post("/api/v1/access/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        made.headers[CSRF_HEADER] = made.cookies[CSRF_COOKIE]
        yield made

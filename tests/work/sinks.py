"""A mail server and a web server that take what is sent to them, and can be told to misbehave."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

__all__ = ["MailSink", "WebSink", "certificate", "mail_sink", "web_sink"]

LOGIN, PASSWORD = "shudao", "a mail password"


def certificate(folder: Path) -> tuple[Path, Path, str]:
    """A server's certificate for 127.0.0.1 with its key, and the same as text to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime(2020, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=365 * 30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "mail.pem").write_bytes(pem), (folder / "mail.key").write_bytes(private)
    return folder / "mail.pem", folder / "mail.key", pem.decode()


@dataclass
class MailSink:
    """What arrived, over what, and how often the next letters are to be refused."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    was_protected: list[bool] = field(default_factory=list)
    refuse: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
        self.was_protected.append(session.ssl is not None)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


class AnyPort(Controller):
    """It looks whether it listens by calling its own port, which is known only once it does."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_sink(folder: Path, *, starttls: bool = True) -> Iterator[tuple[MailSink, str]]:
    """A mail server on a free port that wants STARTTLS and a password; and the certificate to trust it by."""
    pem, key, text = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    sink = MailSink()

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login.decode(), given.password.decode()) == (LOGIN, PASSWORD))

    guarded = {"require_starttls": True, "tls_context": context} if starttls else {}
    usual = {"hostname": "127.0.0.1", "port": 0, "auth_require_tls": starttls, "auth_required": starttls}
    controller = AnyPort(sink, authenticator=check, **usual, **guarded)
    controller.start()
    sink.port = controller.server.sockets[0].getsockname()[1]
    try:
        yield sink, text
    finally:
        controller.stop()


@dataclass
class WebSink:
    port: int = 0
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def web_sink() -> Iterator[WebSink]:
    """A web server on a free port; `answers` are given first, then 204."""
    sink = WebSink()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            sink.calls.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = sink.answers.pop(0) if sink.answers else 204
            self.send_response(status)
            if status == 302:
                self.send_header("location", f"http://127.0.0.1:{sink.port}/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sink.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

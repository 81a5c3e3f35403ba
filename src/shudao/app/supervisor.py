"""`shudao up`: the database, the web server and the worker in one terminal, with one owner."""

import json
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from shudao.app import migrate
from shudao.app.children import Child, Owner
from shudao.app.installation import prepare_folders, records_dsn
from shudao.app.listening import free_socket
from shudao.app.parts import Part
from shudao.app.postgres import facade as postgres
from shudao.kernel.errors import ShudaoError, Unavailable
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault

__all__ = ["ChildFailed", "Running", "running", "wait_for_signal"]

logger = logging.getLogger("shudao.supervisor")

READY_TIMEOUT_S = 120.0
LOOK_EVERY_S = 1.0
ENDING = (signal.SIGINT, signal.SIGTERM)


class ChildFailed(Unavailable):
    code = "app.child_failed"
    zh = "进程“{name}”未能启动。"
    en = "The process {name} did not start."
    next_zh = "请查看日志 {log}。"
    next_en = "See its log: {log}."


@dataclass(frozen=True)
class Running:
    """A running installation: where its console is and how long it took to start."""

    url: str
    port_was_taken: bool
    start_s: float
    postgres: postgres.EmbeddedPostgres | None


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Everything an installation needs, running until the block ends; then everything stops, in order."""
    began = time.monotonic()
    prepare_folders(settings)
    vault.unlock(settings.keys_dir, settings.crypto_profile)
    with ExitStack() as stack:
        stack.enter_context(_unwinding_when_asked())
        embedded = None
        if settings.records_dsn is None:
            embedded = stack.enter_context(postgres.EmbeddedPostgres(settings.data_dir, settings.postgres_port))
        migrate.upgrade(records_dsn(settings, "shudao_owner"))
        owner = Owner(settings.data_dir / "run")
        stack.callback(owner.close)
        listening = free_socket(settings.host, settings.port)
        stack.callback(listening.close)
        port = listening.getsockname()[1]
        url = f"http://{settings.host}:{port}"
        family = _Family(settings, owner, listening.fileno(), embedded)
        stack.enter_context(family.watched())
        _wait_until_ready(url, family, settings.data_dir / "run")
        _write_address(settings.data_dir / "run" / "web.json", url)
        yield Running(url, port != settings.port, time.monotonic() - began, embedded)


@contextmanager
def _unwinding_when_asked() -> Iterator[None]:
    """Ctrl-C and SIGTERM leave every block in order, whatever is going on; a second one does not disturb that. A shell
    that starts us in the background has told us to ignore Ctrl-C, which would leave only `kill -9`.
    """

    def unwind(*_: object) -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, unwind) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Family:
    """The parts beside the database. What ends unasked is started again, the database too."""

    def __init__(
        self, settings: Settings, owner: Owner, socket_fd: int, embedded: postgres.EmbeddedPostgres | None
    ) -> None:
        self._data = ["--data", str(settings.data_dir)]
        self._owner, self._socket_fd, self._embedded = owner, socket_fd, embedded
        self.web = self._start(Part.WEB)
        self._worker = self._start(Part.WORKER)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look after all of them until the block ends, then stop them."""
        stop = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(stop,), name="watch", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            stop.set()
            watcher.join()
            self._stop()

    def _start(self, part: Part) -> Child:
        arguments = [*self._data, "serve", "--role", part]
        if part is Part.WEB:
            inherited = ["--socket-fd", str(self._socket_fd)]
            return self._owner.start(part, [*arguments, *inherited], keep=(self._socket_fd,))
        return self._owner.start(part, arguments)

    def _watch(self, stop: threading.Event) -> None:
        while not stop.wait(LOOK_EVERY_S):
            if self._embedded is not None and self._embedded.wait(0) and not self._start_again(self._embedded):
                continue
            if not self.web.is_running:
                self.web = self._start(Part.WEB)
            if not self._worker.is_running:
                self._worker = self._start(Part.WORKER)

    def _start_again(self, embedded: postgres.EmbeddedPostgres) -> bool:
        """The database; the others end first, for they may have to look for it at another port."""
        logger.error("the database ended unasked; starting it again")
        self._stop()
        try:
            embedded.stop()
            embedded.start()
        except ShudaoError:
            logger.exception("the database did not start")
            return False
        return True

    def _stop(self) -> None:
        for child in (self.web, self._worker):
            child.stop()


def _wait_until_ready(url: str, family: _Family, log_dir: Path) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    with httpx.Client(base_url=url, timeout=2.0, trust_env=False) as client:
        while time.monotonic() < deadline and family.web.is_running:
            try:
                if client.get("/api/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                # Not listening yet; a child that fails for good is told below with its log.
                time.sleep(0.05)
    raise ChildFailed(name=family.web.name, log=log_dir / f"{family.web.name}.log")


def _write_address(path: Path, url: str) -> None:
    path.write_text(json.dumps({"url": url, "pid": os.getpid()}), "utf-8")


def wait_for_signal() -> None:
    """Sleep until Ctrl-C or SIGTERM."""
    asked = threading.Event()
    for number in ENDING:
        signal.signal(number, lambda *_: asked.set())
    while not asked.wait(3600):
        continue

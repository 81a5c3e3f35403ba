"""`shudao up`: the database, the web server and the worker in one terminal, with one owner."""

import json
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
from shudao.app.installation import attach, prepare_folders, records_dsn
from shudao.app.listening import free_socket
from shudao.app.postgres import facade as postgres
from shudao.kernel.errors import Unavailable
from shudao.kernel.settings import Settings
from shudao.vault import facade as vault
from shudao.work import facade as work

__all__ = ["ChildFailed", "Running", "running", "wait_for_signal"]

SWEEP_EVERY_S = 30.0
READY_TIMEOUT_S = 120.0


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
        watch = stack.enter_context(_watching(settings, owner, listening.fileno()))
        _wait_until_ready(url, watch, settings.data_dir / "run")
        _write_address(settings.data_dir / "run" / "web.json", url)
        yield Running(url, port != settings.port, time.monotonic() - began, embedded)


@contextmanager
def _watching(settings: Settings, owner: Owner, socket_fd: int) -> Iterator[list[Child]]:
    """Start the children, start again what ends unasked, and sweep stalled jobs, outside the queue."""
    data = ["--data", str(settings.data_dir)]

    def start(role: str) -> Child:
        if role == "api":
            return owner.start(role, [*data, "serve", "--role", role, "--socket-fd", str(socket_fd)], keep=(socket_fd,))
        return owner.start(role, [*data, "serve", "--role", role])

    alive = [start("api"), start("worker")]
    stop = threading.Event()

    def watch() -> None:
        with attach(settings, pool_size=1) as opened:
            next_sweep = 0.0
            while not stop.wait(1.0):
                for index, child in enumerate(alive):
                    if not child.is_running:
                        alive[index] = start(child.name)
                if time.monotonic() >= next_sweep:
                    work.sweep_stalled(opened.database)
                    next_sweep = time.monotonic() + SWEEP_EVERY_S

    watcher = threading.Thread(target=watch, name="watch", daemon=True)
    watcher.start()
    try:
        yield alive
    finally:
        stop.set()
        watcher.join()
        for child in alive:
            child.stop()


def _wait_until_ready(url: str, alive: list[Child], log_dir: Path) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    with httpx.Client(base_url=url, timeout=2.0, trust_env=False) as client:
        while time.monotonic() < deadline and alive[0].is_running:
            try:
                if client.get("/api/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                # Not listening yet; a child that fails for good is told below with its log.
                time.sleep(0.05)
    raise ChildFailed(name=alive[0].name, log=log_dir / f"{alive[0].name}.log")


def _write_address(path: Path, url: str) -> None:
    path.write_text(json.dumps({"url": url, "pid": os.getpid()}), "utf-8")


def wait_for_signal() -> None:
    """Sleep until Ctrl-C or SIGTERM."""
    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked.set())
    while not asked.wait(3600):
        continue

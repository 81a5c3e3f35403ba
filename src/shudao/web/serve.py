"""The parts of a running installation: web server, gateway, worker; each a process of its own, or under `shudao up`."""

import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from shudao.app import children, migrate, wiring, worker
from shudao.app.installation import Installation, attach, console_files, records_dsn, require_keys
from shudao.app.listening import free_socket
from shudao.app.parts import Part
from shudao.kernel.settings import Settings
from shudao.web import application as web

__all__ = ["application", "serve"]


def application(opened: Installation, role: Part = Part.WEB, files: Path | None = None) -> FastAPI:
    """The web application of a part over an opened installation."""
    if role is Part.GATEWAY:
        return web.build_gateway(opened.database, opened.settings, wiring.gateway_routers())
    routers = wiring.routers() if role is Part.API else [*wiring.routers(), *wiring.gateway_routers()]
    return web.build(opened.database, opened.settings, routers, wiring.permissions(), files or console_files())


def serve(settings: Settings, role: Part, socket_fd: int | None = None, tell: Callable[[str], None] = print) -> None:
    """Run one part until it is asked to stop; `tell` gets a line once it runs, with the address where it answers.

    It attaches to the database that `shudao up` runs, or to the one that is named, and refuses records whose tables
    are not those of this program. Raises `NotRunning`, `RecordsNotMigrated`, `RecordsNewer`, `KeysMissing`.
    """
    migrate.require_current(records_dsn(settings))
    require_keys(settings)
    if role is Part.WORKER:
        _work(settings, tell)
    else:
        _answer(settings, role, socket_fd, tell)


def _answer(settings: Settings, role: Part, socket_fd: int | None, tell: Callable[[str], None]) -> None:
    with attach(settings, pool_size=20) as opened:
        config = uvicorn.Config(
            application(opened, role), log_config=None, access_log=False, proxy_headers=False, server_header=False
        )
        server = uvicorn.Server(config)

        def end(*_: object) -> None:
            server.should_exit = True

        # The server has handlers of its own while it runs, and raises the signal again once it has stopped: without
        # these the process would end there and then, and not in order.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        children.follow_owner()
        if socket_fd is not None:
            server.run(sockets=[socket.socket(fileno=socket_fd)])
            return
        with free_socket(settings.host, settings.port) as listening:
            port = listening.getsockname()[1]
            taken = "（首选端口被占用，已改用下一个）" if port != settings.port else ""
            tell(f"{role} 已启动：http://{settings.host}:{port}{taken}")
            server.run(sockets=[listening])


def _work(settings: Settings, tell: Callable[[str], None]) -> None:
    with attach(settings, pool_size=settings.worker_concurrency + 4) as opened:
        tell(f"{Part.WORKER} 已启动")
        worker.run(opened, threading.Event())

"""The parts of a running installation: web server, worker; each a process of its own or all under `shudao up`."""

import socket
import threading
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from shudao.app import children, wiring, worker
from shudao.app.installation import Installation, attach, console_files
from shudao.app.listening import free_socket
from shudao.kernel.settings import Settings
from shudao.web import application as web

__all__ = ["ROLES", "application", "serve"]

ROLES = ("api", "worker")


def application(opened: Installation, files: Path | None = None) -> FastAPI:
    """The web application over an opened installation."""
    return web.build(opened.database, opened.settings, wiring.routers(), wiring.permissions(), files or console_files())


def serve(settings: Settings, role: str, socket_fd: int | None = None) -> None:
    """Run one part until it is asked to stop."""
    if role == "api":
        _serve_api(settings, socket_fd)
    else:
        _serve_worker(settings)


def _serve_api(settings: Settings, socket_fd: int | None) -> None:
    with attach(settings, pool_size=20) as opened:
        config = uvicorn.Config(application(opened), log_config=None, access_log=False, proxy_headers=False)
        server = uvicorn.Server(config)
        children.follow_owner()
        listening = socket.socket(fileno=socket_fd) if socket_fd else free_socket(settings.host, settings.port)
        server.run(sockets=[listening])


def _serve_worker(settings: Settings) -> None:
    stop = threading.Event()
    with attach(settings, pool_size=settings.worker_concurrency + 3) as opened:
        worker.run(opened, stop)

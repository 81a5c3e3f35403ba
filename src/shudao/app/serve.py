"""The parts of a running installation: web server, worker; each a process of its own or all under `shudao up`."""

import socket
import threading
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from shudao.app import children, wiring
from shudao.app.installation import Installation, attach, console_files
from shudao.kernel.errors import Unavailable
from shudao.kernel.settings import Settings

__all__ = ["ROLES", "NoFreePort", "application", "free_socket", "serve"]

ROLES = ("api", "worker")
PORTS_TRIED = 50


class NoFreePort(Unavailable):
    code = "app.no_free_port"
    zh = "从端口 {port} 起连续 {tried} 个端口都被占用。"
    en = "{tried} ports from {port} upward are all taken."
    next_zh = "请用 SHUDAO_PORT 指定其他端口。"
    next_en = "Choose another with SHUDAO_PORT."


def free_socket(host: str, preferred: int) -> socket.socket:
    """A listening socket on the preferred port, or on the next free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(preferred, preferred + PORTS_TRIED):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, port))
        except OSError:
            made.close()
            continue
        return made
    raise NoFreePort(port=preferred, tried=PORTS_TRIED)


def application(opened: Installation, files: Path | None = None) -> FastAPI:
    """The web application over an opened installation."""
    from shudao.web import application as web

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
    from shudao.app.worker import run

    stop = threading.Event()
    with attach(settings, pool_size=settings.worker_concurrency + 3) as opened:
        run(opened, stop)

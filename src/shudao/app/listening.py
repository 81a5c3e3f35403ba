"""A listening socket on the port that was wished for, or on the next free one."""

import socket

from shudao.kernel.errors import Unavailable

__all__ = ["NoFreePort", "free_socket"]

PORTS_TRIED = 50
BACKLOG = 2048


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
            # Only a listening socket keeps others off the port: two that merely bound it would both believe it theirs.
            made.listen(BACKLOG)
        except OSError:
            made.close()
            continue
        return made
    raise NoFreePort(port=preferred, tried=PORTS_TRIED)

"""The settings the server always runs with. They are given on its command line, so no file in the cluster can weaken
them; `postgresql.conf` stays free for tuning (memory, checkpoints).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from shudao.app.postgres.account import Account

__all__ = ["HBA", "command_line", "memory_file"]

# Every way in asks for a password, for everyone: there is no trusted user.
HBA = """\
local all         all                scram-sha-256
local replication all                scram-sha-256
host  all         all 127.0.0.1/32   scram-sha-256
host  replication all 127.0.0.1/32   scram-sha-256
"""

FIXED = {
    "max_connections": "200",
    "wal_level": "logical",
    # Durability is real: what was committed survives a power cut.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "unix_socket_permissions": "0700",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "lc_messages": "C",
    # The log tells how the server fares. Failing statements, their values and details are the callers' and stay out
    # of it.
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}


def command_line(listen: str, port: int, socket_fd: int, hba_fd: int) -> list[str]:
    """Arguments after `postgres`.

    Folders and files are named through /proc/self: the server reaches its cluster as its working directory and the
    socket folder by an inherited descriptor. So it needs no right to pass through the folders above them, and their
    names (spaces, Chinese, length) never matter to it.
    """
    settings = {
        **FIXED,
        "listen_addresses": listen,
        "port": str(port),
        "unix_socket_directories": f"/proc/self/fd/{socket_fd}",
        "hba_file": f"/proc/self/fd/{hba_fd}",
    }
    return ["-D", "/proc/self/cwd", *(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))]


@contextmanager
def memory_file(name: str, content: str, account: Account | None = None) -> Iterator[int]:
    """A file of mode 0600 that exists only in memory.

    For children that inherit its descriptor and open /proc/self/fd/N.
    """
    descriptor = os.memfd_create(name)
    try:
        os.write(descriptor, content.encode())
        os.fchmod(descriptor, 0o600)
        if account is not None and account.drops:
            os.fchown(descriptor, account.uid, account.gid)
        yield descriptor
    finally:
        os.close(descriptor)

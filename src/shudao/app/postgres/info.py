"""What other processes need to attach to the running server.

`DATA/run/postgres.json`, mode 0600, there only while it runs.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from shudao.app.postgres.errors import PostgresNotRunning, PostgresNotYours, PostgresUnknownRole
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.locks import FileLock
from shudao.kernel.files import write_atomically

__all__ = ["Driver", "PostgresInfo", "attach", "write_info"]

Driver = Literal["psycopg", "sqlalchemy"]
_SCHEMES: dict[Driver, str] = {"psycopg": "postgresql", "sqlalchemy": "postgresql+psycopg"}
# Whoever takes the port after the server has ended must not be able to ask a client for its password in the clear.
_SAFE: dict[str, str] = {"require_auth": "scram-sha-256", "sslmode": "disable"}


@dataclass(frozen=True)
class PostgresInfo:
    """How to reach the server. `wanted_port` is the preferred port when that one was taken, otherwise None."""

    host: str
    port: int
    socket_dir: Path
    database: str
    major: int
    server_pid: int
    owner_pid: int
    passwords: Mapping[str, str] = field(repr=False)
    wanted_port: int | None = None

    def password(self, role: str) -> str:
        """The role's password, for drivers that want it apart from a DSN."""
        if role not in self.passwords:
            raise PostgresUnknownRole(role=role, known="、".join(self.passwords))
        return self.passwords[role]

    def dsn(self, role: str, database: str | None = None, driver: Driver = "psycopg", *, socket: bool = False) -> str:
        """A URL for `driver`, over loopback TCP or, with `socket=True`, over the private Unix socket.

        It holds the password.
        """
        user = f"{quote(role, safe='')}:{quote(self.password(role), safe='')}"
        place = f"{_SCHEMES[driver]}://{user}@{'' if socket else f'{self.host}:{self.port}'}"
        options = {"host": str(self.socket_dir), "port": str(self.port), **_SAFE} if socket else _SAFE
        return f"{place}/{quote(database or self.database, safe='')}?{urlencode(options, quote_via=quote)}"


def write_info(layout: Layout, info: PostgresInfo) -> None:
    """Publish how to attach; readers never see half of it."""
    shown = asdict(info) | {"socket_dir": str(info.socket_dir)}
    write_atomically(layout.attach_file, json.dumps(shown, indent=1, ensure_ascii=False).encode(), mode=0o600)


def attach(data_dir: Path) -> PostgresInfo:
    """Find the running server of `data_dir`. A file left behind by a killed owner is not mistaken for a live server."""
    layout = Layout(data_dir.absolute())
    try:
        content = json.loads(layout.attach_file.read_bytes())
        alive = FileLock(layout.server_lock).is_held()
    except (FileNotFoundError, NotADirectoryError):
        raise PostgresNotRunning(data_dir=layout.data_dir) from None
    except PermissionError:
        raise PostgresNotYours(data_dir=layout.data_dir) from None
    if not alive:
        raise PostgresNotRunning(data_dir=layout.data_dir)
    return _from_json(content)


def _from_json(content: dict[str, Any]) -> PostgresInfo:
    return PostgresInfo(**content | {"socket_dir": Path(content["socket_dir"])})

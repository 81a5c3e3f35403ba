"""The door: start and own the embedded server.

Attach to the one somebody else owns, or take it to a new major version.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from psycopg import Connection

from shudao.app.postgres import roles
from shudao.app.postgres.account import Account, choose_account
from shudao.app.postgres.binaries import newest
from shudao.app.postgres.cluster import adopt, check_version, find_cluster, make_cluster
from shudao.app.postgres.errors import PostgresNotRunning, PostgresNotYours, PostgresStartFailed
from shudao.app.postgres.info import PostgresInfo, attach, write_info
from shudao.app.postgres.keys import load_or_make_passwords
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.ownership import Ownership
from shudao.app.postgres.process import PortTaken, ServerProcess, Spot
from shudao.app.postgres.reachable import reachable
from shudao.app.postgres.roles import DATABASE, SHARED_ROLES, DatabaseRole
from shudao.app.postgres.session import superuser_session
from shudao.app.postgres.sockets import HOST, candidate_ports, make_socket_dir, remove_socket_dir, sweep_socket_dir
from shudao.app.postgres.upgrade import UpgradeReport, UpgradeReporter, UpgradeStep, upgrade

__all__ = [
    "DatabaseRole",
    "EmbeddedPostgres",
    "PostgresInfo",
    "PostgresNotRunning",
    "UpgradeReport",
    "UpgradeReporter",
    "UpgradeStep",
    "attach",
    "has_cluster",
    "held",
    "upgrade",
]

_log = logging.getLogger(__name__)


def has_cluster(data_dir: Path) -> bool:
    """Whether this DATA folder holds an embedded database, of whatever version; nothing is made by asking."""
    layout = Layout(data_dir.absolute())
    return layout.clusters.is_dir() and find_cluster(layout) is not None


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Keep everybody from starting a server on this DATA folder until the block ends. Raises `PostgresAlreadyOwned`
    when one runs.
    """
    layout = Layout(data_dir.absolute())
    layout.prepare()
    ownership = Ownership(layout)
    ownership.take()
    try:
        yield
    finally:
        ownership.release()


class EmbeddedPostgres:
    """The server of one DATA folder, owned by this process and ending with it.

    Starting it again on the same folder keeps everything. `preferred_port` is tried first, then the ports after it;
    without one the system offers a free port. Timeouts are in seconds; a start after a crash replays the WAL and may
    need long.
    """

    def __init__(
        self,
        data_dir: Path,
        preferred_port: int | None = None,
        *,
        start_timeout_s: float = 300.0,
        stop_timeout_s: float = 60.0,
    ) -> None:
        self._layout = Layout(data_dir.absolute())
        self._preferred_port = preferred_port
        self._start_timeout_s = start_timeout_s
        self._stop_timeout_s = stop_timeout_s
        self._ownership = Ownership(self._layout)
        self._passwords: dict[str, str] = {}
        self._owner_pid = 0
        self._process: ServerProcess | None = None
        self._socket_dir: Path | None = None
        self._info: PostgresInfo | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def info(self) -> PostgresInfo:
        """How to reach the running server."""
        if self._info is None:
            raise PostgresNotRunning(data_dir=self._layout.data_dir)
        return self._info

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the server process to end, wanted or not, so that a supervisor notices; true when it has ended."""
        return self._process is None or self._process.exited.wait(timeout_s)

    def start(self) -> PostgresInfo:
        """Start the server, making the cluster and the roles when they are missing; returns when it can be used."""
        try:
            self._layout.prepare()
            self._ownership.take()
        except PermissionError:
            raise PostgresNotYours(data_dir=self._layout.data_dir) from None
        self._owner_pid = os.getpid()
        try:
            self._info = self._start()
        except BaseException:
            self.stop()
            raise
        return self._info

    def stop(self) -> None:
        """Fast, clean shutdown. Stopping what does not run does nothing, nor does a fork of the owner that unwinds."""
        if os.getpid() != self._owner_pid:
            return
        if self._process is not None:
            self._process.stop(self._stop_timeout_s)
            self._layout.attach_file.unlink(missing_ok=True)
        if self._socket_dir is not None:
            remove_socket_dir(self._layout, self._socket_dir)
        self._process = self._socket_dir = self._info = None
        self._ownership.release()

    def create_database(
        self, name: str, owner_role: str, password: str | None = None, *, replication: bool = False
    ) -> None:
        """Make sure of a database that only its owner may enter.

        With a password the owner's login is made or given that password; without one the role must exist.
        `replication` lets the role read logical replication, as a department's own system grants to whoever captures
        its changes.
        """
        with self._superuser() as session:
            roles.create_database(session, name, owner_role, password, replication=replication)

    def prepare_database(self, name: str) -> None:
        """Lay a database of `shudao_owner` out like `shudao` itself: schema svc, grants and default privileges."""
        with self._superuser(name) as session:
            roles.prepare_database(session)

    def copy_database(self, name: str, template: str, owner_role: str) -> None:
        """Make a database as a copy of another one to which nobody is connected."""
        with self._superuser() as session:
            roles.copy_database(session, name, template, owner_role)

    def drop_database(self, name: str) -> None:
        """Remove a database, ending the sessions in it."""
        with self._superuser() as session:
            roles.drop_database(session, name)

    def _start(self) -> PostgresInfo:
        sweep_socket_dir(self._layout)
        self._layout.attach_file.unlink(missing_ok=True)
        cluster = find_cluster(self._layout)
        account = choose_account(cluster)
        self._passwords = load_or_make_passwords(self._layout, cluster_exists=cluster is not None)
        spot = self._spot(cluster, account)
        self._socket_dir = spot.socket_dir
        process = self._run_on_free_port(spot)
        self._ensure_roles()
        self._ownership.hand_over()
        return self._publish(spot, process)

    def _spot(self, cluster: Path | None, account: Account) -> Spot:
        binaries = reachable(newest(), account)
        if cluster is None:
            password = self._passwords[DatabaseRole.SUPERUSER]
            cluster = adopt(make_cluster(self._layout, binaries, account, password, self._ownership.lock_fd))
        check_version(cluster, binaries.major)
        socket_dir = make_socket_dir(self._layout, account)
        return Spot(binaries, cluster, account, socket_dir, self._layout.log, self._ownership.lock_fd, listen=HOST)

    def _run_on_free_port(self, spot: Spot) -> ServerProcess:
        for port in candidate_ports(self._preferred_port):
            self._process = ServerProcess(spot, port)
            try:
                self._process.start(self._start_timeout_s)
            except PortTaken:
                continue
            return self._process
        raise PostgresStartFailed(reason=f"no free port from {self._preferred_port or 'any'} on")

    def _ensure_roles(self) -> None:
        with self._superuser() as session:
            roles.ensure_roles(session, self._passwords)
        self.prepare_database(DATABASE)

    def _publish(self, spot: Spot, process: ServerProcess) -> PostgresInfo:
        moved = self._preferred_port not in (None, process.port)
        if moved:
            _log.warning("port %s is taken, PostgreSQL listens on %s", self._preferred_port, process.port)
        info = PostgresInfo(
            host=HOST,
            port=process.port,
            socket_dir=spot.socket_dir,
            database=DATABASE,
            major=spot.binaries.major,
            server_pid=process.pid,
            owner_pid=self._owner_pid,
            passwords={role.value: self._passwords[role] for role in SHARED_ROLES},
            wanted_port=self._preferred_port if moved else None,
        )
        write_info(self._layout, info)
        return info

    @contextmanager
    def _superuser(self, database: str = "postgres") -> Iterator[Connection]:
        if self._process is None or self._socket_dir is None:
            raise PostgresNotRunning(data_dir=self._layout.data_dir)
        password = self._passwords[DatabaseRole.SUPERUSER]
        with superuser_session(self._layout, self._socket_dir, self._process.port, password, database) as session:
            yield session

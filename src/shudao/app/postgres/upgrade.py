"""To a new major version by dump and restore.

The old cluster stays as it was, under its own number, until it is removed.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from shudao.app.postgres.account import Account, choose_account
from shudao.app.postgres.binaries import Binaries, newest, of_major
from shudao.app.postgres.cluster import adopt, find_cluster, make_cluster, older_clusters, version_of
from shudao.app.postgres.dump import Endpoint, Mover
from shudao.app.postgres.errors import PostgresNoRoomToUpgrade, PostgresTooNew, PostgresUpgradeFailed
from shudao.app.postgres.keys import load_or_make_passwords
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.ownership import Ownership
from shudao.app.postgres.process import ServerProcess, Spot
from shudao.app.postgres.reachable import reachable
from shudao.app.postgres.roles import DatabaseRole
from shudao.app.postgres.session import superuser_session
from shudao.app.postgres.sockets import make_temporary_socket_dir, remove_socket_dir

__all__ = ["UpgradeReport", "UpgradeReporter", "UpgradeStep", "upgrade"]

_PRIVATE_PORT = 5432  # only names the socket: neither server listens on TCP
_START_S = 600.0
_STOP_S = 600.0

RowCounts = dict[str, int]


class UpgradeStep(StrEnum):
    """Where an upgrade is."""

    MAKE = "make"
    ROLES = "roles"
    MOVE = "move"
    COMPARE = "compare"
    ADOPT = "adopt"
    REMOVE = "remove"


UpgradeReporter = Callable[[UpgradeStep, str], None]
"""Told at the beginning of each step, with the database, version or folder it is about."""


@dataclass(frozen=True)
class UpgradeReport:
    """What was moved: rows per table, per database, the same before and after.

    `kept` are clusters of older versions, as they were; `removed` those that were asked to go.
    """

    from_major: int
    to_major: int
    kept: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    rows: dict[str, RowCounts] = field(default_factory=dict)


def upgrade(data_dir: Path, report: UpgradeReporter = lambda *_: None, *, remove_old: bool = False) -> UpgradeReport:
    """Dump the cluster of an older major version and restore it into a new one; the server must not be running.

    The new cluster takes its place only when every table holds as many rows as before; a failure or a kill before
    that leaves the old one in use. Replication slots do not survive, as in every dump and restore. With `remove_old`
    the clusters of older versions are deleted, but only after the new one is in use.
    """
    layout = Layout(data_dir.absolute())
    layout.prepare()
    ownership = Ownership(layout)
    ownership.take()
    try:
        done = _upgrade(layout, ownership.lock_fd, report)
        older = older_clusters(layout)
        if not remove_old:
            return replace(done, kept=older)
        for cluster in older:
            report(UpgradeStep.REMOVE, str(cluster))
            shutil.rmtree(cluster)
        return replace(done, removed=older)
    finally:
        ownership.release()


def _upgrade(layout: Layout, lock_fd: int, report: UpgradeReporter) -> UpgradeReport:
    cluster, ours = find_cluster(layout), newest()
    if cluster is None:
        return UpgradeReport(ours.major, ours.major)
    found = version_of(cluster)
    if found == ours.major:
        return UpgradeReport(found, found)
    if found > ours.major:
        raise PostgresTooNew(found=found, ours=ours.major)
    _require_room(cluster)
    report(UpgradeStep.MAKE, str(ours.major))
    account = choose_account(cluster)
    password = load_or_make_passwords(layout, cluster_exists=True)[DatabaseRole.SUPERUSER]
    old = reachable(of_major(found), account)
    new = reachable(ours, account)
    building = make_cluster(layout, new, account, password, lock_fd)
    with (
        _private_server(layout, old, cluster, account, lock_fd) as source,
        _private_server(layout, new, building, account, lock_fd) as target,
    ):
        mover = Mover(ours, source, target, password, layout.upgrade_log)
        rows = _move_everything(layout, mover, report)
    report(UpgradeStep.ADOPT, str(ours.major))
    adopt(building)
    return UpgradeReport(found, ours.major, rows=rows)


def _require_room(cluster: Path) -> None:
    """A restore needs about what the old cluster takes; a full disk half-way is found out before it begins."""
    needed = sum(file.lstat().st_size for file in cluster.rglob("*"))
    free = shutil.disk_usage(cluster).free
    if free < needed:
        raise PostgresNoRoomToUpgrade(folder=cluster.parent, needed_mb=needed >> 20, free_mb=free >> 20)


def _move_everything(layout: Layout, mover: Mover, report: UpgradeReporter) -> dict[str, RowCounts]:
    report(UpgradeStep.ROLES, "")
    mover.move_roles()
    moved: dict[str, RowCounts] = {}
    with superuser_session(layout, mover.old.socket_dir, mover.old.port, mover.password) as session:
        databases = _user_databases(session)
    for name in databases:
        report(UpgradeStep.MOVE, name)
        mover.move_database(name)
        report(UpgradeStep.COMPARE, name)
        before, after = (_row_counts(layout, end, mover.password, name) for end in (mover.old, mover.new))
        if before != after:
            raise PostgresUpgradeFailed(step=f"row counts of {name}")
        _gather_statistics(layout, mover, name)
        moved[name] = after
    return moved


def _gather_statistics(layout: Layout, mover: Mover, database: str) -> None:
    """A dump carries none, and without them the first queries would be planned badly."""
    with superuser_session(layout, mover.new.socket_dir, mover.new.port, mover.password, database) as session:
        session.execute("ANALYZE")


def _user_databases(session: Connection) -> list[str]:
    """All but templates and the maintenance database `postgres`, in which nothing is kept."""
    found = session.execute(
        "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1"
    )
    return [name for (name,) in found]


def _row_counts(layout: Layout, end: Endpoint, password: str, database: str) -> RowCounts:
    """Rows of each ordinary table, by `schema.table`."""
    with superuser_session(layout, end.socket_dir, end.port, password, database) as session:
        tables = session.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        return {f"{schema}.{table}": _rows_in(session, schema, table) for schema, table in tables}


def _rows_in(session: Connection, schema: str, table: str) -> int:
    row = session.execute(SQL("SELECT count(*) FROM {}").format(Identifier(schema, table))).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _private_server(
    layout: Layout, binaries: Binaries, cluster: Path, account: Account, lock_fd: int
) -> Iterator[Endpoint]:
    """A server nobody else can reach: no TCP, a socket folder of its own."""
    socket_dir = make_temporary_socket_dir(account)
    process = ServerProcess(Spot(binaries, cluster, account, socket_dir, layout.log, lock_fd), _PRIVATE_PORT)
    try:
        process.start(_START_S)
        yield Endpoint(socket_dir, _PRIVATE_PORT)
    finally:
        process.stop(_STOP_S)
        remove_socket_dir(layout, socket_dir)

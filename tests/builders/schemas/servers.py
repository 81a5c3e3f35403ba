"""Real database servers for a made-up schema: MariaDB is started in a folder of its own, PostgreSQL is the run's."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pymysql
from pymysql.constants import CLIENT

from tests.builders.schemas.scripts import Written

PASSWORD = "p@ss:w/ö rd"  # what has to be quoted in a connection string
START_S = 60


def mariadb_binary() -> str | None:
    """The server, should one be installed; package managers put it where ordinary users do not look."""
    return shutil.which("mariadbd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/libexec")


@contextmanager
def mariadb(folder: Path) -> Iterator[str]:
    """A server on a free port of this machine; the connection string of an empty database, gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    data, sock = folder / "data", folder / "s"
    owner = ["--user=root"] if os.geteuid() == 0 else []
    install = shutil.which("mariadb-install-db") or "mariadb-install-db"
    common = ["--no-defaults", f"--datadir={data}", *owner]
    subprocess.run(
        [install, *common, "--auth-root-authentication-method=normal", "--skip-test-db"],
        check=True,
        capture_output=True,
    )
    port = _free_port()
    place = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={sock}", f"--pid-file={folder / 'pid'}"]
    cheap = [
        "--skip-name-resolve",
        "--innodb-buffer-pool-size=64M",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([mariadb_binary() or "mariadbd", *common, *place, *cheap], stdout=log, stderr=log)
    try:
        _prepare(str(sock), server)
        yield mysql_dsn(port)
    finally:
        server.terminate()
        server.wait(START_S)


def mysql_dsn(port: int, password: str = "p%40ss%3Aw%2F%C3%B6%20rd") -> str:
    return f"mysql://harvest:{password}@127.0.0.1:{port}/city"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _prepare(sock: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait for the server and make a database with a reader that owns it."""
    over = time.monotonic() + START_S
    while not Path(sock).exists() and server.poll() is None and time.monotonic() < over:
        time.sleep(0.05)
    connection = pymysql.connect(unix_socket=sock, user="root", charset="utf8mb4")
    with connection, connection.cursor() as cursor:
        cursor.execute("create database city character set utf8mb4")
        cursor.execute("create user harvest@'127.0.0.1' identified by %s", (PASSWORD,))
        cursor.execute("grant all on city.* to harvest@'127.0.0.1'")


def load_mysql(dsn: str, written: Written) -> None:
    """Run the scripts, one after the other."""
    port = urlsplit(dsn).port or 0
    flags = {"client_flag": CLIENT.MULTI_STATEMENTS, "charset": "utf8mb4", "autocommit": True}
    with pymysql.connect(
        host="127.0.0.1", port=port, user="harvest", password=PASSWORD.encode(), database="city", **flags
    ) as connection:
        for name in sorted(written.scripts):
            with connection.cursor() as cursor:
                cursor.execute("set autocommit = 0")
                cursor.execute(written.scripts[name].decode("utf-8"))
                while cursor.nextset():
                    pass
            connection.commit()


def load_postgresql(dsn: str, written: Written) -> None:
    """Run the scripts in one transaction, and let the server count."""
    with psycopg.connect(dsn) as connection:
        for name in sorted(written.scripts):
            connection.execute(written.scripts[name])
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("analyze")

"""Wherever DATA and the binaries lie, whoever we are: it runs, and no folder's mode is touched."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shudao.app.postgres.account import Account, choose_account
from shudao.app.postgres.binaries import PACKAGE, Binaries, newest
from shudao.app.postgres.errors import PostgresBinariesUnreachable, PostgresNotYours
from shudao.app.postgres.facade import EmbeddedPostgres, attach
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.reachable import reachable
from tests.app.conftest import copy_of
from tests.app.postgres.conftest import SOURCE, needs_root, running_owner, scalar, wait_until_server_ended


def modes(folder: Path) -> dict[Path, int]:
    """Modes of a folder and all above it."""
    return {place: stat.S_IMODE(place.stat().st_mode) for place in (folder, *folder.parents)}


def home_of(folder: Path) -> Path:
    """A home folder as most systems make it: mode 0700, owned by whoever runs us."""
    home = folder / "家目录 with spaces"
    home.mkdir(mode=0o700)
    return home


def test_inside_a_private_home_with_spaces_and_chinese(first_start: Path, place: Path):
    """As root the server's account cannot pass through the home; it still runs, with its data under DATA."""
    home = home_of(place)
    data_dir = copy_of(first_start, home / "数道 'data' $HOME;%20#")
    before = modes(data_dir)
    with EmbeddedPostgres(data_dir) as server:
        for by_socket in (False, True):
            assert scalar(server.info.dsn("shudao_app", socket=by_socket), "select 1") == 1
        assert scalar(attach(data_dir).dsn("shudao_app", driver="psycopg"), "select 1") == 1
    assert modes(data_dir) == before
    assert modes(data_dir)[home] == 0o700


def test_a_first_start_makes_private_folders_and_changes_no_existing_one(place: Path):
    """`initdb` included, in a DATA folder that somebody has made beforehand with a mode of its own."""
    data_dir = home_of(place) / "数据"
    data_dir.mkdir()
    data_dir.chmod(0o750)
    before = modes(data_dir)
    with EmbeddedPostgres(data_dir) as server:
        assert scalar(server.info.dsn("shudao_app"), "select current_database()::text") == "shudao"
    assert modes(data_dir) == before
    made = {folder.name: stat.S_IMODE(folder.stat().st_mode) for folder in data_dir.iterdir()}
    assert made == {"postgres": 0o700, "run": 0o700, "keys": 0o700, "logs": 0o700}
    assert [folder.name for folder in (data_dir / "postgres").iterdir()] == ["18"]


def test_starting_an_existing_cluster_takes_less_than_a_second(data_dir: Path):
    """The best of three: the others may have waited for the machine."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        with EmbeddedPostgres(data_dir):
            taken.append(time.perf_counter() - started)
    assert min(taken) < 1.0


def test_a_deep_data_folder_gets_a_short_socket_folder_that_is_removed(first_start: Path, place: Path):
    data_dir = copy_of(first_start, place / ("很深的目录" * 5) / "data")
    with EmbeddedPostgres(data_dir) as server:
        folder = server.info.socket_dir
        assert not folder.is_relative_to(data_dir)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert scalar(server.info.dsn("shudao_app", socket=True), "select 1") == 1
    assert not folder.exists()


def test_a_short_socket_folder_of_a_killed_owner_is_swept_by_the_next(first_start: Path, place: Path):
    data_dir = copy_of(first_start, place / ("很深的目录" * 5) / "data")
    with running_owner(data_dir) as owner:
        left = owner.info.socket_dir
        owner.kill()
        wait_until_server_ended(data_dir)
    assert left.exists()
    with EmbeddedPostgres(data_dir):
        assert not left.exists()


@needs_root
def test_binaries_in_a_private_home_are_copied_once_to_where_the_account_can_run_them(open_folder: Path):
    hidden, account = hidden_binaries(home_of(open_folder)), choose_account(None)
    before = modes(hidden.root)
    target = open_folder / "system" / "postgres"
    copy = reachable(hidden, account, (target,))
    assert copy.root.is_relative_to(target)
    told = subprocess.run([copy.tool("initdb"), "--version"], user=account.uid, capture_output=True, text=True, cwd="/")
    assert told.stdout.startswith("initdb (PostgreSQL) 18")
    assert (copy.root / "share/postgresql/postgres.bki").exists()
    first = copy.root.stat().st_ctime_ns
    assert reachable(hidden, account, (target,)) == copy
    assert copy.root.stat().st_ctime_ns == first
    assert modes(hidden.root) == before


@needs_root
def test_a_place_others_can_write_to_is_not_trusted_with_binaries(open_folder: Path):
    """In the shared temporary folder somebody else could have put their own `postgres` under the name we use."""
    hidden, account = hidden_binaries(home_of(open_folder)), choose_account(None)
    anyones = open_folder / "anyones"
    anyones.mkdir()
    anyones.chmod(0o777)
    somebodys = open_folder / "somebodys"
    somebodys.mkdir()
    os.chown(somebodys, account.uid, account.gid)
    with pytest.raises(PostgresBinariesUnreachable) as refused:
        reachable(hidden, account, (anyones, somebodys))
    assert str(anyones) in refused.value.message()
    ours = open_folder / "ours"
    assert reachable(hidden, account, (anyones, ours)).root.is_relative_to(ours)


def hidden_binaries(home: Path) -> Binaries:
    """The binaries as they lie in a virtual environment inside a private home."""
    tree = newest().root
    site = home / "venv"
    shutil.copytree(tree, site / PACKAGE / tree.name, copy_function=link_or_copy)
    shutil.copytree(tree.parent.with_name(f"{PACKAGE}.libs"), site / f"{PACKAGE}.libs", copy_function=link_or_copy)
    return Binaries(newest().major, site / PACKAGE / tree.name)


def link_or_copy(source: str, target: str) -> None:
    """A hard link costs nothing; over file systems it must be a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def can_run(python: str, account: Account) -> bool:
    try:
        return subprocess.run([python, "-c", ""], cwd="/", **account.as_popen()).returncode == 0
    except PermissionError:
        return False


def ordinary_python(account: Account, place: Path) -> str:
    """An interpreter the account can run: ours, or one linked to an open place where ours lies in root's home."""
    if can_run(sys.executable, account):
        return sys.executable
    base = Path(sys.base_prefix)
    library = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
    skip = shutil.ignore_patterns("site-packages", "test*", "__pycache__", "idlelib", "lib2to3", "tkinter", "config-*")
    shutil.copytree(base / library, place / library, copy_function=link_or_copy, ignore=skip)
    for part in (base / "lib").glob("libpython*.so*"):
        link_or_copy(str(part), str(place / "lib" / part.name))
    (place / "bin").mkdir()
    link_or_copy(str(Path(sys.executable).resolve()), str(place / "bin/python3"))
    return str(place / "bin/python3")


@needs_root
def test_an_ordinary_user_runs_it_as_itself(open_folder: Path):
    """A whole first start in the user's own private home, from another process without any right of root's."""
    entry = pwd.getpwnam("nobody")
    user = Account(entry.pw_uid, entry.pw_gid, drops=True)
    python = ordinary_python(user, open_folder / "python")
    home = home_of(open_folder)
    user.give(home)
    packages = Path(pytest.__file__).parents[1]
    with running_owner(home / "data", python=python, path=(SOURCE, packages), cwd="/", **user.as_popen()) as owner:
        info = owner.info
        assert {Path(f"/proc/{pid}").stat().st_uid for pid in (info.owner_pid, info.server_pid)} == {user.uid}
        assert scalar(info.dsn("shudao_app"), "select 1") == 1
        owner.finish()
    assert {file.lstat().st_uid for file in home.rglob("*")} == {user.uid}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert not Layout(home / "data").attach_file.exists()


@needs_root
def test_a_folder_of_somebody_elses_is_told_and_not_touched(data_dir: Path, open_folder: Path):
    """First started as root, then tried as an ordinary user; asked in a fork that has given up root's rights."""
    data_dir = copy_of(data_dir, open_folder / "data")
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        told = []
        for attempt in (EmbeddedPostgres(data_dir).start, lambda: attach(data_dir)):
            try:
                attempt()
            except PostgresNotYours as refused:
                told.append(refused)
        os._exit(len(told))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2


@needs_root
def test_root_runs_an_ordinary_users_cluster_as_that_user(first_start: Path, place: Path):
    """So that `sudo shudao up` once does not lock the user out of the own data."""
    data_dir = copy_of(first_start, place / "data")
    for file in (data_dir, *data_dir.rglob("*")):
        os.lchown(file, 12345, 12345)
    with EmbeddedPostgres(data_dir) as server:
        assert Path(f"/proc/{server.info.server_pid}").stat().st_uid == 12345
    assert {file.lstat().st_uid for file in (data_dir / "postgres/18").rglob("*")} == {12345}

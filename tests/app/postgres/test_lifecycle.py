"""One owner, a clean stop, nothing left behind by a killed owner, and everything kept across starts."""

import os
import signal
import socket
import subprocess
import threading
from pathlib import Path

import psutil
import psycopg
import pytest

from shudao.app.postgres.binaries import newest
from shudao.app.postgres.errors import PostgresAlreadyOwned, PostgresNotRunning, PostgresStartFailed
from shudao.app.postgres.facade import EmbeddedPostgres, attach
from shudao.app.postgres.layout import Layout
from tests.app.postgres.conftest import family, is_gone, running_owner, scalar, wait_until_server_ended


def control_state(data_dir: Path) -> str:
    """How the cluster was left, by its own record."""
    told = subprocess.run(
        [newest().tool("pg_controldata"), str(data_dir / "postgres/18")],
        capture_output=True, text=True, check=True, env={"LC_ALL": "C"},
    ).stdout  # fmt: skip
    return next(
        line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("Database cluster state")
    )


def write_row(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table if not exists public.kept (line text)")
        connection.execute("insert into public.kept values ('数据')")


def test_a_restart_keeps_data_and_passwords_and_the_stop_is_clean(data_dir: Path):
    keys = Layout(data_dir).key_file.read_bytes()
    with EmbeddedPostgres(data_dir) as server:
        write_row(server.info.dsn("shudao_owner"))
        assert control_state(data_dir) == "in production"
    assert control_state(data_dir) == "shut down"
    with EmbeddedPostgres(data_dir) as server:
        assert scalar(server.info.dsn("shudao_owner"), "select line from public.kept") == "数据"
    assert Layout(data_dir).key_file.read_bytes() == keys


def test_a_stop_ends_open_sessions_and_may_be_repeated(data_dir: Path):
    server = EmbeddedPostgres(data_dir)
    processes = family(server.start())
    idle_in_transaction = psycopg.connect(server.info.dsn("shudao_app"))
    idle_in_transaction.execute("select 1")
    server.stop()
    idle_in_transaction.close()
    server.stop()
    assert all(is_gone(process) for process in processes)
    assert not Layout(data_dir).attach_file.exists()
    with pytest.raises(PostgresNotRunning):
        _ = server.info
    server.start()
    server.stop()


def test_a_killed_owner_leaves_no_process_behind_and_nothing_is_lost(data_dir: Path):
    with running_owner(data_dir) as owner:
        info = owner.info
        assert psutil.Process(info.server_pid).ppid() == owner.process.pid == info.owner_pid
        write_row(info.dsn("shudao_owner"))
        busy = psycopg.connect(info.dsn("shudao_owner"))
        busy.execute("insert into public.kept values ('not committed')")
        processes = family(info)
        owner.kill()
        wait_until_server_ended(data_dir)
        busy.close()
    assert all(is_gone(process) for process in processes)
    with pytest.raises(PostgresNotRunning):  # the attach file is still there, and is not believed
        attach(data_dir)
    assert Layout(data_dir).attach_file.exists()
    with EmbeddedPostgres(data_dir) as server:
        assert scalar(server.info.dsn("shudao_owner"), "select array_agg(line) from public.kept") == ["数据"]


def test_a_new_owner_may_start_at_once_after_a_kill(data_dir: Path):
    """It waits for the dying server instead of refusing or running beside it."""
    with running_owner(data_dir) as owner:
        owner.kill()
        with EmbeddedPostgres(data_dir) as server:
            assert scalar(server.info.dsn("shudao_app"), "select 1") == 1


def test_a_stopped_owner_process_leaves_a_clean_cluster(data_dir: Path):
    with running_owner(data_dir) as owner:
        owner.finish()
    assert control_state(data_dir) == "shut down"


def test_the_interrupt_key_reaches_the_owner_and_not_the_server(data_dir: Path):
    """The server is in a session of its own, so that the owner can stop its workers first."""
    with EmbeddedPostgres(data_dir) as server:
        assert os.getsid(server.info.server_pid) == server.info.server_pid


def test_a_server_started_from_a_thread_outlives_the_thread(data_dir: Path):
    """The kernel's death signal follows the thread that spawned the child, not the process."""
    server = EmbeddedPostgres(data_dir)
    thread = threading.Thread(target=server.start)
    thread.start()
    thread.join()
    assert not server.wait(0.3)
    assert scalar(server.info.dsn("shudao_app"), "select 1") == 1
    server.stop()


def test_a_second_owner_is_refused_and_told_who_the_first_is(data_dir: Path):
    with running_owner(data_dir) as owner:
        with pytest.raises(PostgresAlreadyOwned) as refused:
            EmbeddedPostgres(data_dir).start()
        assert refused.value.code == "app.postgres_already_owned"
        assert str(owner.process.pid) in refused.value.message("zh")
        assert str(owner.process.pid) in refused.value.message("en")
        assert str(data_dir) in refused.value.next_step("en")
        assert scalar(owner.info.dsn("shudao_app"), "select 1") == 1  # the refusal harmed nothing


def test_a_second_owner_in_the_same_process_is_refused_too(data_dir: Path):
    with EmbeddedPostgres(data_dir) as server:
        for second in (EmbeddedPostgres(data_dir), server):
            with pytest.raises(PostgresAlreadyOwned):
                second.start()
        assert scalar(server.info.dsn("shudao_app"), "select 1") == 1
    assert server.wait(0)


def test_others_attach_by_the_file(data_dir: Path):
    with pytest.raises(PostgresNotRunning):
        attach(data_dir)
    with running_owner(data_dir) as owner:
        info = attach(data_dir)
        for socket_too in (False, True):
            assert scalar(info.dsn("shudao_app", socket=socket_too), "select current_user::text") == "shudao_app"
        assert info.dsn("shudao_app", "other", driver="sqlalchemy").startswith("postgresql+psycopg://shudao_app:")
        assert owner.process.poll() is None
    with pytest.raises(PostgresNotRunning):
        attach(data_dir / "elsewhere")


def test_a_stale_pid_file_that_names_a_live_process_does_not_stop_the_start(data_dir: Path):
    """After a crash in a container the old number usually belongs to somebody else, often of the same user."""
    cluster = data_dir / "postgres/18"
    account = cluster.stat()
    drop = {"user": account.st_uid, "group": account.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **drop) as innocent:
        (cluster / "postmaster.pid").write_text(f"{innocent.pid}\n/proc/self/cwd\n1\n5432\n\n127.0.0.1\n1 1\nready\n")
        os.chown(cluster / "postmaster.pid", account.st_uid, account.st_gid)
        with EmbeddedPostgres(data_dir) as server:
            assert server.info.server_pid != innocent.pid
            assert scalar(server.info.dsn("shudao_app"), "select 1") == 1
        assert innocent.poll() is None
        innocent.kill()


def test_a_taken_port_gives_the_next_free_one_and_says_so(data_dir: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = taken.getsockname()[1]
        with EmbeddedPostgres(data_dir, preferred_port=wanted) as server:
            assert server.info.port > wanted
            assert server.info.wanted_port == wanted
            assert scalar(server.info.dsn("shudao_app"), "select 1") == 1
    with EmbeddedPostgres(data_dir, preferred_port=wanted) as server:
        assert (server.info.port, server.info.wanted_port) == (wanted, None)


def test_the_owner_notices_when_the_server_dies(data_dir: Path):
    with EmbeddedPostgres(data_dir) as server:
        assert not server.wait(0)
        os.kill(server.info.server_pid, signal.SIGKILL)
        assert server.wait(10)
        wait_until_server_ended(data_dir)
        with pytest.raises(PostgresNotRunning):
            attach(data_dir)
        server.stop()
        server.start()
        assert scalar(server.info.dsn("shudao_app"), "select 1") == 1


def test_a_server_that_cannot_start_says_why_and_leaves_nothing(data_dir: Path):
    with (data_dir / "postgres/18/postgresql.conf").open("a") as file:
        file.write("shared_buffers = '900000GB'\n")
    with pytest.raises(PostgresStartFailed) as refused:
        EmbeddedPostgres(data_dir).start()
    assert "postgresql.conf" in refused.value.message() or "shared_buffers" in refused.value.message()
    assert not Layout(data_dir).attach_file.exists()
    with pytest.raises(PostgresStartFailed):  # and not "already owned"
        EmbeddedPostgres(data_dir).start()


def test_a_fork_of_the_owner_that_unwinds_does_not_stop_the_server(data_dir: Path):
    with EmbeddedPostgres(data_dir) as server:
        child = os.fork()
        if child == 0:
            server.stop()
            os._exit(0)
        os.waitpid(child, 0)
        assert not server.wait(0)
        assert scalar(attach(data_dir).dsn("shudao_app"), "select 1") == 1


def test_a_fork_that_survives_its_owner_does_not_keep_the_ownership(data_dir: Path):
    server = EmbeddedPostgres(data_dir)
    server.start()
    gate_read, gate_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(gate_write)
        os.read(gate_read, 1)
        os._exit(0)
    server.stop()
    server.start()
    server.stop()
    os.close(gate_write)
    os.close(gate_read)
    os.waitpid(child, 0)

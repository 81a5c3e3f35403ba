"""Nobody gets in without a password, no role may do more than it must, and passwords stay in their two files."""

import contextlib
import json
import os
import re
import stat
import subprocess
from pathlib import Path

import psutil
import psycopg
import pytest

from shudao.app.postgres.account import choose_account
from shudao.app.postgres.binaries import newest
from shudao.app.postgres.errors import PostgresKeysDoNotFit, PostgresKeysMissing, PostgresUnknownRole
from shudao.app.postgres.facade import DatabaseRole, EmbeddedPostgres
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.reachable import reachable
from tests.app.postgres.conftest import another_user, family, needs_root, scalar, superuser_dsn


@pytest.mark.parametrize("role", list(DatabaseRole))
@pytest.mark.parametrize("way", ["tcp", "socket"])
@pytest.mark.parametrize("password", ["", "password=wrong"])
def test_without_the_password_nobody_gets_in(shared: EmbeddedPostgres, role: str, way: str, password: str):
    host = shared.info.host if way == "tcp" else shared.info.socket_dir
    with pytest.raises(psycopg.OperationalError, match=r"no password supplied|password authentication failed"):
        psycopg.connect(f"host='{host}' port={shared.info.port} user={role} dbname=shudao {password}")


@needs_root
def test_another_local_user_is_refused(shared: EmbeddedPostgres):
    """No `trust`, no `peer`: being a user of the same machine gives nothing."""
    other = another_user()
    psql = reachable(newest(), choose_account(None)).tool("psql")
    for host, refusal in ((shared.info.host, "no password supplied"), (shared.info.socket_dir, "Permission denied")):
        done = subprocess.run(
            [psql, "-h", str(host), "-p", str(shared.info.port), "-U", "postgres", "-w", "-c", "select 1"],
            user=other.pw_uid, group=other.pw_gid, extra_groups=[], cwd="/", env={}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode != 0
        assert refusal in done.stderr


def test_every_way_in_is_scram(shared: EmbeddedPostgres):
    """As the server reads it now, and as the cluster's own file would have it if somebody started it by hand."""
    layout = shared._layout
    with psycopg.connect(superuser_dsn(layout.data_dir, shared.info)) as connection:
        rules = connection.execute("select distinct type, auth_method from pg_hba_file_rules").fetchall()
        stored = connection.execute("select rolpassword from pg_authid where rolcanlogin").fetchall()
    assert sorted(rules) == [("host", "scram-sha-256"), ("local", "scram-sha-256")]
    assert all(verifier.startswith("SCRAM-SHA-256$") for (verifier,) in stored)
    by_hand = (layout.clusters / "18/pg_hba.conf").read_text()
    methods = [line.split()[-1] for line in by_hand.splitlines() if re.match(r"(local|host)", line)]
    assert set(methods) == {"scram-sha-256"}


def test_the_server_listens_on_loopback_alone_and_its_socket_is_private(shared: EmbeddedPostgres):
    assert scalar(shared.info.dsn("shudao_app"), "show listen_addresses") == "127.0.0.1"
    assert stat.S_IMODE(shared.info.socket_dir.stat().st_mode) == 0o700


def test_no_role_is_more_than_it_must_be(shared: EmbeddedPostgres):
    query = """select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles
               where rolname like 'shudao%' order by 1"""
    with psycopg.connect(shared.info.dsn("shudao_app")) as connection:
        found = connection.execute(query).fetchall()
    assert [row[0] for row in found] == ["shudao_app", "shudao_gateway", "shudao_owner"]
    assert not any(right for row in found for right in row[1:])


def test_a_right_granted_by_hand_does_not_survive_a_restart(data_dir: Path):
    with EmbeddedPostgres(data_dir) as server, psycopg.connect(superuser_dsn(data_dir, server.info)) as superuser:
        superuser.execute("alter role shudao_app superuser bypassrls")
    with EmbeddedPostgres(data_dir) as server:
        query = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
        assert scalar(server.info.dsn("shudao_app"), query) is False


def test_what_the_owner_makes_the_application_uses_and_the_gateway_reads_only_svc(shared: EmbeddedPostgres):
    with psycopg.connect(shared.info.dsn("shudao_owner"), autocommit=True) as owner:
        owner.execute("create schema mechanism")
        owner.execute("create table mechanism.organisation (id serial primary key, name text)")
        owner.execute("create table svc.served (name text)")
        owner.execute("create function mechanism.answer() returns int language sql as 'select 42'")
    with psycopg.connect(shared.info.dsn("shudao_app"), autocommit=True) as app:
        app.execute("insert into mechanism.organisation (name) values ('数据局')")
        app.execute("update mechanism.organisation set name = '市数据局'")
        app.execute("insert into svc.served select name from mechanism.organisation")
        app.execute("create table svc.copy as select * from mechanism.organisation")
        assert app.execute("select mechanism.answer()").fetchone() == (42,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mechanism.mine (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("truncate mechanism.organisation")
    with psycopg.connect(shared.info.dsn("shudao_gateway"), autocommit=True) as gateway:
        assert gateway.execute("select name from svc.served").fetchone() == ("市数据局",)
        assert gateway.execute("select name from svc.copy").fetchone() == ("市数据局",)
        for refused in (
            "select * from mechanism.organisation",
            "insert into svc.served values ('x')",
            "create table svc.mine (id int)",
            "create table public.mine (id int)",
            "create temporary table mine (id int)",
            "select mechanism.answer()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                gateway.execute(refused)


def test_row_level_security_binds_the_application(shared: EmbeddedPostgres):
    with psycopg.connect(shared.info.dsn("shudao_owner"), autocommit=True) as owner:
        owner.execute("create schema guarded")
        owner.execute("create table guarded.line (mine bool)")
        owner.execute("insert into guarded.line values (true), (false)")
        owner.execute("alter table guarded.line enable row level security")
        owner.execute("create policy own on guarded.line using (mine)")
    assert scalar(shared.info.dsn("shudao_app"), "select count(*) from guarded.line") == 1


def test_passwords_are_long_different_and_only_in_their_two_files(shared: EmbeddedPostgres):
    """Not in the arguments or environment of any process, not in the log, nor anywhere else under DATA."""
    layout = shared._layout
    passwords = json.loads(layout.key_file.read_bytes())
    assert set(passwords) == set(DatabaseRole)
    assert len({*passwords.values()}) == 4
    assert all(len(password) >= 40 for password in passwords.values())
    for role, password in passwords.items():
        with pytest.raises(psycopg.OperationalError):  # a failed attempt is logged; the statement must not be
            psycopg.connect(f"host=127.0.0.1 port={shared.info.port} user={role} dbname=shudao password=wrong")
        for process in family(shared.info):
            with contextlib.suppress(psutil.NoSuchProcess):  # the backend that has just refused us
                assert password not in " ".join([*process.cmdline(), *process.environ().values()])
    holders = {
        file.relative_to(layout.data_dir)
        for file in layout.data_dir.rglob("*")
        if file.is_file() and any(password.encode() in file.read_bytes() for password in passwords.values())
    }
    assert holders == {Path("keys/postgres.json"), Path("run/postgres.json")}
    assert all(stat.S_IMODE((layout.data_dir / file).stat().st_mode) == 0o600 for file in holders)
    assert "postgres" not in json.loads(layout.attach_file.read_bytes())["passwords"]  # the superuser's is not shared


def test_failing_statements_and_their_values_stay_out_of_the_log(shared: EmbeddedPostgres):
    with psycopg.connect(shared.info.dsn("shudao_app")) as app, pytest.raises(psycopg.Error):
        app.execute("select '身份证号110101'::int /* 查询机密 */")
    log = shared._layout.log.read_text()
    assert "ready to accept connections" in log
    assert "110101" not in log
    assert "查询机密" not in log


def test_what_python_shows_of_the_connection_holds_no_password(shared: EmbeddedPostgres):
    assert shared.info.password("shudao_app") not in repr(shared.info)
    with pytest.raises(PostgresUnknownRole) as refused:
        shared.info.dsn("postgres")
    assert shared.info.password("shudao_app") not in f"{refused.value} {refused.value.as_json('en')}"


def test_a_client_never_sends_its_password_in_the_clear(shared: EmbeddedPostgres):
    """Whoever takes the port of a stopped server could otherwise simply ask for it."""
    for driver in ("psycopg", "sqlalchemy"):
        assert "require_auth=scram-sha-256" in shared.info.dsn("shudao_app", driver=driver)


def test_lost_keys_are_told_and_not_replaced(data_dir: Path):
    layout = Layout(data_dir)
    layout.key_file.unlink()
    with pytest.raises(PostgresKeysMissing):
        EmbeddedPostgres(data_dir).start()
    assert not layout.key_file.exists()


def test_keys_of_another_cluster_are_told_without_a_password_in_the_text(data_dir: Path):
    layout = Layout(data_dir)
    layout.key_file.write_text(json.dumps({role: f"{role}-of-elsewhere" for role in DatabaseRole}))
    with pytest.raises(PostgresKeysDoNotFit) as refused:
        EmbeddedPostgres(data_dir).start()
    assert "of-elsewhere" not in f"{refused.value} {refused.value.as_json('en')}"
    assert not layout.attach_file.exists()


@needs_root
def test_the_server_is_not_root_and_can_gain_nothing(shared: EmbeddedPostgres):
    status = Path(f"/proc/{shared.info.server_pid}/status").read_text()
    assert re.search(r"^Uid:\t([1-9]\d*)\t\1\t\1\t\1$", status, re.MULTILINE)
    assert re.search(r"^Groups:\t*\s*$", status, re.MULTILINE)
    assert re.search(r"^CapEff:\t0+$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE)
    assert os.geteuid() == 0

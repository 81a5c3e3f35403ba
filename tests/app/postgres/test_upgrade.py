"""A new major version: really from PostgreSQL 16 to 18, everything kept, the old cluster untouched."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import Connection
from typer.testing import CliRunner

from shudao.app.postgres import roles
from shudao.app.postgres.account import choose_account
from shudao.app.postgres.binaries import installed, newest, of_major
from shudao.app.postgres.cluster import adopt, make_cluster
from shudao.app.postgres.errors import (
    PostgresAlreadyOwned,
    PostgresClusterDamaged,
    PostgresNoRoomToUpgrade,
    PostgresNotInstalled,
    PostgresTooNew,
    PostgresUpgradeFailed,
    PostgresUpgradeNeeded,
)
from shudao.app.postgres.facade import EmbeddedPostgres, upgrade
from shudao.app.postgres.keys import load_or_make_passwords
from shudao.app.postgres.layout import Layout
from shudao.app.postgres.ownership import Ownership
from shudao.app.postgres.reachable import reachable
from shudao.app.postgres.session import superuser_session
from shudao.app.postgres.upgrade import _private_server
from shudao.cli.main import build
from tests.app.conftest import copy_of
from tests.app.postgres.conftest import scalar

OLD = 16
# PostgreSQL 16 has no builtin locale provider yet.
LOCALE_OF_16 = ("--locale=C", "--encoding=UTF8")


@contextmanager
def old_server(data_dir: Path) -> Iterator[tuple[Layout, Path, int, str]]:
    """PostgreSQL 16 on the cluster of `data_dir`, by its socket."""
    layout, account = Layout(data_dir), choose_account(None)
    ownership = Ownership(layout)
    ownership.take()
    password = load_or_make_passwords(layout, cluster_exists=False)["postgres"]
    binaries = reachable(of_major(OLD), account)
    cluster = layout.clusters / str(OLD)
    if not cluster.exists():
        cluster = adopt(make_cluster(layout, binaries, account, password, ownership.lock_fd, LOCALE_OF_16))
    try:
        with _private_server(layout, binaries, cluster, account, ownership.lock_fd) as end:
            yield layout, end.socket_dir, end.port, password
    finally:
        ownership.release()


@pytest.fixture(scope="module")
def written_by_16(module_place: Path) -> Path:
    """DATA as an installation on PostgreSQL 16 leaves it: roles, databases, rows, a sequence, a policy."""
    data_dir = module_place / "数 据"
    Layout(data_dir).prepare()
    with old_server(data_dir) as at:
        passwords = json.loads(Layout(data_dir).key_file.read_bytes())
        with superuser_session(*at) as session:
            roles.ensure_roles(session, passwords)
            roles.create_database(session, "部门 a=b", "department", "secret", replication=True)
            session.execute("alter database shudao set work_mem = '7MB'")
        with superuser_session(*at, "shudao") as session:
            roles.prepare_database(session)
            fill(session)
    return data_dir


def fill(session: Connection) -> None:
    session.execute("set role shudao_owner")
    session.execute("create schema mechanism")
    session.execute("create table mechanism.organisation (id serial primary key, name text, extra jsonb)")
    session.execute("insert into mechanism.organisation (name) select '机构' || n from generate_series(1, 1000) n")
    session.execute("create table svc.served as select name from mechanism.organisation")
    session.execute("create policy everybody on svc.served using (true)")


def test_an_older_cluster_is_refused_then_upgraded_and_everything_is_there(written_by_16: Path, place: Path):
    data_dir = copy_of(written_by_16, place / "data")
    with pytest.raises(PostgresUpgradeNeeded) as refused:
        EmbeddedPostgres(data_dir).start()
    assert "16" in refused.value.message("en")
    assert "shudao upgrade" in refused.value.next_step("zh")

    steps: list[tuple[str, str]] = []
    report = upgrade(data_dir, lambda *step: steps.append(step))

    assert (report.from_major, report.to_major) == (16, 18)
    moved = [("move", "shudao"), ("compare", "shudao"), ("move", "部门 a=b"), ("compare", "部门 a=b")]
    assert steps == [("make", "18"), ("roles", ""), *moved, ("adopt", "18")]
    assert report.rows == {
        "shudao": {"mechanism.organisation": 1000, "svc.served": 1000},
        "部门 a=b": {},
    }
    assert report.kept == (data_dir / "postgres/16",)
    assert sorted(folder.name for folder in (data_dir / "postgres").iterdir()) == ["16", "18"]
    with EmbeddedPostgres(data_dir) as server:
        check_everything(server)


def check_everything(server: EmbeddedPostgres) -> None:
    app = server.info.dsn("shudao_app")  # the same password as before
    assert str(scalar(app, "show server_version")).startswith("18")
    assert scalar(app, "show work_mem") == "7MB"
    assert scalar(app, "insert into mechanism.organisation (name) values ('新') returning id") == 1001
    assert scalar(app, "select count(*) from pg_policies where tablename = 'served'") == 1
    assert scalar(server.info.dsn("shudao_gateway"), "select count(*) from svc.served") == 1000
    owner = "select tableowner::text from pg_tables where tablename = 'organisation'"
    assert scalar(app, owner) == "shudao_owner"
    department = {"user": "department", "password": "secret", "dbname": "部门 a=b"}
    psycopg.connect(host="127.0.0.1", port=server.info.port, **department).close()
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(server.info.dsn("shudao_app", "部门 a=b"))


def test_a_failed_restore_leaves_the_old_cluster_in_use_and_a_later_attempt_succeeds(written_by_16: Path, place: Path):
    """A row that breaks a constraint, as a damaged catalogue can have it, cannot be restored."""
    data_dir = copy_of(written_by_16, place / "data")
    with old_server(data_dir) as at, superuser_session(*at, "shudao") as session:
        session.execute("create table svc.bad (line text)")
        session.execute("insert into svc.bad values ('110101')")
        session.execute("alter table svc.bad add constraint positive check (length(line) > 18) not valid")
        session.execute("update pg_constraint set convalidated = true where conname = 'positive'")
    with pytest.raises(PostgresUpgradeFailed) as failed:
        upgrade(data_dir)
    assert "shudao" in failed.value.message("en")
    with pytest.raises(PostgresUpgradeNeeded):
        EmbeddedPostgres(data_dir).start()
    told = Layout(data_dir).upgrade_log.read_text()
    assert "bad" in told
    assert "110101" not in told
    with old_server(data_dir) as at, superuser_session(*at, "shudao") as session:
        session.execute("drop table svc.bad")
    assert upgrade(data_dir).to_major == 18


def test_upgrading_what_is_up_to_date_does_nothing(data_dir: Path):
    report = upgrade(data_dir)
    assert (report.from_major, report.to_major, report.kept, report.removed) == (18, 18, (), ())


def test_a_disk_without_room_for_both_is_told_before_anything_is_made(written_by_16: Path, place: Path):
    data_dir = copy_of(written_by_16, place / "data")
    with (data_dir / "postgres/16/base/large").open("wb") as large:
        large.truncate(1 << 42)  # a sparse file: as long as a disk is large, and takes no room
    with pytest.raises(PostgresNoRoomToUpgrade):
        upgrade(data_dir)
    assert [folder.name for folder in (data_dir / "postgres").iterdir()] == ["16"]


def test_a_running_server_is_not_upgraded(data_dir: Path):
    with EmbeddedPostgres(data_dir), pytest.raises(PostgresAlreadyOwned):
        upgrade(data_dir)


@pytest.mark.parametrize(
    ("recorded", "refusal"), [("17", PostgresUpgradeNeeded), ("19", PostgresTooNew), ("", PostgresClusterDamaged)]
)
def test_a_recorded_version_that_is_not_ours_is_refused_before_anything_is_touched(
    data_dir: Path, recorded: str, refusal: type[Exception]
):
    (data_dir / "postgres/18/PG_VERSION").write_text(recorded)
    with pytest.raises(refusal):
        EmbeddedPostgres(data_dir).start()
    assert (data_dir / "postgres/18/PG_VERSION").read_text() == recorded
    assert not (data_dir / "postgres/18/postmaster.pid").exists()


def test_upgrading_from_a_version_without_binaries_or_from_a_newer_one_is_refused(data_dir: Path):
    (data_dir / "postgres/18/PG_VERSION").write_text("17")
    with pytest.raises(PostgresNotInstalled, match="17"):
        upgrade(data_dir)
    (data_dir / "postgres/18/PG_VERSION").write_text("19")
    with pytest.raises(PostgresTooNew):
        upgrade(data_dir)


def test_an_interrupted_first_start_is_begun_anew(data_dir: Path):
    """What a killed `initdb` leaves carries another name than a cluster."""
    clusters = Layout(data_dir).clusters
    (clusters / "18").rename(clusters / "18.new")
    (clusters / "18.new/PG_VERSION").unlink()
    with EmbeddedPostgres(data_dir) as server:
        assert scalar(server.info.dsn("shudao_app"), "select 1") == 1
    assert [folder.name for folder in clusters.iterdir()] == ["18"]


def test_the_wheel_is_found_without_importing_its_wrapper():
    assert set(installed()) >= {16, 18}
    assert newest().major == 18
    assert shutil.which(newest().tool("postgres"))


def test_the_command_upgrades_says_so_and_deletes_the_old_folder_only_when_asked(written_by_16: Path, place: Path):
    """Twice, as somebody does who is not sure: the second time nothing is moved, and what is there stays."""
    data_dir = copy_of(written_by_16, place / "data")
    first = told(data_dir, "upgrade", "--json")
    assert (first["from_major"], first["to_major"]) == (16, 18)
    assert first["rows"]["shudao"]["mechanism.organisation"] == 1000
    assert first["kept"] == [str(data_dir / "postgres/16")]
    second = told(data_dir, "upgrade", "--json")
    assert (second["from_major"], second["kept"], second["rows"]) == (18, first["kept"], {})
    third = told(data_dir, "upgrade", "--json", "--remove-old")
    assert (third["removed"], third["kept"]) == (first["kept"], [])
    assert [folder.name for folder in (data_dir / "postgres").iterdir()] == ["18"]
    with EmbeddedPostgres(data_dir) as server:
        check_everything(server)
        refused = told(data_dir, "upgrade", "--json", status=1)
        assert refused["error"]["code"] == "app.postgres_already_owned"


def test_the_command_refuses_an_empty_folder_and_somebody_elses_server(place: Path, monkeypatch: pytest.MonkeyPatch):
    assert told(place / "nothing", "upgrade", "--json", status=1)["error"]["code"] == "app.no_installation"
    assert not (place / "nothing").exists()
    monkeypatch.setenv("SHUDAO_RECORDS_DSN", "postgresql+psycopg://shudao_app@db.example/shudao")
    assert told(place, "upgrade", "--json", status=1)["error"]["code"] == "app.database_is_yours"


def told(data_dir: Path, *words: str, status: int = 0) -> dict[str, Any]:
    """What a command prints as JSON."""
    done = CliRunner().invoke(build([]), ["--data", str(data_dir), *words])
    assert done.exit_code == status, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed

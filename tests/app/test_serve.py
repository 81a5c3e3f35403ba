"""The parts run apart, on a PostgreSQL of one's own that is prepared as the manual says."""

import re
import secrets
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
import pytest
from pydantic import SecretStr

from shudao.app import migrate
from shudao.app.initialise import initialise
from shudao.app.installation import KeysMissing, OwnerAddressMissing
from shudao.app.parts import Part
from shudao.app.postgres.facade import EmbeddedPostgres, PostgresInfo
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.sharing.contracts import Profile
from shudao.web.serve import serve
from tests.app.conftest import copy_of
from tests.app.postgres.conftest import superuser_dsn
from tests.app.programs import Program, shudao_up

MANUAL = Path(__file__).parents[2] / "docs" / "operations.md"
OURS = ("shudao_gateway", "shudao_app", "shudao_owner")
WAIT_S = 60.0
LEFT = "admission.recover"


@dataclass(frozen=True)
class Site:
    """A server with the addresses of its roles, and the settings of an installation on it."""

    settings: Settings
    addresses: dict[str, str]
    folder: Path
    info: PostgresInfo

    def dsn(self, role: str) -> str:
        return self.addresses[role]

    def superuser(self, database: str) -> psycopg.Connection:
        return psycopg.connect(superuser_dsn(self.folder, self.info, database), autocommit=True)


@pytest.fixture(scope="module")
def site(first_start: Path, module_place: Path) -> Iterator[Site]:
    """A server with nothing of ours on it, then the statements of the manual."""
    folder = module_place / "server"
    with EmbeddedPostgres(copy_of(first_start, folder)) as server:
        passwords = {role: secrets.token_hex(8) for role in OURS}
        roles, grants = manual()
        with psycopg.connect(superuser_dsn(folder, server.info, "postgres"), autocommit=True) as session:
            for each in ("drop database shudao", *(f"drop role {role}" for role in OURS), *roles):
                session.execute(with_passwords(each, passwords))
        with psycopg.connect(superuser_dsn(folder, server.info)) as session:
            session.execute(grants)
        place = f"127.0.0.1:{server.info.port}/shudao"
        addresses = {role: f"postgresql+psycopg://{role}:{passwords[role]}@{place}" for role in OURS}
        settings = Settings(
            data_dir=module_place / "数据 data",
            records_dsn=addresses["shudao_app"],
            owner_dsn=addresses["shudao_owner"],
        )
        yield Site(settings, addresses, folder, server.info)


def manual() -> tuple[list[str], str]:
    """What the manual has a superuser run: statement by statement, and inside the new database."""
    first, second = re.findall(r"```sql\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    return [each for each in first.split(";") if each.strip()], second


def with_passwords(statement: str, passwords: dict[str, str]) -> str:
    for role, password in passwords.items():
        statement = statement.replace(f"{role} LOGIN PASSWORD '…'", f"{role} LOGIN PASSWORD '{password}'")
    assert "…" not in statement
    return statement


@pytest.fixture
def untouched(site: Site) -> Iterator[Settings]:
    """Settings on a prepared database in which nothing was made yet."""
    with site.superuser("postgres") as session:
        session.execute("create database untouched owner shudao_owner")
    with site.superuser("untouched") as session:
        session.execute(manual()[1].replace("DATABASE shudao ", "DATABASE untouched "))
    folder = site.settings.data_dir.with_name("untouched")
    named = {"data_dir": folder}
    for name, role in (("records_dsn", "shudao_app"), ("owner_dsn", "shudao_owner")):
        named[name] = SecretStr(site.dsn(role).removesuffix("shudao") + "untouched")
    yield Settings(**named)
    with site.superuser("postgres") as session:
        session.execute("drop database untouched with (force)")


def test_parts_refuse_records_they_do_not_know_and_a_folder_without_keys(untouched: Settings):
    """In the order in which somebody meets it who begins with `serve`."""
    for part in (Part.API, Part.GATEWAY, Part.WORKER):
        with pytest.raises(migrate.RecordsNotMigrated) as refused:
            serve(untouched, part)
        assert "shudao migrate" in refused.value.next_step("zh")
    assert not untouched.data_dir.exists(), "a refused start leaves nothing behind"
    assert migrate.migrate(untouched) == migrate.Migrated(None, migrate.head())
    assert migrate.migrate(untouched) == migrate.Migrated(migrate.head(), migrate.head())
    with pytest.raises(KeysMissing):
        serve(untouched, Part.API)


def test_records_of_a_newer_program_and_a_missing_owner_are_refused(untouched: Settings):
    migrate.migrate(untouched)
    assert untouched.owner_dsn is not None
    run_sql(untouched.owner_dsn.get_secret_value(), "update public.alembic_version set version_num = 'later'")
    for attempt in (lambda: serve(untouched, Part.API), lambda: migrate.migrate(untouched)):
        with pytest.raises(migrate.RecordsNewer):
            attempt()
    with pytest.raises(OwnerAddressMissing):
        migrate.migrate(untouched.model_copy(update={"owner_dsn": None}))


def test_a_server_that_does_not_answer_is_told_by_its_address_and_not_by_its_password(site: Site):
    dead = SecretStr("postgresql+psycopg://shudao_app:geheim@127.0.0.1:1/shudao")
    with pytest.raises(migrate.RecordsUnreachable) as refused:
        serve(site.settings.model_copy(update={"records_dsn": dead}), Part.API)
    assert "127.0.0.1:1/shudao" in refused.value.message("zh")
    assert "geheim" not in refused.value.message("zh")


@pytest.fixture(scope="module")
def running(site: Site) -> Iterator[dict[Part, Program]]:
    """An installation with its three parts in processes of their own; nobody runs `shudao up`. Beforehand a worker has
    been killed over a job. Each ends in order when asked.
    """
    initialise(site.settings, "数据局", "110100", Profile.DECREE_809)
    with opened(site) as database, database.unit_of_work() as uow:
        uow.enqueue(LEFT)
    run_sql(site.dsn("shudao_owner"), f"update procrastinate_jobs set status = 'doing' where task_name = '{LEFT}'")
    parts = (Part.API, Part.GATEWAY, Part.WORKER)
    with ExitStack() as stack, ThreadPoolExecutor() as pool:

        def start(part: Part) -> Program:
            words = ("serve", "--role", part.value)
            named = {"SHUDAO_RECORDS_DSN": site.dsn("shudao_app")}
            program = shudao_up(site.settings.data_dir, *words, until="已启动", **named)
            return stack.enter_context(program)

        started = dict(zip(parts, pool.map(start, parts), strict=True))
        yield started
        for program in started.values():
            assert program.stop(signal.SIGTERM) == []
            assert program.process.returncode == 0, "".join(program.said)


def client_of(program: Program) -> httpx.Client:
    found = re.search(r"http://\S+?:\d+", program.said[-1])
    assert found, program.said
    return httpx.Client(base_url=found[0], trust_env=False, timeout=30)


WITH_A_KEY = {"authorization": "Bearer none"}


def test_the_gateway_answers_programs_and_nothing_else(running: dict[Part, Program]):
    with client_of(running[Part.GATEWAY]) as client:
        assert client.get("/api/v1/health").status_code == 200
        refused = client.get("/gateway/v1/nothing", headers=WITH_A_KEY)
        assert (refused.status_code, refused.json()["error"]["code"]) == (401, "services.key_unknown")
        for path in ("/", "/sign-in", "/api/v1/access/session", "/api/v1/services", "/api/v1/evidence/head"):
            assert client.get(path).status_code == 404, path


def test_the_api_answers_people_and_no_programs(running: dict[Part, Program]):
    with client_of(running[Part.API]) as client:
        assert client.get("/api/v1/health").status_code == 200
        assert client.get("/api/v1/services").status_code == 401
        absent = client.get("/gateway/v1/nothing", headers=WITH_A_KEY)
        assert (absent.status_code, absent.json()["error"]["code"]) == (404, "web.unknown_address")


def test_a_worker_by_itself_puts_back_what_a_killed_one_left(site: Site, running: dict[Part, Program]):
    assert running[Part.WORKER].process.poll() is None
    deadline = time.monotonic() + WAIT_S
    with opened(site) as database:
        while (seen := status_of(database)) != "succeeded":
            assert time.monotonic() < deadline, seen
            time.sleep(0.1)


def status_of(database: Database) -> str:
    query = f"select status from procrastinate_jobs where task_name = '{LEFT}' order by id limit 1"
    with database.unit_of_work() as uow:
        return str(uow.session.connection().exec_driver_sql(query).scalar_one())


@contextmanager
def opened(site: Site) -> Iterator[Database]:
    database = Database(site.dsn("shudao_app"), SystemClock(), pool_size=1)
    yield database
    database.close()


def run_sql(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn.replace("+psycopg", "")) as connection:
        connection.execute(statement)

"""`shudao up` with real processes: it answers, leaves nobody behind however it ends, and comes back with its data."""

import json
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from shudao.app.postgres.facade import attach
from tests.app.programs import START_TIMEOUT_S, Program, address_of, run, shudao_up

ADMINISTRATORS = {"admin.system", "admin.security", "admin.audit"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One installation for all these tests: each start of it must find what the end before has left."""
    made = tmp_path_factory.mktemp("up") / "数据 data"
    done = run(made, "init", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def logins(program: Program) -> set[str]:
    told = run(program.data, "account", "list", "--json")
    assert told.returncode == 0, told.stdout + told.stderr
    return {account["login"] for account in json.loads(told.stdout)}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_however_it_ends_no_process_stays_and_the_next_start_finds_its_accounts(data: Path, how: signal.Signals):
    with shudao_up(data) as program:
        address_of(program)
        assert logins(program) >= ADMINISTRATORS
        ends_without_trace(program, how)


def test_a_taken_port_a_second_start_and_killed_parts_do_it_no_harm(data: Path):
    """One start for all three, for starting is most of the time it takes."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with shudao_up(data, SHUDAO_PORT=str(port)) as program:
            assert not address_of(program).endswith(f":{port}")
            assert any("首选端口被占用" in line for line in program.said)
            a_second_start_is_refused(program)
            killed_parts_are_started_again(program)
            ends_without_trace(program, signal.SIGTERM)


def ends_without_trace(program: Program, how: signal.Signals) -> None:
    family = program.family()
    # The database, the web server and the worker at least.
    assert len(family) > 3
    assert any("postgres" in each.name() for each in family)
    assert program.stop(how) == []
    if how is not signal.SIGKILL:
        assert program.process.returncode == 0, "".join(program.said)


def a_second_start_is_refused(program: Program) -> None:
    second = run(program.data, "up")
    assert second.returncode != 0
    assert "Traceback" not in second.stderr, second.stderr
    assert str(program.data) in second.stderr.replace("\n", ""), second.stderr
    # The refused one took nothing from the running one.
    address_of(program)


def killed_parts_are_started_again(program: Program) -> None:
    """The web server and the database, at the same moment."""
    url = address_of(program)
    _, *others = program.family()
    server = attach(program.data).server_pid
    killed = [each for each in others if each.pid == server or "web" in each.cmdline()]
    assert len(killed) == 2
    for each in killed:
        each.kill()
    wait_until_healthy(url)
    assert attach(program.data).server_pid != server
    assert logins(program) >= ADMINISTRATORS


def wait_until_healthy(url: str) -> None:
    """Until the address answers again, which it cannot before both are there again."""
    deadline = time.monotonic() + START_TIMEOUT_S
    with httpx.Client(base_url=url, trust_env=False, timeout=5) as client:
        while time.monotonic() < deadline:
            try:
                if client.get("/api/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
    pytest.fail("not healthy again")


def test_up_in_a_folder_without_an_installation_says_how_to_make_one(tmp_path: Path):
    told = run(tmp_path / "none", "up")
    assert told.returncode == 1
    assert "app.no_installation" in told.stderr
    assert "shudao init" in told.stderr
    assert not (tmp_path / "none").exists()

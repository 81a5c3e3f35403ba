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


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_however_it_ends_no_process_stays_and_the_next_start_finds_its_accounts(data: Path, how: signal.Signals):
    with shudao_up(data) as program:
        address_of(program)
        assert {"admin.system", "admin.security", "admin.audit"} <= logins(program)
        family = program.family()
        # The database, the web server and the worker at least.
        assert len(family) > 3
        assert any("postgres" in each.name() for each in family)
        assert program.stop(how) == []
        if how is not signal.SIGKILL:
            assert program.process.returncode == 0, "".join(program.said)


def test_a_second_start_on_the_same_folder_is_refused_and_a_taken_port_gives_way_to_the_next(data: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with shudao_up(data, SHUDAO_PORT=str(port)) as program:
            assert not address_of(program).endswith(f":{port}")
            assert any("首选端口被占用" in line for line in program.said)
            second = run(data, "up")
            assert second.returncode != 0
            assert "Traceback" not in second.stderr, second.stderr
            assert str(data) in second.stderr.replace("\n", ""), second.stderr
            # The refused one took nothing from the running one.
            address_of(program)


def test_a_part_that_is_killed_is_started_again_the_database_too(data: Path):
    with shudao_up(data) as program:
        url = address_of(program)
        _, *others = program.family()
        killed = [attach(data).server_pid, *(each.pid for each in others if "web" in each.cmdline())]
        assert len(killed) == 2
        for each in others:
            if each.pid in killed:
                each.kill()
        wait_until_healthy(url, killed)
        assert {"admin.system", "admin.security", "admin.audit"} <= logins(program)
        assert attach(data).server_pid not in killed
        assert program.stop(signal.SIGTERM) == []


def wait_until_healthy(url: str, killed: list[int]) -> None:
    """Until the address answers again, which it cannot before both are there again."""
    deadline = time.monotonic() + START_TIMEOUT_S
    with httpx.Client(base_url=url, trust_env=False, timeout=5) as client:
        while time.monotonic() < deadline:
            try:
                if client.get("/api/v1/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
    pytest.fail(f"not healthy again after {killed} were killed")


def test_up_in_a_folder_without_an_installation_says_how_to_make_one(tmp_path: Path):
    told = run(tmp_path / "none", "up")
    assert told.returncode == 1
    assert "app.no_installation" in told.stderr
    assert "shudao init" in told.stderr
    assert not (tmp_path / "none").exists()

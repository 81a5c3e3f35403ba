"""The real program in processes of its own, as a person starts it."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

__all__ = ["START_TIMEOUT_S", "STOP_TIMEOUT_S", "Program", "address_of", "free_port", "run", "shudao_up"]

# Importing everything takes most of a start; on a busy machine it takes long.
START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**given: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHUDAO_")}
    return {
        **kept,
        "COLUMNS": "200",
        "SHUDAO_PORT": str(free_port()),
        "SHUDAO_POSTGRES_PORT": str(free_port()),
        **given,
    }


def command(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "shudao.cli.main", "--data", str(data), *words]


def run(data: Path, *words: str, timeout: float = START_TIMEOUT_S, **given: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        command(data, *words), env=environment(**given), capture_output=True, text=True, timeout=timeout, check=False
    )


@dataclass
class Program:
    """A running `shudao`, and everything it says."""

    process: subprocess.Popen[str]
    data: Path
    said: list[str]

    def family(self) -> list[psutil.Process]:
        """It and all its descendants, whatever sessions they are in."""
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def web(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.data / "run" / "web.json").read_text("utf-8"))
        return told

    def stop(self, signal_number: int) -> list[psutil.Process]:
        """Send a signal; returns those of the family that are still there after a minute."""
        _, *others = self.family()
        self.process.send_signal(signal_number)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_TIMEOUT_S)
        _, alive = psutil.wait_procs(others, timeout=STOP_TIMEOUT_S)
        alive += [] if self.process.returncode is not None else [psutil.Process(self.process.pid)]
        return [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


@contextmanager
def shudao_up(data: Path, *words: str, until: str = "数道已启动", **given: str) -> Iterator[Program]:
    """`shudao up` (or other words) once it has said that it runs; killed with all its children in the end."""
    process = subprocess.Popen(
        # Ctrl-C ignored, as a script's shell starts what runs in its background: we have to end all the same.
        ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *command(data, *(words or ("up",)))],
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    program = Program(process, data, [])
    family: list[psutil.Process] = []
    try:
        _listen(program, until)
        family = program.family()
        yield program
    finally:
        with suppress(psutil.NoSuchProcess):
            family += program.family()
        for each in family:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(family, timeout=STOP_TIMEOUT_S)
        process.wait(STOP_TIMEOUT_S)


def _listen(program: Program, until: str) -> None:
    """Read what it prints, for as long as it prints, and wait for the line that says it runs."""
    is_up = threading.Event()
    output = program.process.stdout
    assert output is not None

    def listen() -> None:
        with output:
            for line in output:
                program.said.append(line)
                if until in line:
                    is_up.set()
        is_up.set()

    threading.Thread(target=listen, daemon=True).start()
    assert is_up.wait(START_TIMEOUT_S), "".join(program.said)
    assert any(until in line for line in program.said), "".join(program.said)


def address_of(program: Program) -> str:
    """Where its console answers; asks for health first."""
    url = str(program.web()["url"])
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        assert client.get("/api/v1/health").status_code == 200
    return url

"""Killed anywhere, again and again, the write door ends with the very lake and ledger of an undisturbed run."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shudao.app.installation import Installation
from shudao.lake.snapshot import commits
from tests.admission.killed_writer import BROKEN, DONE, STREAM
from tests.builders.lake import admission, ledger_of, make_asset, rejects_of, rows_of
from tests.builders.mechanism import Town

SCRIPT = Path(__file__).with_name("killed_writer.py")
KILLED, TWIN = "dm_people", "dm_twin"
# A batch takes about twenty steps: most tries die within the first one they write, some reach the next.
REACH = 24


@contextmanager
def nursery(installed: Installation, seed: int, batches: int) -> Iterator[subprocess.Popen[str]]:
    assert installed.settings.records_dsn is not None
    dsn = installed.settings.records_dsn.get_secret_value()
    command = [sys.executable, "-W", "ignore", str(SCRIPT), dsn, str(installed.settings.data_dir), str(seed)]
    root = str(SCRIPT.parents[2])
    with (
        (installed.settings.data_dir / "killed.log").open("w+") as log,
        subprocess.Popen(
            [*command, str(batches)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=root,
            env=os.environ | {"PYTHONPATH": f"{root}/src{os.pathsep}{root}"},
        ) as process,
    ):  # fmt: skip
        yield process
        assert process.stdin is not None
        process.stdin.close()


def run(process: subprocess.Popen[str], asset: str, kill_at: int = 0, whom: str = "group") -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    print(asset, kill_at, whom, file=process.stdin, flush=True)
    answer = process.stdout.readline()
    assert answer, "the nursery itself came to an end"
    return int(answer)


def digest(installed: Installation, raw: psycopg.Connection[Any], asset: str) -> str:
    """Of everything a batch leaves: rows, rejects, ledger, what the table itself says, and its lines of evidence."""
    ledger = [
        (e.stream, e.sequence, e.lake_version, e.read, e.landed, e.rejected, e.rejects_file)
        for e in ledger_of(installed, asset)
    ]
    log = [
        (c.version, c.stream, c.sequence, c.metadata["read"])
        for c in commits(admission.lake_table(installed.settings, asset))
    ]
    with installed.database.unit_of_work() as uow:
        known = admission.asset(uow, asset)
    lines = raw.execute(
        "select detail ->> 'sequence' from evidence.entry where action = 'admission.batch.landed' and subject = %s"
        " order by id",
        [f"admission/asset/{asset}"],
    ).fetchall()
    rows = sorted(rows_of(installed, asset), key=lambda row: row["id"])
    whole = [rows, rejects_of(installed, asset), ledger, log, known.rows, known.latest_version, lines]
    return hashlib.sha256(json.dumps(whole, default=str, sort_keys=True).encode()).hexdigest()


@pytest.mark.parametrize(
    ("seed", "kills", "batches"), [(1, 50, 30), *(pytest.param(n, 200, 120, marks=pytest.mark.long) for n in (2, 3, 4))]
)
def test_a_killed_write_door_ends_as_an_undisturbed_one(
    installed: Installation, town: Town, raw: psycopg.Connection[Any], seed: int, kills: int, batches: int
) -> None:
    with installed.database.unit_of_work() as uow:
        make_asset(uow, town, TWIN)
    chosen, table, last = random.Random(seed), [], 0
    with nursery(installed, seed, batches) as process:
        assert run(process, TWIN) == DONE
        for number in range(kills):
            whom, kill_at = ("group", "door", "engine")[number % 3], chosen.randint(1, REACH)
            ended = run(process, KILLED, kill_at, whom)
            landed = len(ledger_of(installed, KILLED))
            assert ended in (DONE, BROKEN, -signal.SIGKILL)
            assert landed >= last, "a batch that had landed was lost"
            table.append((number, whom, kill_at, ended, landed))
            last = landed
        assert run(process, KILLED) == DONE
    log = (installed.settings.data_dir / "killed.log").read_text()
    assert "Traceback" not in log, log
    show(seed, table, log)
    assert all(ended != DONE for *_, ended, _ in table), "the sequence was through before its last kill"
    assert len(ledger_of(installed, KILLED)) == batches
    assert digest(installed, raw, KILLED) == digest(installed, raw, TWIN)
    assert STREAM in {entry.stream for entry in ledger_of(installed, KILLED)}


def show(seed: int, table: list[tuple[int, str, int, int, int]], log: str) -> None:
    """The table of this run: `pytest -s` prints it."""
    places = [line.removeprefix("killed ") for line in log.splitlines() if line.startswith("killed ")]
    print(f"\nseed {seed}: kill, who, at step, ended, batches noted after it")
    for row in table:
        print("  {:3d}  {:6s}  {:3d}  {:3d}  {:3d}".format(*row))
    counted = {place: places.count(place) for place in sorted(set(places))}
    print("  killed at:", ", ".join(f"{place} ×{count}" for place, count in counted.items()))

"""Write a seeded sequence of batches through the door, and be killed (SIGKILL) at the nth step.

Run as a nursery: it imports everything once, then forks one try per line of its input (`asset kill_at whom`) and
answers with how the try ended. A try is a group of two processes, as in production: one holds the door, the other, the
engine, stages the rows. `whom` is who is killed at the step: `group`, `door` or `engine`.
"""

import os
import random
import signal
import sys
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from sqlalchemy import event
from sqlalchemy.orm import configure_mappers

from shudao.admission import door
from shudao.admission import facade as admission
from shudao.admission.contracts import Mode
from shudao.kernel.actor import Actor
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings
from shudao.lake import snapshot
from tests.builders.lake import people

STREAM = "killed"
WRITER = Actor.system("killed-writer")
DONE, BROKEN = 0, 3


@dataclass(frozen=True)
class Planned:
    """One batch of the sequence, the same in every try."""

    rows: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    mode: Mode


def planned(seed: int, number: int) -> Planned:
    chosen = random.Random(seed * 1_000_003 + number)
    rows = people(chosen.randint(0, 40), start=number * 100)
    rejects = [{"record": n, "reason": "wrong_field_count"} for n in range(chosen.randint(0, 3))]
    return Planned(rows, rejects, chosen.choice([Mode.APPEND, Mode.APPEND, Mode.APPEND, Mode.REPLACE]))


class Steps:
    """Counts what the door does and ends whoever is to be killed at the nth of it."""

    def __init__(self, kill_at: int, whom: str, engine: int) -> None:
        self._left, self._whom, self._engine = kill_at, whom, engine

    def step(self, name: str) -> None:
        self._left -= 1
        if self._left != 0:
            return
        print("killed", name, file=sys.stderr, flush=True)
        if self._whom == "group":
            os.killpg(0, signal.SIGKILL)
        os.kill(self._engine if self._whom == "engine" else os.getpid(), signal.SIGKILL)

    def around(self, place: Any, name: str) -> None:
        original = getattr(place, name)

        def counted(*given: Any, **named: Any) -> Any:
            self.step(f"before {name}")
            answer = original(*given, **named)
            self.step(f"after {name}")
            return answer

        setattr(place, name, counted)


def changes(steps: Steps, statement: str) -> None:
    """Statements that change something are steps; between two readings nothing could be lost."""
    word = statement.split(" ", 1)[0].lower()
    if word != "select":
        steps.step(f"before {word}")


def watched(database: Database, steps: Steps) -> None:
    event.listen(database.engine, "before_cursor_execute", lambda *given: changes(steps, given[2]))
    event.listen(database.engine, "commit", lambda _: steps.step("before commit of the records"))
    for place, name in ((door, "_write_rejects"), (door.write, "commit"), (door.staging, "staged_files")):
        steps.around(place, name)
    steps.around(DeltaTable, "create_write_transaction")
    steps.around(pq, "write_table")


def engine(asked: Connection) -> None:
    """Stage what is asked for, file by file, until the door goes away."""
    while True:
        try:
            folder, schema, rows = asked.recv()
            for part in range(2):
                pq.write_table(pa.Table.from_pylist(rows[part::2], schema=schema), f"{folder}/part-{part}.parquet")
            asked.send(len(rows))
        except (EOFError, OSError):
            os._exit(DONE)


def write(database: Database, settings: Settings, asset: str, seed: int, count: int, stager: Connection) -> None:
    known = snapshot.position(admission.lake_table(settings, asset), STREAM) or 1
    # The last known batch is run again as well: a worker cannot know whether its end was noted.
    for number in range(known, count + 1):
        batch = planned(seed, number)
        ticket = admission.open_write(database, settings, asset, STREAM, by=WRITER, sequence=number, mode=batch.mode)
        if not ticket.is_done:
            stager.send((ticket.staging, ticket.schema, batch.rows))
            stager.recv()
        rejects = pa.Table.from_pylist(batch.rejects) if batch.rejects else None
        read = len(batch.rows) + len(batch.rejects)
        admission.commit_write(database, settings, ticket, read=read, rejects=rejects, by=WRITER)


def attempt(dsn: str, data_dir: str, seed: int, count: int, asset: str, kill_at: int, whom: str) -> None:
    os.setsid()
    mine, theirs = Pipe()
    child = os.fork()
    if child == 0:
        mine.close()
        engine(theirs)
    theirs.close()
    database = Database(dsn, SystemClock(), pool_size=1)
    if kill_at:
        watched(database, Steps(kill_at, whom, child))
    try:
        write(database, Settings(data_dir=Path(data_dir)), asset, seed, count, mine)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(BROKEN)
    mine.close()
    os.waitpid(child, 0)
    os._exit(DONE)


def main(dsn: str, data_dir: str, seed: str, count: str) -> None:
    # What every try would do again at its first use is done once, before the forks; pyarrow looks for pandas.
    configure_mappers()
    import_module("pandas")
    for line in sys.stdin:
        asset, kill_at, whom = line.split()
        pid = os.fork()
        if pid == 0:
            attempt(dsn, data_dir, int(seed), int(count), asset, int(kill_at), whom)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

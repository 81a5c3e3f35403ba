"""Run the sequencer in a process of its own and kill it (SIGKILL) at its nth step: a rename, a removal or a commit."""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from shudao.evidence import facade as evidence
from shudao.kernel.clock import SystemClock
from shudao.kernel.database import Database
from shudao.kernel.settings import Settings


def main(dsn: str, data_dir: str, kill_at: str, batch: str) -> None:
    steps = 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == int(kill_at):
            os.kill(os.getpid(), signal.SIGKILL)

    database = Database(dsn, SystemClock())
    event.listen(database.engine, "commit", step)
    sys.addaudithook(lambda name, _: step() if name in {"os.rename", "os.remove", "shutil.rmtree"} else None)
    evidence.sequence(database, Settings(data_dir=Path(data_dir)), batch=int(batch))


if __name__ == "__main__":
    main(*sys.argv[1:])

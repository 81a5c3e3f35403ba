"""The clock of `work`: a worker asks for a round now and then; one that waits already does for all workers."""

from shudao.kernel.database import Database

__all__ = ["TICK_JOB", "ask_for_tick"]

TICK_JOB = "work.tick"


def ask_for_tick(database: Database) -> bool:
    """Enqueue a round unless one waits."""
    with database.unit_of_work() as uow:
        return uow.enqueue(TICK_JOB, queueing_lock=TICK_JOB)

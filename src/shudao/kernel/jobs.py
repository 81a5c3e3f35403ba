"""The registry of background jobs and what a job receives. Enqueue only through `UnitOfWork.enqueue`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shudao.kernel.clock import Clock
    from shudao.kernel.database import Database
    from shudao.kernel.settings import Settings

__all__ = ["JOBS", "JobContext", "job", "run_job"]


@dataclass(frozen=True)
class JobContext:
    """What a job may use. It opens its own units of work and must bear being run twice."""

    database: "Database"
    clock: "Clock"
    settings: "Settings"


JobFunction = Callable[..., None]
JOBS: dict[str, JobFunction] = {}


def job(name: str) -> Callable[[JobFunction], JobFunction]:
    """Register a function `f(context, **args)` as the job `name`; args are JSON values."""

    def register(function: JobFunction) -> JobFunction:
        known = JOBS.get(name)
        if known is not None and known.__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are named {name}: {known.__qualname__} and {function.__qualname__}")
        JOBS[name] = function
        return function

    return register


def run_job(name: str, context: JobContext, args: dict[str, Any]) -> None:
    """Run a registered job now, in this process."""
    JOBS[name](context, **args)

"""Background work of sharing: deliveries, the clock, and what follows from releases and revocations."""

from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job
from shudao.sharing import closing, delivering, logic, store, timing
from shudao.sharing.contracts import Frequency, State
from shudao.sharing.thread import TICK_JOB, schedule_tick


@job(delivering.DELIVER_JOB)
def deliver(context: JobContext, *, application_id: str) -> None:
    """Push what was granted. Running it again lands nothing twice."""
    delivering.deliver(context.database, context.settings, application_id)


@job(TICK_JOB)
def tick(context: JobContext) -> None:
    """Reminders, timeouts, escalations, ends of terms; comes back while anything waits."""
    report = timing.tick(context.database)
    if report.waiting:
        with context.database.unit_of_work() as uow:
            schedule_tick(uow)


@job("sharing.follow_release")
def follow_release(context: JobContext, *, release_id: str, asset_codes: list[str]) -> None:
    """Push a new release to those who were granted each of them."""
    with context.database.unit_of_work() as uow:
        for row in store.standing(uow.session, asset_codes):
            if logic.is_redelivered(State(row.state), Frequency(row.frequency)):
                delivering.enqueue(uow, row.id)


@job("sharing.follow_revocation")
def follow_revocation(context: JobContext, *, grant_id: str, asset_code: str) -> None:
    """End the application whose grant was revoked; a push under way notices by itself."""
    with context.database.unit_of_work() as uow:
        closing.end_by_revocation(uow, grant_id, by=Actor.system("sharing.follow_revocation"))

"""Background work of `work`: letters, reminders and escalation, and what followers are told."""

from shudao.kernel.jobs import JobContext, job
from shudao.work.escalating import escalate_due
from shudao.work.following import tell_followers
from shudao.work.outbox import SEND_JOB
from shudao.work.sending import send_waiting
from shudao.work.ticking import TICK_JOB


@job(SEND_JOB)
def send(context: JobContext) -> None:
    """Send the notices that are due. Running it again sends nothing twice."""
    send_waiting(context.database)


@job(TICK_JOB)
def tick(context: JobContext) -> None:
    """Remind, escalate, tell followers; then send what that gave rise to. The worker asks for it every minute."""
    escalate_due(context.database)
    tell_followers(context.database)
    send_waiting(context.database)

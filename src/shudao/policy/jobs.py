"""Background work of policy."""

from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job
from shudao.policy import facade

__all__ = ["assess_upgrade", "check_norms"]


@job("policy.check_norms")
def check_norms(context: JobContext, asked_by: str) -> None:
    """Check the whole ledger against the norms in force; running it again makes one more run of the same."""
    with context.database.unit_of_work() as uow:
        facade.check_norms(uow, by=Actor("system:norm-check", asked_by))


@job("policy.assess_upgrade")
def assess_upgrade(context: JobContext, *, table: str, asked_by: str) -> None:
    """Look for what an upgrade makes invalid; the right to ask was decided when it was enqueued."""
    facade.assess_upgrade(context.database, context.settings, table, by=Actor("system:assess-upgrade", asked_by))

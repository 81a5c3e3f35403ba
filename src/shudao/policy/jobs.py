"""Background work of policy."""

from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job
from shudao.policy import facade

__all__ = ["check_norms"]


@job("policy.check_norms")
def check_norms(context: JobContext, asked_by: str) -> None:
    """Check the whole ledger against the norms in force; running it again makes one more run of the same."""
    with context.database.unit_of_work() as uow:
        facade.check_norms(uow, by=Actor("system:norm-check", asked_by))

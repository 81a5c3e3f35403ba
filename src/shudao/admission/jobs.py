"""Background work of admission."""

from shudao.admission import door
from shudao.kernel.jobs import JobContext, job


@job("admission.recover")
def recover(context: JobContext) -> None:
    """Roll the ledger forward from the tables' logs, after a crash. Running it again changes nothing."""
    door.recover(context.database, context.settings)

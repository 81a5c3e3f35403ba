"""Background work of mechanism."""

from shudao.kernel.jobs import JobContext, job
from shudao.mechanism import reforms


@job("mechanism.carry_out_reform")
def carry_out_reform(work: JobContext, reform_id: str) -> None:
    """Carry out a reform that was decided for a day. The day is asked of the clock: being woken decides nothing."""
    reforms.carry_out_on_its_day(work.database, reform_id)

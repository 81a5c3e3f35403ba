"""Background work of analytics."""

from datetime import date

from shudao.analytics import facade
from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job

__all__ = ["compute_indicator"]


@job("analytics.compute_indicator")
def compute_indicator(context: JobContext, code: str, as_of: str, periods: int, asked_by: str) -> None:
    """Compute an indicator and keep its values; doing it again replaces them by the same."""
    by = Actor("system:indicator", asked_by)
    facade.compute_indicator(
        context.database, context.settings, code, as_of=date.fromisoformat(as_of), periods=periods, by=by
    )

"""Background work of ingestion."""

from shudao.ingestion.running import run_ingestion
from shudao.kernel.actor import Actor
from shudao.kernel.jobs import JobContext, job


@job("ingestion.run")
def run(context: JobContext, asset_code: str, account_id: str) -> None:
    """Run an ingestion that somebody asked for; the permission was decided when it was enqueued."""
    by = Actor.system("ingestion").on_behalf(Actor(account_id, ""), because=f"ingestion.run of {asset_code}")
    run_ingestion(context.database, context.settings, asset_code, by=by)

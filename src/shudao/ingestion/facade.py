"""The door of ingestion: testing connections, running, and the list of runs."""

from shudao.access import facade as access
from shudao.architecture import facade as architecture
from shudao.connectors.contracts import ConnectionReport
from shudao.ingestion import permissions, store
from shudao.ingestion.contracts import IngestionRun
from shudao.ingestion.running import run_ingestion
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork

__all__ = ["list_runs", "run_ingestion", "start_ingestion", "test_connection"]


def test_connection(uow: UnitOfWork, settings: Settings, source_code: str, *, by: Actor) -> ConnectionReport:
    """Whether a registered source answers, and if not, what stood in the way."""
    registered = architecture.source(uow, source_code)
    access.require(uow, by, permissions.RUN, registered.organisation_id)
    return architecture.try_connection(uow, settings, source_code, by=by)


def start_ingestion(uow: UnitOfWork, asset_code: str, organisation_id: str, *, by: Actor) -> bool:
    """Ask a worker to run an ingestion; false when the same one already waits."""
    access.require(uow, by, permissions.RUN, organisation_id)
    lock = f"ingest/{asset_code}"
    return uow.enqueue("ingestion.run", lock=lock, queueing_lock=lock, asset_code=asset_code, account_id=by.account_id)


def list_runs(
    uow: UnitOfWork, page: PageQuery, *, asset_code: str, organisation_id: str, by: Actor
) -> Page[IngestionRun]:
    """Runs of an asset, newest first."""
    access.require(uow, by, permissions.READ, organisation_id)
    rows = fetch_page(uow.session, store.run_query(asset_code), page, store.RUN_SORT, "-started_at")
    return Page([store.to_run(row) for row in rows.items], rows.total)

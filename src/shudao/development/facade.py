"""The door of development: standardising, declared models, and their runs."""

from shudao.access import facade as access
from shudao.development import permissions, store
from shudao.development.contracts import DevelopmentRun
from shudao.development.logic import standardised_columns
from shudao.development.modelling import build_model, declare_model, model_of
from shudao.development.standardising import plan_for, standardise
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "build_model",
    "declare_model",
    "list_runs",
    "model_of",
    "plan_for",
    "standardise",
    "standardised_columns",
]


def list_runs(
    uow: UnitOfWork, page: PageQuery, *, asset_code: str = "", organisation_id: str | None = None, by: Actor
) -> Page[DevelopmentRun]:
    """Runs, newest first; of one asset, or of all for those who run the platform."""
    access.require(uow, by, permissions.READ, organisation_id)
    rows = fetch_page(uow.session, store.run_query(asset_code), page, store.RUN_SORT, "-finished_at")
    return Page([store.to_run(row) for row in rows.items], rows.total)

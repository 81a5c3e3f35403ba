"""The door of analytics: computing indicators and reading their values."""

from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.analytics import permissions
from shudao.analytics.computing import MAX_PERIODS, compute_indicator, require_computable
from shudao.analytics.contracts import IndicatorValue
from shudao.analytics.tables import ValueRow
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import Grade
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = ["MAX_PERIODS", "compute_indicator", "indicator_values", "require_computable"]


def indicator_values(
    uow: UnitOfWork, code: str, page: PageQuery, *, version: int | None = None, by: Actor
) -> Page[IndicatorValue]:
    """Values of an indicator, newest period first, of the version that counts unless one is named.

    Values of indicators graded G3 or higher are for their own organisation and the bureau: `NotPermitted` otherwise.
    """
    found = architecture.indicator(uow, code, by=by)
    if found.grade >= Grade.G3:
        access.require(uow, by, permissions.READ_ANY, found.organisation_id)
    row = ValueRow
    query = select(row).where(row.indicator_code == code, row.version == (version or found.version))
    if page.q:
        query = query.where(row.dimension_key.contains(page.q, autoescape=True))
    keys: dict[str, Any] = {"period": row.period_to, "dimensions": row.dimension_key, "value": row.value}
    fetched = fetch_page(uow.session, query, page, keys, "-period")
    return Page([_view(each) for each in fetched.items], fetched.total)


def _view(row: ValueRow) -> IndicatorValue:
    return IndicatorValue(
        indicator_code=row.indicator_code,
        version=row.version,
        period_from=row.period_from,
        period_to=row.period_to,
        dimensions=row.dimensions,
        value=row.value,
        computed_at=row.computed_at,
    )

"""The door of analytics: computing indicators and reading their values."""

from collections.abc import Mapping
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
from shudao.policy import facade as policy

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
    names = _names(uow, code, fetched.items) if fetched.items else {}
    return Page([_view(each, names) for each in fetched.items], fetched.total)


def _names(uow: UnitOfWork, code: str, rows: list[ValueRow]) -> dict[str, dict[str, str]]:
    """Dimension → code → name, for the dimensions that have a code table and the codes that are shown."""
    tables = {d.code: d.code_table for d in architecture.indicator_plan(uow, code).first.dimensions if d.code_table}
    shown = {dimension: {row.dimensions.get(dimension) for row in rows} for dimension in tables}
    return {
        dimension: {each.code: each.name for each in policy.codes(uow, table) if each.code in shown[dimension]}
        for dimension, table in tables.items()
    }


def _view(row: ValueRow, names: Mapping[str, Mapping[str, str]]) -> IndicatorValue:
    labels = {key: names[key][value] for key, value in row.dimensions.items() if value in names.get(key, {})}
    return IndicatorValue(
        indicator_code=row.indicator_code,
        version=row.version,
        period_from=row.period_from,
        period_to=row.period_to,
        dimensions=row.dimensions,
        value=row.value,
        computed_at=row.computed_at,
        labels=labels,
    )

"""Computing an indicator: measures asked in the engine through system lenses, arithmetic exact, values kept."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.admission.contracts import Layer
from shudao.analytics import permissions
from shudao.analytics.contracts import IndicatorRun
from shudao.analytics.errors import IndicatorNotPublished, NoDataForIndicator, TooManyPeriods
from shudao.analytics.tables import ValueRow
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import IndicatorPlan, Measure, State
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.paging import PageQuery
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security

__all__ = ["MAX_PERIODS", "compute_indicator", "require_computable"]

MAX_PERIODS = 60
# Values of the dimensions, in the order of their codes.
Key = tuple[str | None, ...]
# What is seen from one day: the value of a measure by dimensions.
Values = Mapping[Key, Decimal | None]


@dataclass(frozen=True)
class _Work:
    plan: IndicatorPlan
    assets: dict[str, str]
    versions: dict[str, int]


def compute_indicator(
    database: Database, settings: Settings, code: str, *, as_of: date | None = None, periods: int = 1, by: Actor
) -> IndicatorRun:
    """Compute a published derived or composite indicator for the period of `as_of` (today unless said otherwise) and
    the ones before it, and keep the values; computing again replaces them.

    Raises `IndicatorNotPublished`, `NoDataForIndicator`, `TooManyPeriods`, `NotPermitted`, and `BadIndicator` for
    kinds without values.
    """
    if not 1 <= periods <= MAX_PERIODS:
        raise TooManyPeriods(most=MAX_PERIODS)
    began = time.monotonic()
    with database.unit_of_work() as uow:
        work = _prepare(uow, code, by)
        lenses = {
            asset: security.system_lens(uow, asset, purpose="indicator", version=version)
            for asset, version in work.versions.items()
        }
        day = as_of or uow.clock.today()
    first = work.plan.first
    days = [architecture.earlier_period(first.time, day, number) for number in range(periods)]
    with security.open_lenses(database, settings, lenses) as session:
        rows = [row for each in days for row in _values(work, session, each)]
    with database.unit_of_work() as uow:
        _keep(uow, work, rows)
        run = IndicatorRun(
            code, work.plan.indicator.version, periods, len(rows), work.versions, round(time.monotonic() - began, 3)
        )
        detail = {"version": run.version, "periods": periods, "values": len(rows), "assets": work.versions}
        evidence.record(
            uow, by=by, action="analytics.indicator.computed", subject=f"analytics/indicator/{code}", detail=detail
        )
    return run


def require_computable(uow: UnitOfWork, code: str) -> None:
    """Raise what computing would raise before anything is read."""
    _work(uow, architecture.indicator_plan(uow, code))


def _prepare(uow: UnitOfWork, code: str, by: Actor) -> _Work:
    plan = architecture.indicator_plan(uow, code)
    access.require(uow, by, permissions.COMPUTE, plan.indicator.organisation_id)
    return _work(uow, plan)


def _work(uow: UnitOfWork, plan: IndicatorPlan) -> _Work:
    if plan.indicator.state is not State.PUBLISHED:
        raise IndicatorNotPublished(indicator=plan.indicator.code)
    assets: dict[str, str] = {}
    versions: dict[str, int] = {}
    for measure in plan.measures.values():
        entity = measure.entity_code
        if entity not in assets:
            assets[entity], version = _released(uow, entity)
            versions[assets[entity]] = version
    return _Work(plan, assets, versions)


def _released(uow: UnitOfWork, entity_code: str) -> tuple[str, int]:
    """The released data set of an entity in the integration layer, and its version."""
    page = admission.list_assets(uow, PageQuery(limit=200), layers=[Layer.DWI], entity_code=entity_code)
    for asset in page.items:
        if asset.released_version is not None:
            return asset.code, asset.released_version
    raise NoDataForIndicator(entity=entity_code)


def _values(work: _Work, session: security.LensSession, as_of: date) -> Iterator[dict[str, Any]]:
    """The rows to keep for the period seen from one day."""
    plan, asked = work.plan, _Asked(work, session, as_of)
    keys = {key for code in plan.measures for key in asked.values(code, "")}
    begin, end = architecture.period_of(plan.first.time, as_of)
    names = [dimension.code for dimension in plan.first.dimensions]
    unit = Decimal(1).scaleb(-plan.indicator.precision)
    for key in sorted(keys, key=lambda each: [(part is None, part or "") for part in each]):
        value = architecture.work_out(plan.expression, asked.at(key))
        yield {
            "period_from": begin,
            "period_to": end,
            "dimension_key": json.dumps(key, ensure_ascii=False),
            "dimensions": dict(zip(names, key, strict=True)),
            "value": None if value is None else value.quantize(unit, ROUND_HALF_UP),
        }


class _Asked:
    """Measures asked once per day they are seen from."""

    def __init__(self, work: _Work, session: security.LensSession, as_of: date) -> None:
        self._work, self._session, self._as_of = work, session, as_of
        self._known: dict[tuple[str, str], Values] = {}

    def values(self, code: str, shift: str) -> Values:
        """A measure now, a year ago (`yoy`) or a period ago (`mom`)."""
        if (code, shift) not in self._known:
            measure = self._work.plan.measures[code]
            day = architecture.compared_day(measure.time, self._as_of, shift) if shift else self._as_of
            self._known[code, shift] = self._ask(measure, day)
        return self._known[code, shift]

    def at(self, key: Key) -> Callable[[tuple[str, str]], Decimal | None]:
        """What the measures say for one combination of dimension values."""
        return lambda reading: self.values(*reading).get(key)

    def _ask(self, measure: Measure, day: date) -> Values:
        table = self._session.table(self._work.assets[measure.entity_code])
        rows = self._session.read(architecture.compiled(table, measure, day)).read_all().to_pylist()
        columns = [dimension.column for dimension in measure.dimensions]
        return {tuple(_text(row[column]) for column in columns): _exact(row["value"]) for row in rows}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _exact(value: Any) -> Decimal | None:
    """A number of the engine without loss; a double by its shortest spelling."""
    if value is None:
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _keep(uow: UnitOfWork, work: _Work, rows: list[dict[str, Any]]) -> None:
    indicator = work.plan.indicator
    ends = {row["period_to"] for row in rows}
    mine = (ValueRow.indicator_code == indicator.code, ValueRow.version == indicator.version)
    # A combination that is there no longer must not keep the value it once had.
    uow.session.execute(delete(ValueRow).where(*mine, ValueRow.period_to.in_(ends)))
    told = {
        "indicator_code": indicator.code,
        "version": indicator.version,
        "assets": work.versions,
        "computed_at": uow.clock.now(),
    }
    if rows:
        uow.session.execute(insert(ValueRow), [{**row, **told} for row in rows])

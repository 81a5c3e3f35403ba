"""A measure and a day become one expression over the rows of an entity, in Shudao's vocabulary (DESIGN §5)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import ibis

from shudao.architecture.contracts_indicators import Aggregation, Measure
from shudao.architecture.errors_indicators import BadIndicator
from shudao.architecture.indicators.times import interval
from shudao.kernel.expr.predicate import And, GreaterEqual, Not, Predicate
from shudao.kernel.expr.vocabulary import avg_decimal, to_decimal

__all__ = ["MAX_SCALE", "compiled"]

MAX_SCALE = 8
ZONE = ZoneInfo("Asia/Shanghai")


def compiled(table: ibis.Table, measure: Measure, as_of: date) -> ibis.Table:
    """One row per combination of the dimensions, with their columns and `value`; one row without dimensions.

    Raises `BadIndicator` where the column's type does not bear the aggregation.
    """
    where = And(measure.where, *_when(measure, as_of))
    rows = table.filter(where.to_ibis(table))
    value = _aggregate(rows, measure).name("value")
    names = [dimension.column for dimension in measure.dimensions]
    return rows.group_by(names).aggregate(value) if names else rows.aggregate(value)


def _when(measure: Measure, as_of: date) -> list[Predicate]:
    begin, end = interval(measure.time, as_of)
    if measure.time_column is None:
        return []
    until: Predicate = Not(GreaterEqual(measure.time_column, _moment(end, measure)))
    return [until] if begin is None else [GreaterEqual(measure.time_column, _moment(begin, measure)), until]


def _moment(day: date, measure: Measure) -> date | datetime:
    return datetime.combine(day, time(), ZONE) if measure.time_is_moment else day


def _aggregate(rows: ibis.Table, measure: Measure) -> ibis.Value:
    if measure.column is None:
        return rows.count()
    column = rows[measure.column]
    kind = column.type()
    match measure.aggregation:
        case Aggregation.COUNT:
            return column.count()
        case Aggregation.COUNT_DISTINCT:
            return column.nunique()
    if not kind.is_numeric():
        raise BadIndicator(
            problem=f"{measure.column} 不是数值，不能求{measure.aggregation.zh}",
            problem_en=f"{measure.column} is no number and has no {measure.aggregation}",
        )
    match measure.aggregation:
        case Aggregation.SUM:
            return column.sum()
        case Aggregation.MIN:
            return column.min()
        case Aggregation.MAX:
            return column.max()
    if kind.is_floating():
        return column.mean()
    exact = to_decimal(column, 38, measure.scale) if kind.is_integer() else column
    return avg_decimal(exact, max(measure.scale, getattr(exact.type(), "scale", 0)))

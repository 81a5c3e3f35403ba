"""What others may know of analytics: values of indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

__all__ = ["IndicatorRun", "IndicatorValue"]


@dataclass(frozen=True)
class IndicatorValue:
    """One value: of which caliber version, for which days [from, to), of which dimension values (code → value).

    `labels` are the names of dimension values that are codes of a code table.
    `value` is None where there is none, such as a ratio to nothing.
    """

    indicator_code: str
    version: int
    period_from: date | None
    period_to: date
    dimensions: Mapping[str, str | None]
    value: Decimal | None
    computed_at: datetime
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IndicatorRun:
    """A computation: how many periods and values, over which released versions of which data sets."""

    indicator_code: str
    version: int
    periods: int
    values: int
    assets: Mapping[str, int]
    seconds: float

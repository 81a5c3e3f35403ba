"""Indicators 指标: business, atomic, derived and composite, and the terms they are qualified by (STANDARDS §10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shudao.architecture.contracts_ledger import Grade
from shudao.kernel.expr.predicate import Everything, Predicate
from shudao.policy.contracts import State

__all__ = [
    "Additivity",
    "Aggregation",
    "AtomicSpec",
    "BusinessSpec",
    "CompositeSpec",
    "DerivedSpec",
    "DimensionSpec",
    "Indicator",
    "IndicatorKind",
    "IndicatorLineage",
    "IndicatorPlan",
    "IndicatorSpec",
    "LimitSpec",
    "Measure",
    "MeasureDimension",
    "NewIndicator",
    "NewTerm",
    "Term",
    "TermKind",
    "TermSpec",
    "TimeKind",
    "TimeSpec",
]


class IndicatorKind(StrEnum):
    """The four kinds. The letter stands in the code: ZBY, ZBA, ZBD, ZBC and a number."""

    BUSINESS = "business"
    ATOMIC = "atomic"
    DERIVED = "derived"
    COMPOSITE = "composite"

    @property
    def letter(self) -> str:
        return {"business": "Y", "atomic": "A", "derived": "D", "composite": "C"}[self.value]

    @property
    def zh(self) -> str:
        return {"business": "业务指标", "atomic": "原子指标", "derived": "衍生指标", "composite": "复合指标"}[
            self.value
        ]


class Aggregation(StrEnum):
    """What an atomic indicator makes of many rows."""

    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"

    @property
    def zh(self) -> str:
        words = {"count": "计数", "count_distinct": "去重计数", "sum": "合计"}
        return (words | {"avg": "平均", "min": "最小", "max": "最大"})[self.value]


class Additivity(StrEnum):
    """Whether values may be added up over dimensions and periods: both, dimensions only, neither."""

    ADDITIVE = "additive"
    SEMI_ADDITIVE = "semi_additive"
    NON_ADDITIVE = "non_additive"


class TermKind(StrEnum):
    """时间限定、业务限定、统计维度: XT, XY, XW and a number."""

    TIME = "time"
    LIMIT = "limit"
    DIMENSION = "dimension"

    @property
    def letter(self) -> str:
        return {"time": "T", "limit": "Y", "dimension": "W"}[self.value]

    @property
    def zh(self) -> str:
        return {"time": "时间限定", "limit": "业务限定", "dimension": "统计维度"}[self.value]


class TimeKind(StrEnum):
    """A calendar period that holds the day, the last so many days, the year so far, or everything so far."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    LAST_DAYS = "last_days"
    YEAR_TO_DATE = "year_to_date"
    SO_FAR = "so_far"


@dataclass(frozen=True)
class TimeSpec:
    """A half-open interval of days [from, to), seen from a day. `days` counts for `LAST_DAYS` only."""

    kind: TimeKind
    days: int = 0


@dataclass(frozen=True)
class LimitSpec:
    """A reusable condition on the columns of one entity."""

    entity_code: str
    where: Predicate


@dataclass(frozen=True)
class DimensionSpec:
    """A conformed dimension: every entity has it by the attribute that refers to this data element."""

    data_element: str


TermSpec = TimeSpec | LimitSpec | DimensionSpec


@dataclass(frozen=True)
class NewTerm:
    """A qualifier as it is defined; its code is given by rule."""

    name: str
    organisation_id: str
    spec: TermSpec


@dataclass(frozen=True)
class Term:
    """A qualifier: defined once, shared by all indicators, never changed."""

    code: str
    kind: TermKind
    name: str
    organisation_id: str
    spec: TermSpec
    used_by: int = 0


@dataclass(frozen=True)
class BusinessSpec:
    """A business indicator is decomposed into technical ones."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class AtomicSpec:
    """A measure and its aggregation over one entity, perhaps with a fixed filter; no time, no dimension.

    `attribute_code` is None when rows are counted.
    """

    entity_code: str
    aggregation: Aggregation
    attribute_code: str | None = None
    where: Predicate = field(default_factory=Everything)


@dataclass(frozen=True)
class DerivedSpec:
    """An atomic indicator, when, of what, and by what. `time_attribute` is the named date column the time speaks of."""

    atomic: str
    time: str
    time_attribute: str | None = None
    limits: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompositeSpec:
    """Arithmetic over derived and composite indicators of one grain: numbers, + - * /, brackets, `yoy(code)` for the
    growth over a year and `mom(code)` over the period before. What cannot be divided is no value."""

    expression: str


IndicatorSpec = BusinessSpec | AtomicSpec | DerivedSpec | CompositeSpec


@dataclass(frozen=True)
class NewIndicator:
    """An indicator as it is defined. With `code`, a new version of that indicator; without, a new one, coded by rule.

    `precision` counts decimals, `cycle` is an `UpdateCycle` value. A derived indicator without a name is called by
    rule: time, limits, atomic.
    """

    name: str
    definition: str
    organisation_id: str
    spec: IndicatorSpec
    unit: str = ""
    precision: int = 0
    cycle: str = "4"
    grade: Grade = Grade.G1
    additivity: Additivity = Additivity.ADDITIVE
    owner_person_id: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Indicator:
    """An indicator in one version (口径版本)."""

    code: str
    version: int
    kind: IndicatorKind
    state: State
    name: str
    definition: str
    organisation_id: str
    spec: IndicatorSpec
    unit: str
    precision: int
    cycle: str
    grade: Grade
    additivity: Additivity
    owner_person_id: str | None
    author: str
    submitted_by: str | None
    published_by: str | None
    published_on: date | None
    uses: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureDimension:
    """A dimension as one entity has it."""

    code: str
    name: str
    attribute_code: str
    column: str
    code_table: str | None


@dataclass(frozen=True)
class Measure:
    """A derived indicator resolved down to columns: all that is needed to compile it for any day."""

    code: str
    version: int
    entity_code: str
    aggregation: Aggregation
    column: str | None
    where: Predicate
    time: TimeSpec
    time_column: str | None
    time_is_moment: bool
    dimensions: tuple[MeasureDimension, ...]
    scale: int


@dataclass(frozen=True)
class IndicatorPlan:
    """What computing an indicator takes: its measures by code, and the arithmetic over them (its own code for a derived
    indicator). All measures have the grain of the first."""

    indicator: Indicator
    measures: Mapping[str, Measure]
    expression: str

    @property
    def first(self) -> Measure:
        return next(iter(self.measures.values()))


@dataclass(frozen=True)
class IndicatorLineage:
    """From an indicator down to attributes: indicators it rests on, and L5 attributes with their part."""

    indicators: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str, str], ...]

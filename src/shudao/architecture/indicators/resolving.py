"""An indicator resolved down to measures over entities, and from there to attributes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import ibis

from shudao.architecture.contracts_indicators import (
    AtomicSpec,
    BusinessSpec,
    CompositeSpec,
    DerivedSpec,
    DimensionSpec,
    IndicatorLineage,
    IndicatorPlan,
    LimitSpec,
    Measure,
    MeasureDimension,
    Term,
    TimeKind,
    TimeSpec,
)
from shudao.architecture.contracts_ledger import Attribute, Entity, State
from shudao.architecture.contracts_search import LineageEdge, LineageEnd
from shudao.architecture.entities import entity as read_entity
from shudao.architecture.errors_indicators import BadIndicator
from shudao.architecture.indicators import expression, specs
from shudao.architecture.indicators.compiling import MAX_SCALE, compiled
from shudao.architecture.indicators.reading import indicator_row, terms_of, view
from shudao.architecture.lineage import record_lineage
from shudao.architecture.tables import AttributeRow
from shudao.kernel.actor import Actor
from shudao.kernel.expr.predicate import And
from shudao.kernel.uow import UnitOfWork
from shudao.policy.contracts import DataType

Kind = TypeVar("Kind", TimeSpec, LimitSpec)

__all__ = [
    "attribute_of",
    "check_grain",
    "leaf",
    "lineage_of",
    "measure_of",
    "note_lineage",
    "plan_of",
    "sql_of",
    "unfold",
]

_MOMENTS = (DataType.DATETIME,)
_DATES = (DataType.DATE, DataType.DATETIME)
_IBIS_TYPES = {
    DataType.STRING: "string",
    DataType.INTEGER: "int64",
    DataType.DECIMAL: "decimal(18, 4)",
    DataType.DATE: "date",
    DataType.DATETIME: "timestamp('UTC')",
    DataType.BOOLEAN: "boolean",
    DataType.BINARY: "binary",
}


@dataclass
class _Known:
    """What has been read on the way, once each."""

    uow: UnitOfWork
    entities: dict[str, Entity] = field(default_factory=dict)

    def entity(self, code: str) -> Entity:
        if code not in self.entities:
            self.entities[code] = read_entity(self.uow, code)
        return self.entities[code]


def attribute_of(entity: Entity, code: str) -> Attribute:
    """A published attribute of an entity, by code. Raises `BadIndicator`."""
    found = next((a for a in entity.attributes if a.code == code and a.state is State.PUBLISHED), None)
    if found is None:
        raise BadIndicator(
            problem=f"{entity.name}没有已发布的属性 {code}",
            problem_en=f"{entity.code} has no published attribute {code}",
        )
    return found


def measure_of(uow: UnitOfWork, code: str, version: int, spec: DerivedSpec, precision: int) -> Measure:
    """A derived spec resolved to columns, conditions, time and dimensions. Raises `BadIndicator` where they do not
    fit."""
    atomic_row = indicator_row(uow, spec.atomic)
    atomic = view(atomic_row).spec
    if not isinstance(atomic, AtomicSpec):
        raise BadIndicator(problem=f"{spec.atomic} 不是原子指标", problem_en=f"{spec.atomic} is no atomic indicator")
    entity = _Known(uow).entity(atomic.entity_code)
    terms = terms_of(uow, [spec.time, *spec.limits, *spec.dimensions])
    time = _spec(terms, spec.time, TimeSpec)
    limits = [_spec(terms, each, LimitSpec) for each in spec.limits]
    for limit in limits:
        if limit.entity_code != entity.code:
            raise BadIndicator(problem="业务限定属于别的逻辑实体", problem_en="a qualifier is of another entity")
    moment = _time_attribute(entity, time, spec.time_attribute)
    column = attribute_of(entity, atomic.attribute_code).column if atomic.attribute_code else None
    return Measure(
        code=code,
        version=version,
        entity_code=entity.code,
        aggregation=atomic.aggregation,
        column=column,
        where=And(atomic.where, *(limit.where for limit in limits)),
        time=time,
        time_column=moment.column if moment else None,
        time_is_moment=bool(moment and moment.data_element and moment.data_element.type in _MOMENTS),
        dimensions=tuple(_dimension(entity, terms[each]) for each in sorted(spec.dimensions)),
        scale=min(precision, MAX_SCALE),
    )


def _spec(terms: Mapping[str, Term], code: str, kind: type[Kind]) -> Kind:
    spec = terms[code].spec
    if not isinstance(spec, kind):
        raise BadIndicator(problem=f"{code} 用错了地方", problem_en=f"{code} is another kind of qualifier")
    return spec


def _time_attribute(entity: Entity, time: TimeSpec, code: str | None) -> Attribute | None:
    if code is None:
        if time.kind is TimeKind.SO_FAR:
            return None
        raise BadIndicator(
            problem="没有指定时间所指的日期属性", problem_en="the date attribute of the time is not named"
        )
    found = attribute_of(entity, code)
    if found.data_element is None or found.data_element.type not in _DATES:
        raise BadIndicator(problem=f"{found.name}不是日期", problem_en=f"{code} is no date")
    return found


def _dimension(entity: Entity, term: Term) -> MeasureDimension:
    assert isinstance(term.spec, DimensionSpec)  # noqa: S101 -- the caller sorted terms by kind
    wanted = term.spec.data_element
    fitting = [
        a for a in entity.attributes if a.state is State.PUBLISHED and a.data_element and a.data_element.code == wanted
    ]
    if len(fitting) != 1:
        raise BadIndicator(
            problem=f"{entity.name}有 {len(fitting)} 个属性引用维度“{term.name}”的数据元 {wanted}，应恰有一个",
            problem_en=f"{len(fitting)} attributes of {entity.code} refer to {wanted}; a dimension needs exactly one",
        )
    (one,) = fitting
    table = one.data_element.code_table if one.data_element else None
    return MeasureDimension(term.code, term.name, one.code, one.column, table)


def plan_of(uow: UnitOfWork, code: str) -> IndicatorPlan:
    """What computing an indicator takes. Raises `BadIndicator` for kinds that have no values, and for a grain that
    differs among the measures of a composite."""
    found = view(indicator_row(uow, code))
    match found.spec:
        case DerivedSpec() as spec:
            return IndicatorPlan(found, {code: measure_of(uow, code, found.version, spec, found.precision)}, code)
        case CompositeSpec(text):
            whole, leaves = unfold(uow, text, (code,))
            measures = {each: leaf(uow, each) for each in leaves}
            check_grain(measures)
            return IndicatorPlan(found, measures, whole)
    raise BadIndicator(
        problem=f"{found.kind.zh}本身没有数值", problem_en="this kind of indicator has no values of its own"
    )


def leaf(uow: UnitOfWork, code: str) -> Measure:
    """The measure of a derived indicator inside a composite, with all the decimals there are."""
    found = view(indicator_row(uow, code))
    assert isinstance(found.spec, DerivedSpec)  # noqa: S101 -- `unfold` ends at derived indicators only
    return measure_of(uow, code, found.version, found.spec, MAX_SCALE)


def unfold(uow: UnitOfWork, text: str, path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """An expression with composite indicators replaced by their own, and the derived indicators it ends at."""
    tree = expression.read(text)
    leaves: list[str] = []
    for used in expression.codes_in(tree):
        found = view(indicator_row(uow, used))
        match found.spec:
            case DerivedSpec():
                leaves.append(used)
            case CompositeSpec(inner):
                whole, below = unfold(uow, inner, (*path, used))
                text = expression.replaced(text, used, whole)
                leaves += below
            case _:
                raise BadIndicator(
                    problem=f"表达式中的 {used} 不是衍生或复合指标",
                    problem_en=f"{used} is neither derived nor composite",
                )
    if not leaves:
        raise BadIndicator(problem="表达式中没有指标", problem_en="the expression names no indicator")
    return text, tuple(dict.fromkeys(leaves))


def check_grain(measures: Mapping[str, Measure]) -> None:
    """Refuse measures of different grain: other dimensions or another time (STANDARDS §10)."""
    grains = {(measure.time, tuple(d.code for d in measure.dimensions)) for measure in measures.values()}
    if len(grains) > 1:
        raise BadIndicator(
            problem="各指标的时间限定或统计维度不同，不能一起运算",
            problem_en="the indicators differ in time or dimensions and cannot be reckoned with together",
        )


def lineage_of(uow: UnitOfWork, code: str) -> IndicatorLineage:
    """Down to L5: the indicators it rests on as (user, used), and attributes as (indicator, attribute, part)."""
    pairs: dict[tuple[str, str], None] = {}
    ends: dict[tuple[str, str, str], None] = {}
    _descend(uow, code, pairs, ends)
    return IndicatorLineage(tuple(pairs), tuple(ends))


def _descend(
    uow: UnitOfWork, code: str, pairs: dict[tuple[str, str], None], ends: dict[tuple[str, str, str], None]
) -> None:
    found = view(indicator_row(uow, code))
    match found.spec:
        case AtomicSpec(entity_code, _, attribute_code, where):
            entity = read_entity(uow, entity_code)
            if attribute_code:
                ends[code, attribute_code, "measure"] = None
            _note_columns(ends, code, entity, where.columns(), "filter")
        case DerivedSpec() as spec:
            measure = measure_of(uow, code, found.version, spec, found.precision)
            entity = read_entity(uow, measure.entity_code)
            if spec.time_attribute:
                ends[code, spec.time_attribute, "time"] = None
            for dimension in measure.dimensions:
                ends[code, dimension.attribute_code, "dimension"] = None
            limits = terms_of(uow, spec.limits).values()
            columns = frozenset().union(*(t.spec.where.columns() for t in limits if isinstance(t.spec, LimitSpec)))
            _note_columns(ends, code, entity, columns, "filter")
        case BusinessSpec() | CompositeSpec():
            pass
    for used in specs.uses_of(found.spec):
        if (code, used) not in pairs:
            pairs[code, used] = None
            _descend(uow, used, pairs, ends)


def _note_columns(
    ends: dict[tuple[str, str, str], None], code: str, entity: Entity, columns: frozenset[str], part: str
) -> None:
    for column in sorted(columns):
        ends[code, entity.attribute(column).code, part] = None


def note_lineage(uow: UnitOfWork, code: str, *, by: Actor) -> None:
    """Write the lineage of an indicator into the one map, from attributes and indicators to it."""
    found = lineage_of(uow, code)
    ends = {code: _end(uow, code), **{used: _end(uow, used) for _, used in found.indicators}}
    edges = [LineageEdge(ends[used], ends[user], via="indicator") for user, used in found.indicators if user == code]
    edges += [
        LineageEdge(LineageEnd(f"attribute/{attribute}", _label(uow, attribute)), ends[code], via="indicator")
        for attribute in dict.fromkeys(attribute for user, attribute, _ in found.attributes if user == code)
    ]
    record_lineage(uow, edges, by=by)


def _end(uow: UnitOfWork, code: str) -> LineageEnd:
    return LineageEnd(f"indicator/{code}", indicator_row(uow, code).name)


def _label(uow: UnitOfWork, attribute: str) -> str:
    row = uow.session.get(AttributeRow, attribute)
    return row.name if row else attribute


def sql_of(uow: UnitOfWork, code: str, as_of: date) -> dict[str, str]:
    """The query each measure compiles to, for people to read; tables and columns have the entity's names."""
    plan, known = plan_of(uow, code), _Known(uow)
    return {
        each: str(ibis.to_sql(compiled(_table(known.entity(measure.entity_code)), measure, as_of), dialect="duckdb"))
        for each, measure in plan.measures.items()
    }


def _table(entity: Entity) -> ibis.Table:
    columns = {
        a.column: _IBIS_TYPES[DataType(a.data_element.type)] if a.data_element else "string" for a in entity.attributes
    }
    return ibis.table(columns, name=entity.table or entity.code)

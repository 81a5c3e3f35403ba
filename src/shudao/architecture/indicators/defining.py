"""Defining indicators and qualifiers: coded by rule, one per meaning, without circles; published by a second person."""

from typing import Any

from sqlalchemy import func, select

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.contracts_catalogue import UpdateCycle
from shudao.architecture.contracts_indicators import (
    AtomicSpec,
    BusinessSpec,
    CompositeSpec,
    DerivedSpec,
    DimensionSpec,
    Indicator,
    IndicatorKind,
    LimitSpec,
    NewIndicator,
    NewTerm,
    Term,
    TimeKind,
    TimeSpec,
)
from shudao.architecture.contracts_ledger import Grade, State
from shudao.architecture.entities import entity as read_entity
from shudao.architecture.errors_indicators import (
    BadIndicator,
    IndicatorCycle,
    IndicatorInUse,
    IndicatorOwnWork,
    SameIndicator,
    SameTerm,
    UnknownIndicator,
    WrongIndicatorState,
)
from shudao.architecture.indicators import resolving, specs
from shudao.architecture.indicators.reading import indicator_row, term, terms_of, view
from shudao.architecture.tables_indicators import NUMBERS, TERM_NUMBERS, IndicatorRow, TermRow
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import facade as policy

__all__ = ["define_indicator", "define_term", "publish_indicator", "retire_indicator", "submit_indicator"]

MAX_DAYS = 3660
MAX_PRECISION = 8
_LOCK = "architecture/indicators"


def define_term(uow: UnitOfWork, new: NewTerm, *, by: Actor) -> Term:
    """Define a qualifier or a dimension; what means the same, or has its name, is refused (`SameTerm`)."""
    access.require(uow, by, permissions.EDIT, new.organisation_id)
    _lock(uow)
    kind = specs.term_kind_of(new.spec)
    _check_term(uow, new)
    meaning, name = specs.term_meaning_of(new.spec), new.name.strip()
    same = select(TermRow).where((TermRow.meaning == meaning) | ((TermRow.kind == kind) & (TermRow.name == name)))
    known = uow.session.scalars(same.limit(1)).first()
    if known is not None:
        raise SameTerm(term=known.code, name=known.name)
    row = TermRow(
        code=f"X{kind.letter}{uow.session.execute(TERM_NUMBERS.next_value().select()).scalar_one():05d}",
        kind=kind,
        name=name,
        organisation_id=new.organisation_id,
        spec=specs.to_json(new.spec),
        meaning=meaning,
        author=by.principal,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    subject = f"architecture/indicator-term/{row.code}"
    evidence.record(uow, by=by, action="architecture.indicator_term.defined", subject=subject)
    return term(uow, row.code)


def _check_term(uow: UnitOfWork, new: NewTerm) -> None:
    _refuse(not new.name.strip(), "名称为空", "it has no name")
    match new.spec:
        case TimeSpec(kind, days):
            fits = 1 <= days <= MAX_DAYS if kind is TimeKind.LAST_DAYS else days == 0
            _refuse(not fits, f"天数应在 1 至 {MAX_DAYS} 之间，且只用于近N天", "the number of days does not fit")
        case LimitSpec(entity_code, where):
            columns = {a.column for a in read_entity(uow, entity_code).attributes if a.state is State.PUBLISHED}
            unknown = sorted(where.columns() - columns)
            _refuse(bool(unknown), f"逻辑实体没有字段 {'、'.join(unknown)}", f"no column {', '.join(unknown)}")
            _refuse(not where.columns(), "限定没有条件", "the qualifier has no condition")
        case DimensionSpec(data_element):
            element = policy.data_element(uow, data_element)
            _refuse(element.state is not State.PUBLISHED, "数据元尚未发布", "the data element is not published")


def define_indicator(uow: UnitOfWork, new: NewIndicator, *, by: Actor) -> Indicator:
    """Draft an indicator, or with `code` the next version of one.

    Raises `SameIndicator` where the meaning is there already, `IndicatorCycle`, `BadIndicator`, `UnknownIndicator` and
    `UnknownTerm` for what it names.
    """
    access.require(uow, by, permissions.EDIT, new.organisation_id)
    _lock(uow)
    kind = specs.kind_of(new.spec)
    version = _next_version(uow, new, kind, by)
    uses = specs.uses_of(new.spec)
    code = new.code or f"ZB{kind.letter}{_number(uow):05d}"
    _check_uses(uow, code, uses)
    name = new.name.strip() or _name_by_rule(uow, new.spec)
    meaning = specs.meaning_of(new.spec, name)
    _refuse_same(uow, code, meaning)
    _check(uow, code, version, new, name)
    row = IndicatorRow(
        id=new_id(),
        code=code,
        version=version,
        kind=kind,
        state=State.DRAFT,
        name=name,
        definition=new.definition.strip(),
        organisation_id=new.organisation_id,
        spec=specs.to_json(new.spec),
        meaning=meaning,
        uses=list(uses),
        unit=new.unit.strip(),
        precision=new.precision,
        cycle=new.cycle,
        grade=new.grade,
        additivity=new.additivity,
        owner_person_id=new.owner_person_id,
        author=by.principal,
        created_at=uow.clock.now(),
    )
    uow.session.add(row)
    uow.session.flush()
    _record(uow, row, "defined", by)
    return view(row)


def _lock(uow: UnitOfWork) -> None:
    """Definitions stand in line: two of one meaning, or two halves of a circle, must see each other."""
    uow.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(_LOCK, 0))))


def _number(uow: UnitOfWork) -> int:
    return int(uow.session.execute(NUMBERS.next_value().select()).scalar_one())


def _next_version(uow: UnitOfWork, new: NewIndicator, kind: IndicatorKind, by: Actor) -> int:
    if new.code is None:
        return 1
    known = list(uow.session.scalars(select(IndicatorRow).where(IndicatorRow.code == new.code)))
    if not known:
        raise UnknownIndicator(indicator=new.code)
    _refuse(any(row.kind != kind for row in known), "新版本不能改变指标种类", "a version cannot be of another kind")
    for organisation_id in {row.organisation_id for row in known}:
        access.require(uow, by, permissions.EDIT, organisation_id)
    if any(row.state in (State.DRAFT, State.IN_REVIEW) for row in known):
        raise WrongIndicatorState(indicator=new.code, wanted="已发布，且没有未完成的版本")
    return max(row.version for row in known) + 1


def _check_uses(uow: UnitOfWork, code: str, uses: tuple[str, ...]) -> None:
    for used in uses:
        _refuse(view(indicator_row(uow, used)).state is State.RETIRED, f"{used} 已废止", f"{used} is retired")
        path = _path_to(uow, used, code, (code, used))
        if path is not None:
            raise IndicatorCycle(path=" → ".join(path))


def _path_to(uow: UnitOfWork, begin: str, target: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
    """How one indicator comes to rest on another, if it does."""
    if begin == target:
        return path
    for used in indicator_row(uow, begin).uses:
        if (found := _path_to(uow, used, target, (*path, used))) is not None:
            return found
    return None


def _refuse_same(uow: UnitOfWork, code: str, meaning: str) -> None:
    row = IndicatorRow
    same = select(row).where(row.meaning == meaning, row.code != code, row.state != State.RETIRED)
    known = uow.session.scalars(same.limit(1)).first()
    if known is not None:
        raise SameIndicator(indicator=known.code, name=known.name)


def _name_by_rule(uow: UnitOfWork, spec: Any) -> str:
    """时间 + 限定 + 原子, for derived indicators; others need a name."""
    if not isinstance(spec, DerivedSpec):
        raise BadIndicator(problem="名称为空", problem_en="it has no name")
    terms = terms_of(uow, [spec.time, *spec.limits])
    words = [terms[code].name for code in (spec.time, *spec.limits)]
    return "".join(words) + indicator_row(uow, spec.atomic).name


def _check(uow: UnitOfWork, code: str, version: int, new: NewIndicator, name: str) -> None:
    _refuse(len(name) > 100, "名称过长", "the name is too long")
    _refuse(not new.definition.strip(), "没有定义", "it has no definition")
    _refuse(not 0 <= new.precision <= MAX_PRECISION, f"小数位应为 0 至 {MAX_PRECISION}", "the decimals do not fit")
    _refuse(new.cycle not in list(UpdateCycle), "更新周期不在代码表中", "the cycle is none of the guide's")
    is_technical = not isinstance(new.spec, BusinessSpec)
    _refuse(is_technical and not new.unit.strip(), "没有计量单位", "it has no unit")
    match new.spec:
        case BusinessSpec(parts):
            for part in parts:
                kind = view(indicator_row(uow, part)).kind
                _refuse(
                    kind is IndicatorKind.BUSINESS, "业务指标只能拆解为技术指标", "it decomposes into technical ones"
                )
        case AtomicSpec() as spec:
            _check_atomic(uow, spec)
        case DerivedSpec() as spec:
            measure = resolving.measure_of(uow, code, version, spec, new.precision)
            entity = read_entity(uow, measure.entity_code)
            shown = [resolving.attribute_of(entity, d.attribute_code).grade for d in measure.dimensions]
            highest = max((grade for grade in shown if grade is not None), default=Grade.G1)
            _refuse(new.grade < highest, f"级别不得低于统计维度的 {highest}", f"its dimensions are graded {highest}")
        case CompositeSpec(text):
            _, leaves = resolving.unfold(uow, text, (code,))
            resolving.check_grain({leaf: resolving.leaf(uow, leaf) for leaf in leaves})


def _check_atomic(uow: UnitOfWork, spec: AtomicSpec) -> None:
    entity = read_entity(uow, spec.entity_code)
    _refuse(entity.state is not State.PUBLISHED, "逻辑实体尚未发布", "the entity is not published")
    _refuse(spec.attribute_code is None and spec.aggregation != "count", "没有指定属性", "no attribute is named")
    if spec.attribute_code is not None:
        resolving.attribute_of(entity, spec.attribute_code)
    unknown = sorted(spec.where.columns() - {a.column for a in entity.attributes if a.state is State.PUBLISHED})
    _refuse(bool(unknown), f"逻辑实体没有字段 {'、'.join(unknown)}", f"no column {', '.join(unknown)}")


def submit_indicator(uow: UnitOfWork, code: str, *, by: Actor) -> Indicator:
    """Hand a draft in for review. Raises `WrongIndicatorState`."""
    row = _row_in(uow, code, State.DRAFT)
    access.require(uow, by, permissions.EDIT, row.organisation_id)
    row.state, row.submitted_by = State.IN_REVIEW, by.principal
    uow.session.flush()
    _record(uow, row, "submitted", by)
    return view(row)


def publish_indicator(uow: UnitOfWork, code: str, *, by: Actor) -> Indicator:
    """Publish what is in review; the version before retires. Not by its author or submitter (`IndicatorOwnWork`); what
    it rests on must be published."""
    row = _row_in(uow, code, State.IN_REVIEW)
    access.require(uow, by, permissions.PUBLISH, row.organisation_id)
    if by.principal in (row.author, row.submitted_by):
        raise IndicatorOwnWork(indicator=code)
    for used in row.uses:
        if indicator_row(uow, used).state != State.PUBLISHED:
            raise WrongIndicatorState(indicator=used, wanted="已发布")
    before = uow.session.scalars(_of(code, State.PUBLISHED)).first()
    if before is not None:
        before.state = State.RETIRED
        uow.session.flush()
    row.state, row.published_by, row.published_at = State.PUBLISHED, by.principal, uow.clock.now()
    uow.session.flush()
    resolving.note_lineage(uow, code, by=by)
    _record(uow, row, "published", by)
    return view(row)


def retire_indicator(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> None:
    """End a published indicator that nothing rests on. Raises `IndicatorInUse`."""
    row = _row_in(uow, code, State.PUBLISHED)
    access.require(uow, by, permissions.PUBLISH, row.organisation_id)
    uses = select(IndicatorRow.code).where(IndicatorRow.uses.contains([code]), IndicatorRow.state != State.RETIRED)
    users = sorted(set(uow.session.scalars(uses)) - {code})
    if users:
        raise IndicatorInUse(indicator=code, users="、".join(users))
    row.state = State.RETIRED
    uow.session.flush()
    _record(uow, row, "retired", by, reason=reason)


def _row_in(uow: UnitOfWork, code: str, state: State) -> IndicatorRow:
    row: IndicatorRow | None = uow.session.scalars(_of(code, state).with_for_update()).first()
    if row is None:
        indicator_row(uow, code)
        raise WrongIndicatorState(indicator=code, wanted=state.zh)
    return row


def _of(code: str, state: State) -> Any:
    return select(IndicatorRow).where(IndicatorRow.code == code, IndicatorRow.state == state)


def _record(uow: UnitOfWork, row: IndicatorRow, what: str, by: Actor, **more: Any) -> None:
    subject = f"architecture/indicator/{row.code}"
    detail = {"version": row.version, **more}
    evidence.record(uow, by=by, action=f"architecture.indicator.{what}", subject=subject, detail=detail)


def _refuse(is_wrong: bool, problem: str, problem_en: str) -> None:
    if is_wrong:
        raise BadIndicator(problem=problem, problem_en=problem_en)

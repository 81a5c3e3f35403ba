"""Reading indicators and terms: as they may be seen, and as rows become contracts."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.contracts_indicators import Additivity, Indicator, IndicatorKind, Term, TermKind
from shudao.architecture.contracts_ledger import Grade, State
from shudao.architecture.errors_indicators import UnknownIndicator, UnknownTerm
from shudao.architecture.indicators import specs
from shudao.architecture.tables_indicators import IndicatorRow, TermRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork

__all__ = [
    "indicator",
    "indicator_row",
    "indicator_versions",
    "list_indicators",
    "list_terms",
    "term",
    "terms_of",
    "view",
]

OPEN = (State.PUBLISHED, State.RETIRED)


def indicator_row(uow: UnitOfWork, code: str) -> IndicatorRow:
    """The version that counts: the published one, else the newest. Raises `UnknownIndicator`."""
    query = select(IndicatorRow).where(IndicatorRow.code == code).order_by(_preference(), IndicatorRow.version.desc())
    row = uow.session.scalars(query.limit(1)).first()
    if row is None:
        raise UnknownIndicator(indicator=code)
    return row


def _preference() -> ColumnElement[int]:
    return case((IndicatorRow.state == State.PUBLISHED, 0), else_=1)


def indicator(uow: UnitOfWork, code: str, *, by: Actor) -> Indicator:
    """An indicator as one may see it: another organisation's draft is as unknown as one that is not there."""
    rows = [row for row in _versions(uow, code) if _may_see(uow, row, by)]
    if not rows:
        raise UnknownIndicator(indicator=code)
    best = max(rows, key=lambda row: (row.state == State.PUBLISHED, row.version))
    return view(best, _users(uow, code))


def indicator_versions(uow: UnitOfWork, code: str, *, by: Actor) -> list[Indicator]:
    """Every version one may see, newest first. Raises `UnknownIndicator`."""
    rows = [row for row in _versions(uow, code) if _may_see(uow, row, by)]
    if not rows:
        raise UnknownIndicator(indicator=code)
    return [view(row) for row in sorted(rows, key=lambda row: -row.version)]


def _versions(uow: UnitOfWork, code: str) -> list[IndicatorRow]:
    return list(uow.session.scalars(select(IndicatorRow).where(IndicatorRow.code == code)))


def _may_see(uow: UnitOfWork, row: IndicatorRow, by: Actor) -> bool:
    return row.state in OPEN or access.permits(uow, by, permissions.READ_DRAFTS, row.organisation_id)


def _users(uow: UnitOfWork, code: str) -> tuple[str, ...]:
    uses = select(IndicatorRow.code).where(IndicatorRow.uses.contains([code]), IndicatorRow.state != State.RETIRED)
    return tuple(sorted(set(uow.session.scalars(uses))))


def list_indicators(
    uow: UnitOfWork,
    page: PageQuery,
    *,
    kind: IndicatorKind | None = None,
    organisation_id: str | None = None,
    by: Actor,
) -> Page[Indicator]:
    """Indicators, each in the version that counts, as far as one may see."""
    row = IndicatorRow
    best = select(row.id).ext(distinct_on(row.code)).where(_visible(uow, by))
    best = best.order_by(row.code, _preference(), row.version.desc())
    query = select(row).where(row.id.in_(best))
    if kind is not None:
        query = query.where(row.kind == kind)
    if organisation_id is not None:
        query = query.where(row.organisation_id == organisation_id)
    if page.q:
        words = (column.icontains(page.q, autoescape=True) for column in (row.code, row.name, row.definition))
        query = query.where(or_(*words))
    keys: dict[str, Any] = {"code": row.code, "name": row.name, "kind": row.kind, "state": row.state}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page([view(each) for each in found.items], found.total)


def _visible(uow: UnitOfWork, by: Actor) -> ColumnElement[bool]:
    reached = access.reach(uow, by, permissions.READ_DRAFTS)
    if reached is None:
        return IndicatorRow.code.is_not(None)
    return or_(IndicatorRow.state.in_(OPEN), IndicatorRow.organisation_id.in_(reached))


def view(row: IndicatorRow, used_by: tuple[str, ...] = ()) -> Indicator:
    kind = IndicatorKind(row.kind)
    return Indicator(
        code=row.code,
        version=row.version,
        kind=kind,
        state=State(row.state),
        name=row.name,
        definition=row.definition,
        organisation_id=row.organisation_id,
        spec=specs.spec_of(kind, row.spec),
        unit=row.unit,
        precision=row.precision,
        cycle=row.cycle,
        grade=Grade(row.grade),
        additivity=Additivity(row.additivity),
        owner_person_id=row.owner_person_id,
        author=row.author,
        submitted_by=row.submitted_by,
        published_by=row.published_by,
        published_on=row.published_at.date() if row.published_at else None,
        uses=tuple(row.uses),
        used_by=used_by,
    )


def term(uow: UnitOfWork, code: str) -> Term:
    """A qualifier. Raises `UnknownTerm`."""
    return terms_of(uow, [code])[code]


def terms_of(uow: UnitOfWork, codes: Iterable[str]) -> dict[str, Term]:
    """Qualifiers by code. Raises `UnknownTerm` for the first that is not there."""
    wanted = list(codes)
    found = {row.code: _term(row) for row in uow.session.scalars(select(TermRow).where(TermRow.code.in_(wanted)))}
    missing = next((code for code in wanted if code not in found), None)
    if missing is not None:
        raise UnknownTerm(term=missing)
    return found


def list_terms(uow: UnitOfWork, page: PageQuery, *, kind: TermKind | None = None) -> Page[Term]:
    """Qualifiers and dimensions, with how many indicators use each."""
    row = TermRow
    query = select(row)
    if kind is not None:
        query = query.where(row.kind == kind)
    if page.q:
        query = query.where(
            or_(row.code.icontains(page.q, autoescape=True), row.name.icontains(page.q, autoescape=True))
        )
    keys: dict[str, Any] = {"code": row.code, "name": row.name, "kind": row.kind}
    found = fetch_page(uow.session, query, page, keys, "code")
    used = _uses(uow, [each.code for each in found.items])
    return Page([_term(each, used.get(each.code, 0)) for each in found.items], found.total)


def _uses(uow: UnitOfWork, codes: Collection[str]) -> dict[str, int]:
    live = select(IndicatorRow.spec).where(IndicatorRow.kind == "derived", IndicatorRow.state != State.RETIRED)
    counts: dict[str, int] = {}
    for spec in uow.session.scalars(live):
        for code in {spec["time"], *spec["limits"], *spec["dimensions"]} & set(codes):
            counts[code] = counts.get(code, 0) + 1
    return counts


def _term(row: TermRow, used_by: int = 0) -> Term:
    kind = TermKind(row.kind)
    return Term(row.code, kind, row.name, row.organisation_id, specs.term_spec_of(kind, row.spec), used_by)

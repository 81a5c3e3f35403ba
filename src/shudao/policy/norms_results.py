"""What the checks found: per department with trend, per clause, and violation by violation."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, ordering
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import permissions
from shudao.policy.contracts import Norm
from shudao.policy.contracts_norms import (
    ClauseView,
    DepartmentResult,
    NormRun,
    RunDetail,
    Severity,
    TrendPoint,
    Violation,
    ViolationFilter,
)
from shudao.policy.errors import UnknownClause
from shudao.policy.norms import norms_in_force
from shudao.policy.ports import CLAUSES, Clause
from shudao.policy.tables_norms import NormResultRow, NormRunRow, ViolationRow, WaiverRow

__all__ = ["clause_of", "department_results", "list_clauses", "list_runs", "list_violations", "run_details", "trend"]


def list_clauses(uow: UnitOfWork, norm: str | None = None, *, by: Actor) -> list[ClauseView]:
    """Every clause, with the norm version that puts it in force and what the newest check found of it, as far as one
    may see."""
    norms = norms_in_force(uow, uow.clock.today())
    counts = _counts_by_clause(uow.session, _seen(uow, by))
    wanted = [clause for clause in CLAUSES.values() if norm in (None, clause.norm)]
    return [_view(clause, norms.get(clause.norm), counts.get(clause.id, (0, 0))) for clause in wanted]


def clause_of(uow: UnitOfWork, clause_id: str, *, by: Actor) -> ClauseView:
    """One clause. Raises `UnknownClause`."""
    if clause_id not in CLAUSES:
        raise UnknownClause(clause=clause_id)
    clause = CLAUSES[clause_id]
    return next(view for view in list_clauses(uow, clause.norm, by=by) if view.id == clause_id)


def _view(clause: Clause, norm: Norm | None, counts: tuple[int, int]) -> ClauseView:
    holds = norm is not None and clause.id in norm.clauses
    return ClauseView(
        id=clause.id,
        norm=clause.norm,
        norm_title=norm.title if norm else clause.norm,
        norm_version=norm.version if norm and holds else None,
        effective_on=norm.effective_on if norm and holds else None,
        principle=clause.principle,
        severity=clause.severity,
        zh=clause.zh,
        en=clause.en,
        source=clause.source,
        subject_kind=clause.subject,
        route=clause.route,
        mend_zh=clause.mend_zh,
        mend_en=clause.mend_en,
        violations=counts[0],
        waived=counts[1],
    )


def list_runs(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[NormRun]:
    """The checks of the whole ledger, newest first, with what each found as far as one may see."""
    run, result = NormRunRow, NormResultRow
    columns = [func.coalesce(func.sum(getattr(result, key)), 0) for key in ("must", "should", "advice", "waived")]
    seen = _seen(uow, by)
    mine = result.run_id == run.id
    joined = and_(mine, result.organisation_id.in_(seen)) if seen is not None else mine
    query = select(run, *columns).outerjoin(result, joined).group_by(run.id)
    order = ordering(page, {"id": NormRunRow.__table__.c.id}, "-id")
    newest = query.order_by(order).offset(page.offset).limit(page.limit)
    total = uow.session.scalar(select(func.count()).select_from(run)) or 0
    return Page([_run(row, *map(int, sums)) for row, *sums in uow.session.execute(newest)], total)


def _run(row: NormRunRow, must: int, should: int, advice: int, waived: int) -> NormRun:
    versions, clauses = dict(row.versions), len(row.clauses)
    return NormRun(row.id, row.checked_at, row.seconds, row.checked_by, versions, clauses, must, should, advice, waived)


def run_details(uow: UnitOfWork, run_id: str, *, by: Actor) -> list[RunDetail]:
    """What a run found, clause by clause and organisation by organisation, as far as one may see; the worst first."""
    seen = _seen(uow, by)
    query = select(NormResultRow.organisation_id, NormResultRow.counts).where(NormResultRow.run_id == run_id)
    rows = [(of, counts) for of, counts in uow.session.execute(query) if seen is None or of in seen]
    names = mechanism.names_of(uow, organisation_ids=[of for of, _ in rows])
    found = [
        RunDetail(clause.id, clause.severity, clause.zh, of, names.get(of, of), violations, waived)
        for of, counts in rows
        for clause_id, (violations, waived) in counts.items()
        if (clause := CLAUSES.get(clause_id)) is not None
    ]
    worst = list(Severity)
    return sorted(found, key=lambda each: (worst.index(each.severity), each.clause, -each.violations))


def department_results(uow: UnitOfWork, *, by: Actor) -> list[DepartmentResult]:
    """Every organisation one may see of which the newest run or the one before found something; the worst first."""
    runs = list(uow.session.scalars(select(NormRunRow.id).order_by(NormRunRow.id.desc()).limit(2)))
    newest = _results(uow.session, runs[:1])
    before = _results(uow.session, runs[1:])
    seen = _seen(uow, by)
    ids = [each for each in newest.keys() | before.keys() if seen is None or each in seen]
    names = mechanism.names_of(uow, organisation_ids=ids)
    found = [
        _department(each, names.get(each, each), newest.get(each), before.get(each) if len(runs) > 1 else None, runs)
        for each in ids
    ]
    return sorted(found, key=lambda each: (-each.must, -each.should, -each.advice, each.organisation_name))


def _department(
    organisation_id: str, name: str, now: NormResultRow | None, before: NormResultRow | None, runs: list[str]
) -> DepartmentResult:
    had = (before.must + before.should if before else 0) if len(runs) > 1 else None
    if now is None:
        return DepartmentResult(organisation_id, name, 0, 0, 0, 0, had)
    return DepartmentResult(organisation_id, name, now.must, now.should, now.advice, now.waived, had)


def _results(session: Session, runs: Collection[str]) -> dict[str, NormResultRow]:
    query = select(NormResultRow).where(NormResultRow.run_id.in_(runs))
    return {row.organisation_id: row for row in session.scalars(query)}


def trend(uow: UnitOfWork, organisation_id: str | None, runs: int = 30, *, by: Actor) -> list[TrendPoint]:
    """The newest runs in the order of time: of one organisation, or of all one may see. Raises `NotPermitted`."""
    if organisation_id is not None:
        access.require(uow, by, permissions.READ_RESULTS, organisation_id)
    seen = [organisation_id] if organisation_id is not None else _seen(uow, by)
    run, result = NormRunRow, NormResultRow
    mine = result.run_id == run.id
    joined = and_(mine, result.organisation_id.in_(seen)) if seen is not None else mine
    columns = [func.coalesce(func.sum(getattr(result, key)), 0) for key in ("must", "should", "advice", "waived")]
    query = select(run.id, run.checked_at, *columns).outerjoin(result, joined).group_by(run.id, run.checked_at)
    rows = uow.session.execute(query.order_by(run.id.desc()).limit(runs)).all()
    return [TrendPoint(run_id, at, *map(int, sums)) for run_id, at, *sums in reversed(rows)]


def list_violations(
    uow: UnitOfWork, page: PageQuery, wanted: ViolationFilter | None = None, *, by: Actor
) -> Page[Violation]:
    """What does not keep a clause now, as the newest check found it; of one's own organisation, or of all for the
    bureau. Raises `NotPermitted` for another organisation's."""
    wanted = wanted or ViolationFilter()
    if wanted.organisation_id is not None:
        access.require(uow, by, permissions.READ_RESULTS, wanted.organisation_id)
    row = ViolationRow
    query = _matching(select(row), wanted, _seen(uow, by))
    if page.q:
        query = query.where(
            row.name.icontains(page.q, autoescape=True) | row.subject.startswith(page.q, autoescape=True)
        )
    keys: dict[str, Any] = {"clause": row.clause_id, "name": row.name, "since": row.since, "subject": row.subject}
    order = [ordering(page, keys, "clause"), row.clause_id, row.subject]
    total = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = list(uow.session.scalars(query.order_by(*order).offset(page.offset).limit(page.limit)))
    return Page(_shown(uow, rows), total)


def _matching(query: Select[Any], wanted: ViolationFilter, seen: Collection[str] | None) -> Select[Any]:
    row = ViolationRow
    clauses = [
        clause.id
        for clause in CLAUSES.values()
        if wanted.clause_id in (None, clause.id)
        and wanted.norm in (None, clause.norm)
        and wanted.severity in (None, clause.severity)
    ]
    query = query.where(row.clause_id.in_(clauses))
    if seen is not None:
        query = query.where(row.organisation_id.in_(seen))
    if wanted.organisation_id is not None:
        query = query.where(row.organisation_id == wanted.organisation_id)
    return query


def _shown(uow: UnitOfWork, rows: list[ViolationRow]) -> list[Violation]:
    names = mechanism.names_of(uow, {row.owner_person_id for row in rows if row.owner_person_id})
    waivers = _waivers(uow, rows)
    return [_violation(row, names, waivers) for row in rows]


def _violation(row: ViolationRow, names: Mapping[str, str], waivers: Mapping[tuple[str, str], Any]) -> Violation:
    return Violation(
        clause_id=row.clause_id,
        subject=row.subject,
        name=row.name,
        organisation_id=row.organisation_id,
        owner_person_id=row.owner_person_id,
        owner_name=names.get(row.owner_person_id or ""),
        detail=row.detail,
        since=row.since,
        link=CLAUSES[row.clause_id].link.format(subject=quote(row.subject, safe="")),
        waived_until=waivers.get((row.clause_id, row.subject)),
    )


def _waivers(uow: UnitOfWork, rows: list[ViolationRow]) -> dict[tuple[str, str], Any]:
    waiver = WaiverRow
    query = select(waiver.clause_id, waiver.subject, func.max(waiver.expires_on)).where(
        waiver.subject.in_({row.subject for row in rows}),
        waiver.expires_on >= uow.clock.today(),
        waiver.ended_at.is_(None),
    )
    found = uow.session.execute(query.group_by(waiver.clause_id, waiver.subject))
    return {(clause_id, subject): until for clause_id, subject, until in found}


def _counts_by_clause(session: Session, seen: Collection[str] | None) -> dict[str, tuple[int, int]]:
    newest = select(NormRunRow.id).order_by(NormRunRow.id.desc()).limit(1).scalar_subquery()
    query = select(NormResultRow.organisation_id, NormResultRow.counts).where(NormResultRow.run_id == newest)
    sums: dict[str, tuple[int, int]] = {}
    for organisation_id, counts in session.execute(query):
        if seen is not None and organisation_id not in seen:
            continue
        for clause_id, (violations, waived) in counts.items():
            before = sums.get(clause_id, (0, 0))
            sums[clause_id] = (before[0] + violations, before[1] + waived)
    return sums


def _seen(uow: UnitOfWork, by: Actor) -> Collection[str] | None:
    """The organisations whose results one may see; None for all of them."""
    return access.reach(uow, by, permissions.READ_RESULTS)

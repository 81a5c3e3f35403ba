"""Checking the whole ledger against the norms in force: one statement per clause, everything in one transaction."""

import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as pg_insert

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import permissions
from shudao.policy.contracts import Norm
from shudao.policy.contracts_norms import NormRun, Severity
from shudao.policy.errors import NoNormInForce
from shudao.policy.norms import norms_in_force
from shudao.policy.norms_tasks import Counts, follow_up
from shudao.policy.ports import CLAUSES, Clause
from shudao.policy.tables_norms import NormResultRow, NormRunRow, ViolationRow, WaiverRow

__all__ = ["check_norms", "clauses_in_force"]

_LOCK = "policy/norm-check"
# For this transaction: room to join a million attributes in memory, no compiling of queries that run once, and joins
# of whole sets even where the statistics are older than the ledger.
_SETTINGS = {"work_mem": "128MB", "jit": "off", "enable_nestloop": "off"}


def clauses_in_force(norms: Mapping[str, Norm]) -> list[Clause]:
    """The clauses that the versions in force name and that exist."""
    return [clause for clause in CLAUSES.values() if clause.norm in norms and clause.id in norms[clause.norm].clauses]


def check_norms(uow: UnitOfWork, *, by: Actor) -> NormRun:
    """Run every clause in force over the whole ledger, keep what was found, and tell those who have to mend it.

    Raises `NoNormInForce`. A clause that cannot be run fails the whole check: what did not run never shows as kept.
    """
    access.require(uow, by, permissions.CHECK_NORMS)
    uow.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(_LOCK, 0))))
    for setting, value in _SETTINGS.items():
        uow.session.execute(select(func.set_config(setting, value, True)))
    today = uow.clock.today()
    norms = norms_in_force(uow, today)
    clauses = clauses_in_force(norms)
    if not clauses:
        raise NoNormInForce
    before = _latest_counts(uow)
    begun = time.monotonic()
    counts = _count_all(uow, clauses, today)
    row = NormRunRow(
        id=new_id(),
        checked_at=uow.clock.now(),
        seconds=round(time.monotonic() - begun, 3),
        checked_by=by.name,
        versions={code: norm.version for code, norm in norms.items() if norm.clauses},
        clauses=[clause.id for clause in clauses],
    )
    run = _keep(uow, row, counts)
    follow_up(uow, counts, before, by=by)
    detail = {"must": run.must, "should": run.should, "clauses": run.clauses}
    evidence.record(uow, by=by, action="policy.norms.checked", subject=f"policy/norm-run/{run.id}", detail=detail)
    return run


def _latest_counts(uow: UnitOfWork) -> Counts:
    newest = select(NormRunRow.id).order_by(NormRunRow.id.desc()).limit(1).scalar_subquery()
    query = select(NormResultRow.organisation_id, NormResultRow.counts).where(NormResultRow.run_id == newest)
    return {of: {clause: tuple(pair) for clause, pair in counts.items()} for of, counts in uow.session.execute(query)}


def _count_all(uow: UnitOfWork, clauses: list[Clause], today: date) -> Counts:
    # What a clause that is no longer in force had found goes with it.
    gone = delete(ViolationRow).where(ViolationRow.clause_id.not_in([clause.id for clause in clauses]))
    uow.session.execute(gone)
    counts: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for clause in clauses:
        for organisation_id, violations, waived in uow.session.execute(statement(clause, today, uow.clock.now())):
            counts[organisation_id][clause.id] = (violations, waived)
    return counts


def statement(clause: Clause, today: date, now: Any) -> Select[Any]:
    """One clause as one statement: ask, forget what is mended, note what is new, and count per organisation."""
    row = ViolationRow
    asked = clause.violations(today).subquery("asked")
    hits = select(asked).ext(distinct_on(asked.c.subject)).cte("hits")
    still = select(literal(1)).where(hits.c.subject == row.subject)
    mended = delete(row).where(row.clause_id == clause.id, ~still.exists()).cte("mended")
    columns = ["clause_id", "subject", "name", "organisation_id", "owner_person_id", "detail", "since"]
    values = select(
        literal(clause.id),
        hits.c.subject,
        hits.c.name,
        hits.c.organisation_id,
        hits.c.owner,
        hits.c.detail,
        literal(now),
    )
    noting = pg_insert(row).from_select(columns, values)
    new = {column: noting.excluded[column] for column in ("name", "organisation_id", "owner_person_id", "detail")}
    is_other = or_(*(getattr(row, column).is_distinct_from(value) for column, value in new.items()))
    noted = noting.on_conflict_do_update(index_elements=["clause_id", "subject"], set_=new, where=is_other).cte("noted")
    waived = _waived(clause, today).subquery("waived")
    joined = hits.outerjoin(waived, waived.c.subject == hits.c.subject)
    counted = select(hits.c.organisation_id, func.count(), func.count(waived.c.subject)).select_from(joined)
    return counted.group_by(hits.c.organisation_id).add_cte(mended, noted)


def _waived(clause: Clause, today: date) -> Select[Any]:
    row = WaiverRow
    in_force = (row.clause_id == clause.id, row.expires_on >= today, row.ended_at.is_(None))
    return select(row.subject).where(*in_force).distinct()


def _keep(uow: UnitOfWork, row: NormRunRow, counts: Counts) -> NormRun:
    uow.session.add(row)
    uow.session.flush()
    results = [_result(row.id, organisation_id, of) for organisation_id, of in counts.items()]
    if results:
        uow.session.execute(insert(NormResultRow), results)
    sums = {key: sum(each[key] for each in results) for key in (*Severity, "waived")}
    return NormRun(
        id=row.id,
        checked_at=row.checked_at,
        seconds=row.seconds,
        checked_by=row.checked_by,
        versions=dict(row.versions),
        clauses=len(row.clauses),
        must=sums["must"],
        should=sums["should"],
        advice=sums["advice"],
        waived=sums["waived"],
    )


def _result(run_id: str, organisation_id: str, of: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    open_by: Counter[str] = Counter()
    for clause_id, (violations, waived) in of.items():
        open_by[CLAUSES[clause_id].severity.value] += violations - waived
    return {
        "run_id": run_id,
        "organisation_id": organisation_id,
        **{severity.value: open_by[severity.value] for severity in Severity},
        "waived": sum(waived for _, waived in of.values()),
        "counts": {clause_id: list(pair) for clause_id, pair in of.items()},
    }

"""Queries of `quality`; private to the module."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from shudao.admission.contracts import Asset
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.quality import logic
from shudao.quality.contracts import Dimension, QualityRun, Rule, RuleOrigin, RuleResult, Ticket, TicketState
from shudao.quality.errors import NeverChecked, UnknownTicket
from shudao.quality.tables import ResultRow, RuleRow, RunRow, TicketRow

RUN_SORT: dict[str, ColumnElement[Any]] = {"checked_at": RunRow.__table__.c.checked_at}
TICKET_SORT: dict[str, ColumnElement[Any]] = {
    "opened_at": TicketRow.__table__.c.opened_at,
    "due_on": TicketRow.__table__.c.due_on,
    "failed": TicketRow.__table__.c.failed,
    "number": TicketRow.__table__.c.number,
}


@dataclass(frozen=True)
class NewRun:
    """What a check found, before it is noted."""

    id: str
    asset: Asset
    lake_version: int
    rows: int
    failing_rows: int
    seconds: float


def active_rules(session: Session, asset_code: str) -> list[Rule]:
    query = select(RuleRow).where(RuleRow.asset_code == asset_code, RuleRow.is_active).order_by(RuleRow.id)
    return [to_rule(row) for row in session.scalars(query)]


def add_run(
    uow: UnitOfWork, new: NewRun, rules: Sequence[Rule], results: Sequence[RuleResult], *, by: Actor
) -> QualityRun:
    _keep_rules(uow, rules, by)
    dimensions = logic.dimension_scores(results)
    row = RunRow(
        id=new.id,
        asset_code=new.asset.code,
        lake_version=new.lake_version,
        rows=new.rows,
        failing_rows=new.failing_rows,
        score=logic.score_of(dimensions),
        dimensions=dict(dimensions),
        seconds=new.seconds,
        checked_at=uow.clock.now(),
        checked_by=by.account_id,
        withheld=bool(logic.blocking_failures(results)),
    )
    uow.session.add(row)
    uow.session.flush()
    uow.session.add_all(
        ResultRow(run_id=row.id, rule_id=r.rule.id, was_run=r.was_run, checked=r.checked, failed=r.failed)
        for r in results
    )
    uow.session.flush()
    detail = {"lake_version": new.lake_version, "rows": new.rows, "failing_rows": new.failing_rows, "rules": len(rules)}
    subject = f"admission/asset/{new.asset.code}"
    evidence.record(uow, by=by, action="quality.check.finished", subject=subject, detail=detail)
    return to_run(row, tuple(results))


def _keep_rules(uow: UnitOfWork, rules: Sequence[Rule], by: Actor) -> None:
    """Derived rules become rows when they first run, so that results and tickets can point at them."""
    values = [
        {
            "id": rule.id,
            "asset_code": rule.asset_code,
            "kind": rule.kind,
            "title": rule.title,
            "dimension": rule.dimension.value,
            "params": dict(rule.params),
            "origin": rule.origin.value,
            "is_blocking": rule.is_blocking,
            "is_active": True,
            "created_at": uow.clock.now(),
            "created_by": by.account_id,
        }
        for rule in rules
    ]
    if values:
        statement = insert(RuleRow).values(values)
        changed = {"title": statement.excluded.title, "params": statement.excluded.params}
        uow.session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))


def latest_run(session: Session, asset_code: str) -> RunRow | None:
    query = select(RunRow).where(RunRow.asset_code == asset_code).order_by(RunRow.checked_at.desc(), RunRow.id.desc())
    return session.scalar(query.limit(1))


def run_row(session: Session, asset_code: str, run_id: str) -> RunRow:
    row = session.get(RunRow, run_id)
    if row is None or row.asset_code != asset_code:
        raise NeverChecked(asset=asset_code)
    return row


def results_of(session: Session, run_id: str) -> tuple[RuleResult, ...]:
    query = (
        select(ResultRow, RuleRow)
        .join(RuleRow, RuleRow.id == ResultRow.rule_id)
        .where(ResultRow.run_id == run_id)
        .order_by(ResultRow.failed.desc(), RuleRow.id)
    )
    return tuple(RuleResult(to_rule(rule), r.was_run, r.checked, r.failed) for r, rule in session.execute(query))


def run_query(asset_code: str) -> Select[RunRow]:
    return select(RunRow).where(RunRow.asset_code == asset_code)


def latest_runs(session: Session, asset_codes: Sequence[str]) -> list[RunRow]:
    """The newest run of each asset."""
    newest_first = (RunRow.asset_code, RunRow.checked_at.desc(), RunRow.id.desc())
    query = select(RunRow).ext(distinct_on(RunRow.asset_code)).order_by(*newest_first)
    if asset_codes:
        query = query.where(RunRow.asset_code.in_(asset_codes))
    return list(session.scalars(query))


def open_ticket(session: Session, rule_id: str) -> TicketRow | None:
    return session.scalar(select(TicketRow).where(TicketRow.rule_id == rule_id, TicketRow.state != TicketState.CLOSED))


def ticket_row(session: Session, ticket_id: str, *, lock: bool = False) -> TicketRow:
    row = session.get(TicketRow, ticket_id, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownTicket(ticket=ticket_id)
    return row


def ticket_query(organisation_id: str | None, state: TicketState | None, asset_code: str) -> Select[TicketRow]:
    query = select(TicketRow)
    if organisation_id is not None:
        query = query.where(TicketRow.organisation_id == organisation_id)
    if state is not None:
        query = query.where(TicketRow.state == state)
    if asset_code:
        query = query.where(TicketRow.asset_code == asset_code)
    return query


def rule_titles(session: Session, rule_ids: Sequence[str]) -> dict[str, str]:
    query = select(RuleRow.id, RuleRow.title).where(RuleRow.id.in_(rule_ids))
    return {rule_id: title for rule_id, title in session.execute(query)}


def from_rule(rule: Rule, now: datetime, by: Actor) -> RuleRow:
    return RuleRow(
        id=rule.id,
        asset_code=rule.asset_code,
        kind=rule.kind,
        title=rule.title,
        dimension=rule.dimension,
        params=dict(rule.params),
        origin=rule.origin,
        is_blocking=rule.is_blocking,
        is_active=True,
        created_at=now,
        created_by=by.account_id,
    )


def to_rule(row: RuleRow) -> Rule:
    return Rule(
        id=row.id,
        asset_code=row.asset_code,
        kind=row.kind,
        title=row.title,
        dimension=Dimension(row.dimension),
        params=dict(row.params),
        origin=RuleOrigin(row.origin),
        is_blocking=row.is_blocking,
    )


def to_run(row: RunRow, results: tuple[RuleResult, ...] = ()) -> QualityRun:
    return QualityRun(
        id=row.id,
        asset_code=row.asset_code,
        lake_version=row.lake_version,
        rows=row.rows,
        failing_rows=row.failing_rows,
        score=row.score,
        dimensions=dict(row.dimensions),
        seconds=row.seconds,
        checked_at=row.checked_at,
        results=results,
        withheld=row.withheld,
    )


def to_ticket(row: TicketRow, title: str) -> Ticket:
    return Ticket(
        id=row.id,
        number=row.number,
        asset_code=row.asset_code,
        rule_id=row.rule_id,
        rule_title=title,
        organisation_id=row.organisation_id,
        owner_name=row.owner_name,
        failed=row.failed,
        checked=row.checked,
        state=TicketState(row.state),
        opened_at=row.opened_at,
        due_on=row.due_on,
        fix_on=row.fix_on,
        answer=row.answer,
        closed_at=row.closed_at,
        version=row.version,
    )

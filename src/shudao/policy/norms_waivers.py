"""Waivers: an exception from one clause for one thing, asked for with a reason and a last day, approved by another."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.policy import permissions
from shudao.policy.contracts_norms import NewWaiver, Waiver
from shudao.policy.errors import NoNormInForce, NothingToWaive, UnknownClause, UnknownWaiver, WaiverTooLong
from shudao.policy.norms import norms_in_force
from shudao.policy.ports import CLAUSES
from shudao.policy.tables_norms import ViolationRow, WaiverRow
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["MAX_DAYS", "end_waiver", "list_waivers", "propose_waiver"]

CHANGE_KIND = "policy.norms.waiver"
# An exception for longer than a year is a norm that ought to be changed.
MAX_DAYS = 366


def propose_waiver(uow: UnitOfWork, new: NewWaiver, *, by: Actor) -> ChangeRequest:
    """Ask for a waiver of something the newest check found; somebody else of the bureau that keeps the norm decides.

    Raises `UnknownClause`, `NothingToWaive`, `WaiverTooLong`, `NotPermitted` and what proposing a change raises.
    """
    if new.clause_id not in CLAUSES:
        raise UnknownClause(clause=new.clause_id)
    row = uow.session.get(ViolationRow, (new.clause_id, new.subject))
    if row is None or not access.permits(uow, by, permissions.READ_RESULTS, row.organisation_id):
        raise NothingToWaive(clause=new.clause_id, subject=new.subject)
    access.require(uow, by, permissions.WAIVE, row.organisation_id)
    today = uow.clock.today()
    if not today < new.expires_on <= today + timedelta(days=MAX_DAYS):
        raise WaiverTooLong(days=MAX_DAYS)
    return work.propose(
        uow,
        subject=f"policy/norm-waiver/{new.clause_id}/{new.subject}",
        kind=CHANGE_KIND,
        title=f"豁免 {new.clause_id}：{row.name}，至 {new.expires_on:%Y-%m-%d}",
        payload={
            "clause_id": new.clause_id,
            "subject": new.subject,
            "reason": new.reason,
            "expires_on": new.expires_on.isoformat(),
        },
        approver=ToPool(Role.DATA_BUREAU, _keeper(uow, CLAUSES[new.clause_id].norm)),
        by=by,
    )


def _keeper(uow: UnitOfWork, norm: str) -> str:
    """The organisation that keeps a norm, and decides on exceptions from it."""
    norms = norms_in_force(uow, uow.clock.today())
    if norm not in norms:
        raise NoNormInForce
    return norms[norm].organisation_id


@change_handler(CHANGE_KIND)
def apply_waiver(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Somebody else approved: write the waiver down. What is mended by now needs none (`NothingToWaive`)."""
    asked: dict[str, Any] = dict(change.payload)
    violation = uow.session.get(ViolationRow, (asked["clause_id"], asked["subject"]))
    if violation is None:
        raise NothingToWaive(clause=asked["clause_id"], subject=asked["subject"])
    row = WaiverRow(
        id=new_id(),
        clause_id=asked["clause_id"],
        subject=asked["subject"],
        name=violation.name,
        organisation_id=violation.organisation_id,
        reason=asked["reason"],
        expires_on=date.fromisoformat(asked["expires_on"]),
        requested_by=change.requested_by,
        approved_by=by.account_id,
        approved_at=uow.clock.now(),
        ended_at=None,
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"clause": row.clause_id, "subject": row.subject, "expires_on": row.expires_on.isoformat()}
    evidence.record(uow, by=by, action="policy.norms.waived", subject=f"policy/norm-waiver/{row.id}", detail=detail)


def end_waiver(uow: UnitOfWork, waiver_id: str, *, by: Actor) -> Waiver:
    """End a waiver before its last day; the next check counts the violation again. Raises `UnknownWaiver`."""
    row = uow.session.get(WaiverRow, waiver_id, with_for_update=True)
    if row is None or row.ended_at is not None or not access.permits(uow, by, permissions.WAIVE, row.organisation_id):
        raise UnknownWaiver
    row.ended_at = uow.clock.now()
    uow.session.flush()
    evidence.record(uow, by=by, action="policy.norms.waiver_ended", subject=f"policy/norm-waiver/{row.id}")
    return _view(row, uow.clock.today())


def list_waivers(uow: UnitOfWork, page: PageQuery, *, in_force: bool = False, by: Actor) -> Page[Waiver]:
    """Waivers of one's own organisation, or of all for the bureau."""
    row, today = WaiverRow, uow.clock.today()
    query = select(row)
    seen = access.reach(uow, by, permissions.READ_RESULTS)
    if seen is not None:
        query = query.where(row.organisation_id.in_(seen))
    if in_force:
        query = query.where(row.expires_on >= today, row.ended_at.is_(None))
    if page.q:
        query = query.where(row.name.icontains(page.q, autoescape=True))
    keys: dict[str, Any] = {"expires_on": row.expires_on, "clause": row.clause_id, "name": row.name}
    found = fetch_page(uow.session, query, page, keys, "-expires_on")
    return Page([_view(each, today) for each in found.items], found.total)


def _view(row: WaiverRow, today: date) -> Waiver:
    return Waiver(
        id=row.id,
        clause_id=row.clause_id,
        subject=row.subject,
        name=row.name,
        organisation_id=row.organisation_id,
        reason=row.reason,
        expires_on=row.expires_on,
        requested_by=row.requested_by,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        is_in_force=row.ended_at is None and row.expires_on >= today,
    )

"""Changes to published things, held whole until someone other than the requester approves (DESIGN §9)."""

from collections.abc import Mapping
from typing import Any

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import Forbidden
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.work import inbox, logic, store
from shudao.work.contracts import Assignee, ChangeRequest, ChangeState, ToAccount
from shudao.work.errors import (
    AlreadyPending,
    ChangeDecided,
    DecidesOwnChange,
    NoReason,
    NotYoursToDecide,
    UnknownChange,
    UnknownChangeKind,
)
from shudao.work.ports import CHANGE_HANDLERS
from shudao.work.principals import pools_of
from shudao.work.tables import ChangeRequestRow

DECIDE_TASK = "work.change.decide"


def propose(
    uow: UnitOfWork,
    *,
    subject: str,
    kind: str,
    title: str,
    payload: Mapping[str, Any],
    approver: Assignee,
    within_working_days: int | None = 5,
    by: Actor,
) -> ChangeRequest:
    """Hold a change and ask `approver` to decide. One change may wait per subject.

    `payload` is whatever the registered handler of `kind` needs, the version it was read at included. Whether `by` may
    propose it, the owner of the subject has decided.
    """
    if kind not in CHANGE_HANDLERS:
        raise UnknownChangeKind(kind=kind)
    pending = store.pending_change(uow.session, subject)
    if pending is not None:
        raise AlreadyPending(requested_name=pending.requested_name)
    row = ChangeRequestRow(
        id=new_id(),
        kind=kind,
        subject=subject,
        title=title,
        payload=dict(payload),
        state=ChangeState.PENDING,
        requested_by=by.account_id,
        requested_person=by.person_id,
        requested_name=by.name,
        requested_at=uow.clock.now(),
        reason="",
        **logic.columns_of(approver),
    )
    if not store.add_pending(uow.session, row):
        raise AlreadyPending(requested_name="另一人")
    inbox.open_task(
        uow,
        kind=DECIDE_TASK,
        title_zh=f"审批变更：{title}",
        title_en=f"Decide on a change: {title}",
        subject=_subject(row.id),
        link=f"/work/changes/{row.id}",
        to=approver,
        within_working_days=within_working_days,
        by=by,
    )
    evidence.record(uow, by=by, action="work.change.proposed", subject=_subject(row.id), detail={"about": subject})
    return view(row)


def decide(uow: UnitOfWork, change_id: str, *, approve: bool, reason: str = "", by: Actor) -> ChangeRequest:
    """Approve, which carries the change out in this transaction, or refuse it with a reason."""
    row = _visible(uow, change_id, by, lock=True)
    _refuse_wrong_decider(uow, row, by)
    if row.state != ChangeState.PENDING:
        raise ChangeDecided
    if not approve and not reason.strip():
        raise NoReason
    _settle(uow, row, ChangeState.APPROVED if approve else ChangeState.REJECTED, reason, by)
    if approve:
        requester = Actor(account_id=row.requested_by, name=row.requested_name, person_id=row.requested_person)
        CHANGE_HANDLERS[row.kind](uow, view(row), by.on_behalf(requester, because=row.id))
    _tell_requester(uow, row, approve, by)
    return view(row)


def may_decide(uow: UnitOfWork, request: ChangeRequest, *, by: Actor) -> bool:
    """Whether `by` could decide now: for showing or hiding the buttons."""
    if request.state is not ChangeState.PENDING:
        return False
    try:
        _refuse_wrong_decider(uow, _visible(uow, request.id, by), by)
    except Forbidden:
        return False
    return True


def withdraw(uow: UnitOfWork, change_id: str, *, by: Actor) -> ChangeRequest:
    """The requester takes a waiting change back."""
    row = _visible(uow, change_id, by, lock=True)
    if row.requested_by != by.account_id:
        raise NotYoursToDecide
    if row.state != ChangeState.PENDING:
        raise ChangeDecided
    _settle(uow, row, ChangeState.WITHDRAWN, "", by)
    return view(row)


def change(uow: UnitOfWork, change_id: str, *, by: Actor) -> ChangeRequest:
    return view(_visible(uow, change_id, by))


def pending_change(uow: UnitOfWork, subject: str) -> ChangeRequest | None:
    """The change that waits for this subject, for its owner module to show beside what is published."""
    row = store.pending_change(uow.session, subject)
    return view(row) if row else None


def list_changes(
    uow: UnitOfWork, page: PageQuery, *, state: ChangeState | None = None, subject: str | None = None, by: Actor
) -> Page[ChangeRequest]:
    """Changes one proposed or is asked to decide."""
    table = ChangeRequestRow.__table__.c
    query = store.changes(by.account_id, pools_of(uow, by), state, subject)
    if page.q:
        query = query.where(table.title.icontains(page.q, autoescape=True))
    keys = {"requested_at": table.requested_at, "title": table.title, "state": table.state, "kind": table.kind}
    rows = fetch_page(uow.session, query, page, keys, "-requested_at")
    return Page([view(row) for row in rows.items], rows.total)


def view(row: ChangeRequestRow) -> ChangeRequest:
    return ChangeRequest(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        title=row.title,
        payload=row.payload,
        approver=logic.assignee_of(row.account_id, row.role, row.organisation_id),
        state=ChangeState(row.state),
        requested_by=row.requested_by,
        requested_name=row.requested_name,
        requested_at=row.requested_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
    )


def _subject(change_id: str) -> str:
    return f"work/change/{change_id}"


def _visible(uow: UnitOfWork, change_id: str, by: Actor, *, lock: bool = False) -> ChangeRequestRow:
    row = store.change(uow.session, change_id, lock=lock)
    if row is None or not (row.requested_by == by.account_id or _is_for(uow, row, by)):
        raise UnknownChange
    return row


def _is_for(uow: UnitOfWork, row: ChangeRequestRow, by: Actor) -> bool:
    approver = logic.assignee_of(row.account_id, row.role, row.organisation_id)
    return logic.is_assigned(approver, by, pools_of(uow, by))


def _refuse_wrong_decider(uow: UnitOfWork, row: ChangeRequestRow, by: Actor) -> None:
    # The system may carry a decision through, but is never the second pair of eyes.
    if by.is_system or logic.is_same_person(by, row.requested_by, row.requested_person):
        raise DecidesOwnChange
    if not _is_for(uow, row, by):
        raise NotYoursToDecide


def _settle(uow: UnitOfWork, row: ChangeRequestRow, state: ChangeState, reason: str, by: Actor) -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = by.account_id, uow.clock.now()
    uow.session.flush()
    inbox.complete_tasks(uow, _subject(row.id), state, kind=DECIDE_TASK, by=by)
    evidence.record(uow, by=by, action=f"work.change.{state}", subject=_subject(row.id), detail={"about": row.subject})


def _tell_requester(uow: UnitOfWork, row: ChangeRequestRow, approved: bool, by: Actor) -> None:
    if row.requested_by.startswith("system:"):
        return
    outcome_zh, outcome_en = ("已批准", "approved") if approved else ("被驳回", "refused")
    inbox.notify(
        uow,
        ToAccount(row.requested_by),
        title_zh=f"您提出的变更{outcome_zh}：{row.title}",
        title_en=f"Your change was {outcome_en}: {row.title}",
        link=f"/work/changes/{row.id}",
        by=by,
    )

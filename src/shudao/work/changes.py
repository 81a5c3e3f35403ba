"""Changes to published things, held whole until someone other than the requester approves (DESIGN §9)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import Forbidden
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.work import inbox, logic, standing, store
from shudao.work.contracts import Assignee, ChangeRequest, ChangeState, ToAccount
from shudao.work.contracts_life import Difference
from shudao.work.errors import (
    AlreadyPending,
    ChangeDecided,
    DecidesForRequester,
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
        raise AlreadyPending(requested_name=pending.requested_name, details=_waiting(pending))
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
    """Approve, which carries the change out in this transaction, or refuse it with a reason.

    A deputy decides for somebody: the evidence names both, and neither of them may have proposed it.
    """
    row = _visible(uow, change_id, by, lock=True)
    acting = _as_decider(uow, row, by)
    if row.state != ChangeState.PENDING:
        raise ChangeDecided
    if not approve and not reason.strip():
        raise NoReason
    _settle(uow, row, ChangeState.APPROVED if approve else ChangeState.REJECTED, reason, acting)
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
        _as_decider(uow, _visible(uow, request.id, by), by)
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


def changes_by_id(uow: UnitOfWork, change_ids: Sequence[str]) -> dict[str, ChangeRequest]:
    """Changes by id, for a module that shows what became of its own proposals by its own permissions."""
    query = select(ChangeRequestRow).where(ChangeRequestRow.id.in_(list(change_ids)))
    return {row.id: view(row) for row in uow.session.scalars(query)}


def list_changes(
    uow: UnitOfWork, page: PageQuery, *, state: ChangeState | None = None, subject: str | None = None, by: Actor
) -> Page[ChangeRequest]:
    """Changes one proposed or is asked to decide; the operator on the command line sees all."""
    table = ChangeRequestRow.__table__.c
    known = [each for each in standing.stand_ins(uow, by=by) if each.delegation.covers(DECIDE_TASK)]
    reach = [(by.account_id, pools_of(uow, by)), *((each.principal.account_id, each.pools) for each in known)]
    query = store.changes(by.account_id, None if by.is_system else reach, state, subject)
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
        decided_for=row.decided_for,
    )


def differences(change: ChangeRequest) -> tuple[Difference, ...]:
    """What a change alters, field by field, where its payload says what stood before and what is to stand after."""
    before, after = change.payload.get("before"), change.payload.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return ()
    return tuple(Difference(name, before.get(name), after[name]) for name in after if before.get(name) != after[name])


def _waiting(pending: ChangeRequestRow) -> list[dict[str, Any]]:
    """What the change that came first alters, so that whoever comes second sees it beside what was typed."""
    return [
        {"field": each.field, "present": each.before, "proposed": each.after} for each in differences(view(pending))
    ]


def _subject(change_id: str) -> str:
    return f"work/change/{change_id}"


def _visible(uow: UnitOfWork, change_id: str, by: Actor, *, lock: bool = False) -> ChangeRequestRow:
    row = store.change(uow.session, change_id, lock=lock)
    if row is None or not (row.requested_by == by.account_id or _as_approver(uow, row, by)):
        raise UnknownChange
    return row


def _as_approver(uow: UnitOfWork, row: ChangeRequestRow, by: Actor) -> Actor | None:
    """As whom `by` is asked to decide: as oneself, for somebody one stands in for, or not at all."""
    approver = logic.assignee_of(row.account_id, row.role, row.organisation_id)
    if logic.is_assigned(approver, by, pools_of(uow, by)):
        return by
    found = standing.stand_in_for(approver, DECIDE_TASK, standing.stand_ins(uow, by=by))
    return by.on_behalf(found.principal, because=found.delegation.id) if found else None


def _as_decider(uow: UnitOfWork, row: ChangeRequestRow, by: Actor) -> Actor:
    """As whom `by` decides, who is never the requester, nor the requester's deputy at present."""
    # The system may carry a decision through, but is never the second pair of eyes.
    if by.is_system or logic.is_same_person(by, row.requested_by, row.requested_person):
        raise DecidesOwnChange
    for each in standing.stand_ins(uow, by=by):
        if logic.is_same_person(each.principal, row.requested_by, row.requested_person):
            raise DecidesForRequester(requester=each.delegation.account_name)
    acting = _as_approver(uow, row, by)
    if acting is None:
        raise NotYoursToDecide
    return acting


def _settle(uow: UnitOfWork, row: ChangeRequestRow, state: ChangeState, reason: str, by: Actor) -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = by.account_id, uow.clock.now()
    row.decided_for = by.behalf_of or ""
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

"""Deputies: somebody's work reaches somebody else as well, for a period; the evidence then names both (SPEC 1.4)."""

from datetime import timedelta

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.access.errors import UnknownAccount
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.work import inbox
from shudao.work.contracts import ToAccount
from shudao.work.contracts_life import Delegation, NewDelegation
from shudao.work.errors import MalformedDelegation, UnknownDelegation
from shudao.work.standing import standing_for, view
from shudao.work.tables_life import DelegationRow

__all__ = ["delegate", "delegations", "end_delegation", "standing_for"]

LONGEST = timedelta(days=366)
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def delegate(uow: UnitOfWork, new: NewDelegation, *, by: Actor) -> Delegation:
    """Name a deputy for one's own work. Raises `MalformedDelegation`.

    The three administrators name none: no one person may come to hold two of their duties.
    """
    _refuse_faults(uow, new, by)
    deputy = access.account(uow, new.deputy_id)
    row = DelegationRow(
        id=new_id(),
        account_id=by.account_id,
        account_name=by.name,
        deputy_id=deputy.id,
        deputy_name=deputy.name,
        kinds=sorted(set(new.kinds)),
        reason=new.reason.strip(),
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        created_at=uow.clock.now(),
        created_by=by.account_id,
        ended_at=None,
        ended_by=None,
    )
    uow.session.add(row)
    uow.session.flush()
    detail = {"deputy": deputy.id, "from": new.valid_from, "to": new.valid_to, "kinds": list(new.kinds)}
    _record(uow, row, "begun", by, detail)
    inbox.notify(
        uow,
        ToAccount(deputy.id),
        title_zh=f"{by.name} 请您在 {new.valid_from} 至 {new.valid_to} 代办其工作",
        title_en=f"{by.name} asks you to stand in from {new.valid_from} to {new.valid_to}",
        link="/inbox",
        by=by,
    )
    return view(row)


def end_delegation(uow: UnitOfWork, delegation_id: str, *, by: Actor) -> Delegation:
    """End it before its last day: the deputised person or the deputy may."""
    row = uow.session.get(DelegationRow, delegation_id, with_for_update=True, populate_existing=True)
    if row is None or by.account_id not in (row.account_id, row.deputy_id) or row.ended_at is not None:
        raise UnknownDelegation
    row.ended_at, row.ended_by = uow.clock.now(), by.account_id
    uow.session.flush()
    _record(uow, row, "ended", by, {})
    return view(row)


def delegations(uow: UnitOfWork, *, by: Actor) -> list[Delegation]:
    """Those one gave and those one was given, that stand or are still to come."""
    row = DelegationRow
    query = select(row).where(
        or_(row.account_id == by.account_id, row.deputy_id == by.account_id),
        row.valid_to >= uow.clock.today(),
        row.ended_at.is_(None),
    )
    return [view(each) for each in uow.session.scalars(query.order_by(row.valid_from, row.id))]


def _refuse_faults(uow: UnitOfWork, new: NewDelegation, by: Actor) -> None:
    faults = []
    today = uow.clock.today()
    if new.valid_to < new.valid_from or new.valid_to < today:
        faults.append(("截止日期早于起始日期或今天", "it would end before it begins, or is over"))
    if new.valid_to - new.valid_from > LONGEST:
        faults.append(("一次最长一年", "it lasts a year at most"))
    if not new.reason.strip():
        faults.append(("没有写明事由", "there is no reason"))
    faults += _deputy_faults(uow, new, by)
    if faults:
        raise MalformedDelegation(
            problem_zh="；".join(zh for zh, _ in faults), problem_en="; ".join(en for _, en in faults)
        )


def _deputy_faults(uow: UnitOfWork, new: NewDelegation, by: Actor) -> list[tuple[str, str]]:
    try:
        deputy = access.account(uow, new.deputy_id)
    except UnknownAccount:
        return [("没有该代办人", "there is no such deputy")]
    if deputy.id == by.account_id or (deputy.person_id and deputy.person_id == by.person_id):
        return [("不能指定自己", "one cannot stand in for oneself")]
    if deputy.state != "active":
        return [("代办人账号已停用", "the deputy's account is disabled")]
    own = access.account(uow, by.account_id)
    if ADMINISTRATORS & {m.role for m in (*deputy.memberships, *own.memberships)}:
        return [("三员岗位不能代办", "the three administrators neither name deputies nor are any")]
    return []


def _record(uow: UnitOfWork, row: DelegationRow, what: str, by: Actor, detail: dict[str, object]) -> None:
    subject = f"work/delegation/{row.id}"
    evidence.record(uow, by=by, action=f"work.delegation.{what}", subject=subject, detail=detail)

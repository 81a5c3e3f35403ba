"""Proposals upward (SPEC 1.3): what a government added locally, offered to the one above, and its answer.

The decision is a change request: whoever decides is of the bureau above and never the proposer.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.mechanism.contracts import OrganisationFilter, OrganisationKind
from shudao.policy import adopting, life, permissions, store, store_codes
from shudao.policy.contracts import Library, Proposal, ProposalKind, ProposalState, State
from shudao.policy.errors import UnknownCodeTable, UnknownDataElement
from shudao.policy.errors_codes import NothingToPropose, UnknownProposal
from shudao.policy.tables import CodeLineRow, CodeTableRow, DataElementRow, ProposalRow
from shudao.work import facade as work
from shudao.work.contracts import ChangeRequest, ToPool
from shudao.work.ports import change_handler

__all__ = ["list_proposals", "proposal", "propose_codes", "propose_element"]

ADOPT = "policy.adopt"


def propose_codes(uow: UnitOfWork, supplement: str, codes: Sequence[str], reason: str, *, by: Actor) -> Proposal:
    """Offer codes of a published supplement to the keeper of the table it extends.

    Raises `NothingToPropose` for codes that are not in it or for a table no government above keeps.
    """
    row = store_codes.published(uow.session, supplement)
    if row is None:
        raise UnknownCodeTable(table=supplement)
    life.require_edit(uow, {row.organisation_id}, by)
    base = store_codes.published(uow.session, row.extends or "")
    if base is None:
        raise NothingToPropose(subject=supplement, why="它不是上级代码表的补充")
    held = set(uow.session.scalars(select(CodeLineRow.code).where(CodeLineRow.code_table_id == row.id)))
    wanted = list(dict.fromkeys(codes)) or sorted(held)
    missing = [code for code in wanted if code not in held]
    if missing:
        raise NothingToPropose(subject=supplement, why=f"没有代码 {'、'.join(missing[:5])}")
    to = _above(uow, row.organisation_id, base.organisation_id, supplement)
    title = f"{base.title}：采纳 {row.title} 的 {len(wanted)} 个代码"
    return _propose(uow, ProposalKind.CODES, row, supplement, title, reason, wanted, to, by)


def propose_element(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> Proposal:
    """Offer a published local data element to the government above; adopted, it becomes one of theirs."""
    row = next((each for each in store.element_rows(uow.session, [code]) if each.state == State.PUBLISHED), None)
    if row is None:
        raise UnknownDataElement(element=code)
    life.require_edit(uow, {row.organisation_id}, by)
    if row.library not in (Library.LOCAL, Library.DEPARTMENT):
        raise NothingToPropose(subject=code, why="国家和行业标准不需要上报")
    above = access.realms_above(uow, row.organisation_id)[1:]
    if not above:
        raise NothingToPropose(subject=code, why="没有上级政府")
    return _propose(uow, ProposalKind.ELEMENT, row, code, f"采纳数据元：{row.name}", reason, [], above[0], by)


def proposal(uow: UnitOfWork, proposal_id: str, *, by: Actor) -> Proposal:
    """One proposal, for people of either government. Raises `UnknownProposal`."""
    row = uow.session.get(ProposalRow, proposal_id)
    if row is None or not _may_see(uow, row, by):
        raise UnknownProposal
    return _views(uow, [row])[0]


def list_proposals(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[Proposal]:
    """What one's government proposed, and what was proposed to it; newest first."""
    row = ProposalRow
    query = select(row)
    if not by.is_system:
        realm = access.realm_of(uow, by.organisation_id)
        query = query.where(or_(row.from_realm == realm, row.to_realm == realm))
    if page.q:
        query = query.where(row.title.icontains(page.q, autoescape=True))
    keys: dict[str, Any] = {"created_at": row.created_at, "title": row.title, "kind": row.kind}
    found = fetch_page(uow.session, query, page, keys, "-created_at")
    return Page(_views(uow, found.items), found.total)


@change_handler(ADOPT)
def adopt(uow: UnitOfWork, change: ChangeRequest, by: Actor) -> None:
    """Carry an approved proposal out: it becomes the upper government's in the same transaction."""
    row = uow.session.scalars(select(ProposalRow).where(ProposalRow.change_id == change.id)).one()
    # Whoever holds the decision must also hold the right to publish there, at the moment of deciding.
    access.require(uow, by, permissions.PUBLISH, row.to_realm)
    if row.kind == ProposalKind.CODES:
        adopting.adopt_codes(uow, row.subject, list(row.codes), author=change.requested_by, by=by)
    else:
        keeper = _bureau(uow, row.to_realm) or row.to_realm
        adopting.adopt_element(uow, row.subject, keeper, author=change.requested_by, by=by)
    detail = {"proposal": row.id, "codes": len(row.codes)}
    evidence.record(uow, by=by, action="policy.proposal.adopted", subject=f"policy/proposal/{row.id}", detail=detail)


def _propose(
    uow: UnitOfWork,
    kind: ProposalKind,
    row: CodeTableRow | DataElementRow,
    subject: str,
    title: str,
    reason: str,
    codes: list[str],
    to_realm: str,
    by: Actor,
) -> Proposal:
    approver = ToPool(Role.DATA_BUREAU, _bureau(uow, to_realm) or to_realm)
    held = f"policy/adoption/{kind}/{subject}"
    payload = {"kind": kind.value, "subject": subject, "codes": codes, "reason": reason}
    change = work.propose(uow, subject=held, kind=ADOPT, title=title, payload=payload, approver=approver, by=by)
    made = ProposalRow(
        id=new_id(),
        kind=kind,
        subject=subject,
        title=title,
        reason=reason.strip(),
        codes=codes,
        organisation_id=row.organisation_id,
        from_realm=access.realm_of(uow, row.organisation_id) or row.organisation_id,
        to_realm=to_realm,
        change_id=change.id,
        created_at=uow.clock.now(),
    )
    uow.session.add(made)
    uow.session.flush()
    detail = {"about": subject, "to": to_realm, "codes": len(codes)}
    evidence.record(uow, by=by, action="policy.proposal.made", subject=f"policy/proposal/{made.id}", detail=detail)
    return _views(uow, [made])[0]


def _above(uow: UnitOfWork, own: str, keeper: str, subject: str) -> str:
    """The government that keeps the inherited table, which must stand above the proposer's own."""
    governments = access.realms_above(uow, own)
    theirs = access.realm_of(uow, keeper)
    if theirs in governments[1:]:
        return str(theirs)
    raise NothingToPropose(subject=subject, why="该代码表不由上级政府维护")


def _bureau(uow: UnitOfWork, realm: str) -> str | None:
    """The bureau of a government, whose people decide for it."""
    wanted = OrganisationFilter(kind=OrganisationKind.BUREAU, on=uow.clock.today())
    found = mechanism.list_organisations(uow, PageQuery(limit=MAX_LIMIT), wanted).items
    return next((each.id for each in found if access.realm_of(uow, each.id) == realm), None)


def _may_see(uow: UnitOfWork, row: ProposalRow, by: Actor) -> bool:
    return by.is_system or access.realm_of(uow, by.organisation_id) in (row.from_realm, row.to_realm)


def _views(uow: UnitOfWork, rows: Sequence[ProposalRow]) -> list[Proposal]:
    changes = work.changes_by_id(uow, [row.change_id for row in rows])
    return [_view(row, changes[row.change_id]) for row in rows]


def _view(row: ProposalRow, change: ChangeRequest) -> Proposal:
    return Proposal(
        id=row.id,
        kind=ProposalKind(row.kind),
        subject=row.subject,
        title=row.title,
        reason=row.reason,
        codes=tuple(row.codes),
        organisation_id=row.organisation_id,
        from_realm=row.from_realm,
        to_realm=row.to_realm,
        state=ProposalState(change.state.value),
        requested_name=change.requested_name,
        created_at=row.created_at,
        decided_at=change.decided_at,
        ground=change.reason,
        change_id=row.change_id,
    )

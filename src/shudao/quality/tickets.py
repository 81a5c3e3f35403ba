"""Tickets: problems travel back to the owner of the certified source, and close when a later check finds none."""

from datetime import date

from shudao.access import facade as access
from shudao.admission.contracts import Asset
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import OwnerRef
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor, Role
from shudao.kernel.errors import StaleEdit
from shudao.kernel.ids import new_id
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.quality import permissions, store
from shudao.quality.contracts import QualityRun, RuleResult, Ticket, TicketState
from shudao.quality.errors import FixDayPast, TicketClosed, UnknownTicket
from shudao.quality.tables import TICKET_NUMBERS, TicketRow
from shudao.work import facade as work
from shudao.work.contracts import Assignee, ToAccount, ToPool

__all__ = ["answer_ticket", "follow_up", "list_tickets", "ticket_of"]

RECTIFICATION_WORKING_DAYS = 10
TASK_KIND = "quality.ticket"


def follow_up(uow: UnitOfWork, asset: Asset, run: QualityRun, *, by: Actor) -> None:
    """After a check: open tickets for new problems, refresh the open ones, close those that are mended."""
    owner = architecture.entity(uow, asset.entity_code).owner if asset.entity_code else None
    for result in run.results:
        known = store.open_ticket(uow.session, result.rule.id)
        if result.failed and known is None:
            _open(uow, asset, owner, run, result, by)
        elif known is not None and result.failed:
            known.failed, known.checked, known.run_id = result.failed, result.checked, run.id
        elif known is not None and result.was_run:
            _close(uow, known, by)


def _open(
    uow: UnitOfWork, asset: Asset, owner: OwnerRef | None, run: QualityRun, result: RuleResult, by: Actor
) -> None:
    organisation_id = owner.organisation_id if owner else asset.organisation_id
    due = work.due_after(uow, uow.clock.today(), RECTIFICATION_WORKING_DAYS)
    number = uow.session.execute(TICKET_NUMBERS.next_value().select()).scalar_one()
    row = TicketRow(
        id=new_id(),
        number=f"ZL-{uow.clock.today().year}-{number:05d}",
        asset_code=asset.code,
        rule_id=result.rule.id,
        run_id=run.id,
        organisation_id=organisation_id,
        owner_name=owner.name if owner else "",
        failed=result.failed,
        checked=result.checked,
        state=TicketState.OPEN,
        opened_at=uow.clock.now(),
        due_on=due.on,
        fix_on=None,
        answer="",
        answered_by=None,
        closed_at=None,
        version=1,
    )
    uow.session.add(row)
    uow.session.flush()
    work.open_task(
        uow,
        kind=TASK_KIND,
        title_zh=f"“{asset.title}”{result.rule.title}：{result.failed:,} 条不合格，请在源头整改",
        title_en=f"{asset.title}: {result.failed:,} rows fail “{result.rule.title}”; mend them at the source",
        subject=f"quality/ticket/{row.id}",
        link=f"/quality/tickets/{row.id}",
        to=_assignee(uow, owner, organisation_id),
        due=due,
        by=by,
    )
    detail = {"rule": result.rule.id, "failed": result.failed, "checked": result.checked}
    evidence.record(uow, by=by, action="quality.ticket.opened", subject=f"quality/ticket/{row.id}", detail=detail)


def _assignee(uow: UnitOfWork, owner: OwnerRef | None, organisation_id: str) -> Assignee:
    account = access.account_of_person(uow, owner.person_id) if owner else None
    return ToAccount(account.id) if account else ToPool(Role.DATA_STEWARD, organisation_id)


def _close(uow: UnitOfWork, row: TicketRow, by: Actor) -> None:
    row.state, row.closed_at, row.failed = TicketState.CLOSED, uow.clock.now(), 0
    row.version += 1
    subject = f"quality/ticket/{row.id}"
    work.complete_tasks(uow, subject, "复核合格", by=by)
    evidence.record(uow, by=by, action="quality.ticket.closed", subject=subject)


def answer_ticket(
    uow: UnitOfWork, ticket_id: str, answer: str, fix_on: date, *, seen_version: int, by: Actor
) -> Ticket:
    """The owner says what will be done at the source and by when. The task stays until a check finds it mended."""
    row = store.ticket_row(uow.session, ticket_id, lock=True)
    if not access.permits(uow, by, permissions.SEE_FAILURES, row.organisation_id):
        raise UnknownTicket(ticket=ticket_id)
    access.require(uow, by, permissions.ANSWER, row.organisation_id)
    if row.state == TicketState.CLOSED:
        raise TicketClosed(number=row.number)
    if row.version != seen_version:
        raise StaleEdit
    if fix_on < uow.clock.today():
        raise FixDayPast
    row.state, row.answer, row.fix_on, row.answered_by = TicketState.ANSWERED, answer, fix_on, by.account_id
    row.version += 1
    detail = {"fix_on": fix_on.isoformat()}
    evidence.record(uow, by=by, action="quality.ticket.answered", subject=f"quality/ticket/{ticket_id}", detail=detail)
    return ticket_of(uow, ticket_id, by=by)


def ticket_of(uow: UnitOfWork, ticket_id: str, *, by: Actor) -> Ticket:
    """One ticket, for the owner's organisation and overseers; for others it is not there."""
    row = store.ticket_row(uow.session, ticket_id)
    if not access.permits(uow, by, permissions.SEE_FAILURES, row.organisation_id):
        raise UnknownTicket(ticket=ticket_id)
    return store.to_ticket(row, store.rule_titles(uow.session, [row.rule_id])[row.rule_id])


def list_tickets(
    uow: UnitOfWork, page: PageQuery, *, state: TicketState | None = None, asset_code: str = "", by: Actor
) -> Page[Ticket]:
    """Tickets of one's organisation; all of them for overseers."""
    sees_all = by.is_system or bool(permissions.SEE_FAILURES.wider & by.roles)
    query = store.ticket_query(None if sees_all else by.organisation_id or "", state, asset_code)
    rows = fetch_page(uow.session, query, page, store.TICKET_SORT, "-opened_at")
    titles = store.rule_titles(uow.session, [row.rule_id for row in rows.items])
    return Page([store.to_ticket(row, titles[row.rule_id]) for row in rows.items], rows.total)

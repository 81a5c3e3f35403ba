"""After delivery: receipt, dispute, evaluation, and what ends an application."""

from shudao.access import facade as access
from shudao.kernel.actor import Actor, Role
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.sharing import permissions, store, views
from shudao.sharing.contracts import Application, DeliveryState, Event, Method, Scores, State
from shudao.sharing.errors import MalformedScope, ReceiptDiffers
from shudao.sharing.tables import ApplicationRow, EvaluationRow, ReceiptRow
from shudao.sharing.thread import Said, advance, link_of, open_for_change, open_step_tasks
from shudao.work import facade as work
from shudao.work.contracts import ToPool

__all__ = ["confirm_receipt", "dispute", "end_by_revocation", "evaluate", "open_disposal"]

DISPOSAL_WORKING_DAYS = 5


def confirm_receipt(
    uow: UnitOfWork, application_id: str, rows: int, opinion: str = "", *, seen_version: int, by: Actor
) -> Application:
    """The consumer signs for the rows counted in their own table. Raises `ReceiptDiffers` when they are not those."""
    row = _consumer(uow, application_id, seen_version, by)
    last = store.last_delivery(uow.session, row.id)
    delivered = last.rows_arrived if last and last.rows_arrived is not None else 0
    if row.method == Method.TABLE and rows != delivered:
        raise ReceiptDiffers(counted=rows, delivered=delivered)
    _sign(uow, row, last.id if last else None, rows, True, opinion, by)
    advance(uow, row, Event.RECEIVED, Said(opinion, detail={"rows": rows}), by=by)
    return store.to_application(row, uow.clock.today())


def dispute(
    uow: UnitOfWork, application_id: str, rows: int, opinion: str, *, seen_version: int, by: Actor
) -> Application:
    """The consumer does not accept the delivery: it goes back to those who run the exchange."""
    row = _consumer(uow, application_id, seen_version, by)
    if not opinion.strip():
        raise MalformedScope(problem="须写明异议", problem_en="say what is wrong")
    last = store.last_delivery(uow.session, row.id)
    _sign(uow, row, last.id if last else None, rows, False, opinion, by)
    if last is not None:
        # The version may be pushed again: what is disputed no longer counts as landed.
        last.state, last.error_code = DeliveryState.FAILED, "sharing.disputed"
    advance(uow, row, Event.DISPUTED, Said(opinion, detail={"rows": rows}), by=by)
    open_step_tasks(uow, row, by=by)
    return store.to_application(row, uow.clock.today())


def evaluate(
    uow: UnitOfWork, application_id: str, scores: Scores, text: str, *, seen_version: int, by: Actor
) -> Application:
    """Five scores from 1 to 5 and what using the data brought; the source reads them."""
    row = _consumer(uow, application_id, seen_version, by)
    values = vars(scores)
    if any(not 1 <= value <= 5 for value in values.values()):
        raise MalformedScope(problem="评分须为 1 至 5 分", problem_en="scores are 1 to 5")
    advance(uow, row, Event.EVALUATED, Said(text, detail=dict(values)), by=by)
    made = EvaluationRow(
        id=new_id(),
        application_id=row.id,
        text=text.strip(),
        evaluated_at=uow.clock.now(),
        evaluated_by=by.account_id,
        **values,
    )
    uow.session.add(made)
    uow.session.flush()
    return store.to_application(row, uow.clock.today())


def end_by_revocation(uow: UnitOfWork, grant_id: str, *, by: Actor) -> None:
    """The grant was revoked: the application ends with it, and delivered copies are listed for disposal."""
    found = store.application_of_grant(uow.session, grant_id)
    if found is None:
        return
    row = open_for_change(uow, found.id, None)
    if not State(row.state).is_final:
        advance(uow, row, Event.REVOKED, Said(), by=by)
        open_disposal(uow, row, by=by)


def open_disposal(uow: UnitOfWork, row: ApplicationRow, *, by: Actor) -> None:
    """Ask the consumer to dispose of what was delivered and to confirm it by hand."""
    last = store.last_delivery(uow.session, row.id)
    if last is None:
        return
    work.open_task(
        uow,
        kind="sharing.disposal",
        title_zh=f"授权已结束，请处置已交付的数据并确认：{row.number} {row.catalogue_name}",
        title_en=f"The grant has ended; dispose of what was delivered under {row.number} and confirm",
        body=f"{row.target_code}/{row.target_table}：{last.rows_arrived} 行",
        subject=f"sharing/disposal/{row.id}",
        link=link_of(row.id),
        to=ToPool(Role.SHARING_OFFICER, row.organisation_id),
        within_working_days=DISPOSAL_WORKING_DAYS,
        by_hand=True,
        by=by,
    )


def _consumer(uow: UnitOfWork, application_id: str, seen_version: int, by: Actor) -> ApplicationRow:
    views.visible_row(uow, application_id, by=by)
    row = open_for_change(uow, application_id, seen_version)
    access.require(uow, by, permissions.APPLY, row.organisation_id)
    return row


def _sign(
    uow: UnitOfWork, row: ApplicationRow, delivery_id: str | None, rows: int, accepted: bool, opinion: str, by: Actor
) -> None:
    made = ReceiptRow(
        id=new_id(),
        application_id=row.id,
        delivery_id=delivery_id,
        rows=rows,
        accepted=accepted,
        opinion=opinion.strip(),
        received_at=uow.clock.now(),
        received_by=by.account_id,
    )
    uow.session.add(made)
    uow.session.flush()

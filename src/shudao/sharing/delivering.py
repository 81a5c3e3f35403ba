"""Delivery: the rows of a grant, pushed into the consumer's own database, equal on both sides or rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from sqlalchemy import text

from shudao.access import facade as access
from shudao.admission import facade as admission
from shudao.architecture import facade as architecture
from shudao.architecture.contracts import LineageEdge, LineageEnd
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.errors import ShudaoError
from shudao.kernel.ids import new_id
from shudao.kernel.settings import Settings
from shudao.kernel.uow import UnitOfWork
from shudao.security import facade as security
from shudao.security.contracts import Lens, ReadRequest
from shudao.security.errors import GrantEnded
from shudao.sharing import carrier, permissions, store, targets, views
from shudao.sharing.contracts import Application, Delivery, DeliveryState, Event, State, Step
from shudao.sharing.errors import NothingToDeliver
from shudao.sharing.events import DataDelivered
from shudao.sharing.tables import ApplicationRow, DeliveryRow
from shudao.sharing.thread import Said, advance, open_for_change, open_step_tasks
from shudao.work import facade as work

__all__ = ["deliver", "request_delivery"]

DELIVER_JOB = "sharing.deliver"
CARRIER = Actor.system(DELIVER_JOB)
BATCH_ROWS = 16_384
_PUSHED = frozenset({State.IMPLEMENTING, State.AWAITING_RECEIPT, State.IN_USE, State.EVALUATED})


@dataclass(frozen=True)
class _Plan:
    """What a push needs, taken in one short transaction."""

    delivery_id: str
    lens: Lens
    grant_id: str
    dsn: str
    schema: str
    table: str


def enqueue(uow: UnitOfWork, application_id: str, at: datetime | None = None) -> None:
    """Enqueue the exchange job of an application, unless one waits already."""
    name = f"{DELIVER_JOB}/{application_id}"
    uow.enqueue(DELIVER_JOB, lock=name, queueing_lock=name, at=at, application_id=application_id)


def request_delivery(uow: UnitOfWork, application_id: str, *, by: Actor) -> Application:
    """Have the exchange run again. Raises `NothingToDeliver` for what was never granted or has ended."""
    row = views.visible_row(uow, application_id, by=by)
    access.require(uow, by, permissions.OPERATE)
    if row.state not in _PUSHED or not row.target_code:
        raise NothingToDeliver(number=row.number)
    enqueue(uow, row.id)
    subject = f"sharing/application/{row.id}"
    evidence.record(uow, by=by, action="sharing.delivery.requested", subject=subject)
    return store.to_application(row, uow.clock.today())


def deliver(database: Database, settings: Settings, application_id: str) -> Delivery:
    """Push the granted rows of the released version. Doing it again lands nothing twice.

    Raises `GrantEnded` when the grant ended or was revoked, also in the middle: the push is then rolled back.
    """
    with _alone(database, application_id):
        plan = _begin(database, application_id)
        if isinstance(plan, Delivery):
            return plan
        try:
            sent = _push(database, settings, plan)
        except Exception as error:
            _fail(database, plan.delivery_id, error)
            raise
        return _finish(database, plan.delivery_id, sent)


@contextmanager
def _alone(database: Database, application_id: str) -> Iterator[None]:
    """One push of an application at a time, across processes; others wait. The lock ends with its connection."""
    key = f"{DELIVER_JOB}/{application_id}"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("select pg_advisory_lock(hashtextextended(:key, 0))"), {"key": key})
        try:
            yield
        finally:
            connection.execute(text("select pg_advisory_unlock(hashtextextended(:key, 0))"), {"key": key})


def _begin(database: Database, application_id: str) -> _Plan | Delivery:
    with database.unit_of_work() as uow:
        row = open_for_change(uow, application_id, None)
        if row.state not in _PUSHED or row.grant_id is None or not row.target_code:
            raise NothingToDeliver(number=row.number)
        request = ReadRequest(row.asset_code, row.purpose, grant_id=row.grant_id)
        lens = security.lens_for(uow, request, by=CARRIER)
        known = store.live_delivery(uow.session, row.id, lens.version)
        if known is not None and known.state == DeliveryState.DONE:
            return store.to_delivery(known)
        if known is not None:
            # We hold the lock, so whoever began this push is gone; its transaction at the target ended with it.
            _close(uow, known, DeliveryState.FAILED, "work.worker_lost")
        made = _new_row(uow, row, lens)
        target = targets.target_row(uow, row.target_code, row.organisation_id)
        dsn = targets.opened_dsn(uow, target, by=CARRIER, purpose=f"deliver {row.number}")
        return _Plan(made.id, lens, row.grant_id, dsn, target.schema_name, row.target_table)


def _new_row(uow: UnitOfWork, row: ApplicationRow, lens: Lens) -> DeliveryRow:
    made = DeliveryRow(
        id=new_id(),
        application_id=row.id,
        grant_id=str(row.grant_id),
        asset_code=row.asset_code,
        lake_version=lens.version,
        target_code=row.target_code,
        target_table=row.target_table,
        state=DeliveryState.RUNNING,
        rows_sent=None,
        rows_arrived=None,
        started_at=uow.clock.now(),
        finished_at=None,
        delay_s=None,
        error_code=None,
    )
    uow.session.add(made)
    uow.session.flush()
    detail = {"grant_id": made.grant_id, "decision_id": lens.decision_id, "lake_version": lens.version}
    subject = f"sharing/delivery/{made.id}"
    evidence.record(uow, by=CARRIER, action="sharing.delivery.started", subject=subject, detail=detail)
    return made


def _push(database: Database, settings: Settings, plan: _Plan) -> carrier.Carried:
    with security.open_lenses(database, settings, {"rows": plan.lens}) as session:
        reader = session.read(session.table("rows"), batch_rows=BATCH_ROWS)
        batches = _while_granted(database, plan.grant_id, reader)
        return carrier.deliver(plan.dsn, plan.schema, plan.table, reader.schema, batches)


def _while_granted(database: Database, grant_id: str, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """The batches for as long as the grant stands; asked before each, and once more before the target may commit."""
    for batch in reader:
        _check(database, grant_id)
        yield batch
    _check(database, grant_id)


def _check(database: Database, grant_id: str) -> None:
    with database.unit_of_work() as uow:
        if not security.is_usable(uow, grant_id):
            raise GrantEnded


def _fail(database: Database, delivery_id: str, error: Exception) -> None:
    """Note the failure and, while the application waits for it, ask operations to look; nobody waits for what ended."""
    with database.unit_of_work() as uow:
        made = uow.session.get_one(DeliveryRow, delivery_id)
        code = error.code if isinstance(error, ShudaoError) else f"internal.{type(error).__name__}"
        _close(uow, made, DeliveryState.ABORTED if isinstance(error, GrantEnded) else DeliveryState.FAILED, code)
        row = open_for_change(uow, made.application_id, None)
        subject = f"sharing/application/{row.id}"
        is_new = not work.tasks_about(uow, subject, f"sharing.{Step.IMPLEMENTATION}")
        if row.step == Step.IMPLEMENTATION and is_new and not isinstance(error, GrantEnded):
            open_step_tasks(uow, row, by=CARRIER)


def _close(uow: UnitOfWork, made: DeliveryRow, state: DeliveryState, code: str) -> None:
    made.state, made.error_code, made.finished_at = state, code, uow.clock.now()
    uow.session.flush()
    subject, detail = f"sharing/delivery/{made.id}", {"code": code}
    evidence.record(uow, by=CARRIER, action=f"sharing.delivery.{state}", subject=subject, detail=detail)


def _finish(database: Database, delivery_id: str, sent: carrier.Carried) -> Delivery:
    with database.unit_of_work() as uow:
        made = uow.session.get_one(DeliveryRow, delivery_id)
        made.rows_sent, made.rows_arrived = sent.rows_sent, sent.rows_arrived
        made.digest = sent.digest
        made.state, made.finished_at = DeliveryState.DONE, uow.clock.now()
        asset = admission.asset(uow, made.asset_code)
        if asset.latest_version == made.lake_version and asset.updated_at is not None:
            made.delay_s = (made.finished_at - asset.updated_at).total_seconds()
        uow.session.flush()
        detail = {"rows": sent.rows_arrived, "digest": sent.digest, "lake_version": made.lake_version}
        subject = f"sharing/delivery/{made.id}"
        evidence.record(uow, by=CARRIER, action="sharing.delivery.done", subject=subject, detail=detail)
        row = open_for_change(uow, made.application_id, None)
        # Where it went is told to those who may see the data set itself.
        received = LineageEnd(f"delivery/{row.id}", row.number, asset.organisation_id)
        architecture.record_lineage(uow, [LineageEdge(asset.end, received, via="exchange")], by=CARRIER)
        if row.state == State.IMPLEMENTING:
            advance(uow, row, Event.DELIVERED, Said(detail={"rows": sent.rows_arrived}), by=CARRIER)
        fact = DataDelivered(
            application_id=row.id, delivery_id=made.id, asset_code=made.asset_code, rows=sent.rows_arrived
        )
        uow.tell(fact)
        return store.to_delivery(made)

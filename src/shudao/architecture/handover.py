"""Handing over read access to a source: whoever has it types it in, behind a one-time link; it is sealed and never
shown again. So no password travels in an e-mail (SPEC 4.11).
"""

from datetime import timedelta

from sqlalchemy import select, update

from shudao.access import facade as access
from shudao.architecture import permissions, store
from shudao.architecture.connecting import tried
from shudao.architecture.contracts import Handover, HandoverForm, Source
from shudao.architecture.errors import HandoverGone
from shudao.architecture.tables import SourceRow
from shudao.architecture.tables_systems import HandoverRow
from shudao.architecture.watching import schedule_watch
from shudao.connectors import contracts as connectors
from shudao.connectors.errors import UnknownConnector
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.vault import facade as vault

__all__ = ["VALID_DAYS", "list_handovers", "offer_handover", "open_handover", "receive_secret", "withdraw_handover"]

VALID_DAYS = 3
MAX_ATTEMPTS = 10
HANDOVER = Actor.system("source-handover")


def offer_handover(uow: UnitOfWork, source_code: str, recipient: str, *, by: Actor) -> tuple[Handover, str]:
    """Make a one-time link for `recipient` (a name to remember it by); also gives its token, which is shown once.

    A link that was still open for the source ends.
    """
    _require(uow, source_code, by)
    now, token = uow.clock.now(), vault.new_token()
    _open_ones_end(uow, source_code)
    row = HandoverRow(
        id=new_id(),
        source_code=source_code,
        token_digest=vault.token_digest(token),
        recipient=recipient.strip(),
        created_by=by.principal,
        created_at=now,
        expires_at=now + timedelta(days=VALID_DAYS),
        attempts=0,
    )
    uow.session.add(row)
    uow.session.flush()
    _record(uow, row, "offered", by)
    return _view(row), token


def withdraw_handover(uow: UnitOfWork, source_code: str, *, by: Actor) -> None:
    """End the open link of a source, if there is one."""
    _require(uow, source_code, by)
    _open_ones_end(uow, source_code)
    subject = f"architecture/source/{source_code}"
    evidence.record(uow, by=by, action="architecture.handover.withdrawn", subject=subject)


def list_handovers(uow: UnitOfWork, source_code: str, *, by: Actor) -> list[Handover]:
    """The links ever made for a source, newest first; never their tokens."""
    _require(uow, source_code, by)
    query = select(HandoverRow).where(HandoverRow.source_code == source_code)
    return [_view(row) for row in uow.session.scalars(query.order_by(HandoverRow.created_at.desc()))]


def open_handover(uow: UnitOfWork, token: str) -> HandoverForm:
    """What the holder of a link is asked for. Raises `HandoverGone`, whatever the reason."""
    row = _usable(uow, token)
    source = store.source_row(uow.session, row.source_code)
    system = store.system_row(uow.session, source.system_code)
    organisation = mechanism.organisation(uow, source.organisation_id)
    return HandoverForm(source.name, system.name, organisation.name, source.connector, row.recipient, row.expires_at)


def receive_secret(database: Database, token: str, secret: str) -> connectors.ConnectionReport:
    """Try what was typed in; when the source answers it is sealed and the link is used up.

    What does not open the source is told at once and kept nowhere. No transaction is open while the source is tried.
    """
    with database.unit_of_work() as uow:
        row = _usable(uow, token, lock=True)
        row.attempts += 1
        source = store.to_source(store.source_row(uow.session, row.source_code))
    report = _tried(source, secret)
    if not report.ok:
        return report
    with database.unit_of_work() as uow:
        row = _usable(uow, token, lock=True)
        present = uow.session.get_one(SourceRow, row.source_code, with_for_update=True)
        # Pointed elsewhere meanwhile, the source would hand the secret to whoever listens there.
        if (present.connector, present.settings) != (source.connector, dict(source.settings)):
            raise HandoverGone
        present.secret_ref = vault.seal(uow, f"source/{row.source_code}", secret, by=HANDOVER)
        row.used_at = uow.clock.now()
        schedule_watch(uow)
        uow.session.flush()
        _record(uow, row, "used", HANDOVER)
    return report


def _tried(source: Source, secret: str) -> connectors.ConnectionReport:
    try:
        return tried(connectors.Source(source.connector, dict(source.settings), secret))
    except UnknownConnector as problem:
        return connectors.ConnectionReport(problem=problem)


def _require(uow: UnitOfWork, source_code: str, by: Actor) -> None:
    owner = store.source_row(uow.session, source_code).organisation_id
    access.require(uow, by, permissions.MANAGE_SOURCES, owner)


def _usable(uow: UnitOfWork, token: str, *, lock: bool = False) -> HandoverRow:
    query = select(HandoverRow).where(HandoverRow.token_digest == vault.token_digest(token))
    row = uow.session.scalar(query.with_for_update() if lock else query)
    if row is None or row.used_at or row.withdrawn_at or row.expires_at <= uow.clock.now():
        raise HandoverGone
    if row.attempts >= MAX_ATTEMPTS:
        raise HandoverGone
    return row


def _open_ones_end(uow: UnitOfWork, source_code: str) -> None:
    row = HandoverRow
    is_open = (row.source_code == source_code, row.used_at.is_(None), row.withdrawn_at.is_(None))
    uow.session.execute(update(row).where(*is_open).values(withdrawn_at=uow.clock.now()))


def _record(uow: UnitOfWork, row: HandoverRow, what: str, by: Actor) -> None:
    subject = f"architecture/source/{row.source_code}"
    evidence.record(uow, by=by, action=f"architecture.handover.{what}", subject=subject, detail={"handover": row.id})


def _view(row: HandoverRow) -> Handover:
    return Handover(
        row.id,
        row.source_code,
        row.recipient,
        row.created_at,
        row.expires_at,
        row.attempts,
        row.used_at,
        row.withdrawn_at,
    )

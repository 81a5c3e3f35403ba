"""Notices leave by the channels people chose: after the commit, in office hours or as a digest, again when it fails."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from shudao.kernel.actor import Actor
from shudao.kernel.database import Database
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault
from shudao.work import logic_sending, outbox
from shudao.work.channels import CHANNELS
from shudao.work.contracts_life import Letter, Message, Timing
from shudao.work.dispatching import dispatch, mail_secret
from shudao.work.errors import DeliveryFailed
from shudao.work.tables_notices import ChannelRow, MessageRow

__all__ = ["secret_of", "send_waiting"]

BY = Actor.system("work.send")
MOST_IN_A_DIGEST = 100


def send_waiting(database: Database) -> int:
    """Send what is due, one letter per transaction; returns how many were handed over.

    A letter's rows stay locked while it is on its way, so two workers never send the same one. Only when this process
    dies between the other side's yes and the commit is it sent again, under the same id.
    """
    sent = 0
    while True:
        with database.unit_of_work() as uow:
            found = _next(uow)
            if found is None:
                return sent
            sent += _send(uow, *found)


def _next(uow: UnitOfWork) -> tuple[ChannelRow, Sequence[MessageRow]] | None:
    """The oldest due message, and for a digest all that are due with it."""
    due = (MessageRow.state == "waiting", MessageRow.send_at <= uow.clock.now())
    query = select(MessageRow).where(*due).order_by(MessageRow.send_at, MessageRow.id)
    first = uow.session.scalar(query.limit(1).with_for_update(skip_locked=True))
    if first is None:
        return None
    channel = uow.session.get_one(ChannelRow, first.channel_id)
    if Timing(channel.timing) is not Timing.DIGEST:
        return channel, [first]
    together = query.where(MessageRow.channel_id == channel.id).limit(MOST_IN_A_DIGEST)
    return channel, uow.session.scalars(together.with_for_update(skip_locked=True)).all()


def _send(uow: UnitOfWork, channel: ChannelRow, rows: Sequence[MessageRow]) -> int:
    if not channel.is_on:
        for row in rows:
            row.state = "dropped"
        return 0
    letter = Letter(rows[0].id, channel.address, tuple(_message(row) for row in rows))
    now = uow.clock.now()
    try:
        CHANNELS[channel.kind].send(letter, dispatch(uow), secret_of(uow, channel))
    except DeliveryFailed as failed:
        _put_off(uow, rows, str(failed.params["reason"]), now)
        return 0
    for row in rows:
        row.state, row.sent_at, row.error_code, row.attempts = "sent", now, None, row.attempts + 1
    uow.session.flush()
    return 1


def _put_off(uow: UnitOfWork, rows: Sequence[MessageRow], code: str, now: datetime) -> None:
    for row in rows:
        row.attempts, row.error_code = row.attempts + 1, code
        again = logic_sending.try_again_at(now, row.attempts)
        if again is None:
            row.state = "failed"
            continue
        row.send_at = again
        outbox.wake(uow, again)
    uow.session.flush()


def secret_of(uow: UnitOfWork, channel: ChannelRow) -> str:
    """What a channel signs or signs in with; opened only while a letter is sent."""
    if channel.secret_id is None:
        return mail_secret(uow)
    return vault.open_secret(uow, channel.secret_id, purpose="work.send", by=BY).reveal()


def _message(row: MessageRow) -> Message:
    return Message(row.id, row.title_zh, row.title_en, row.link, row.created_at)

"""What is to leave the platform is written down in the transaction that causes it, and sent after its commit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.work import logic_sending
from shudao.work.calendar import working_days
from shudao.work.contracts_life import Timing
from shudao.work.tables_notices import ChannelRow, MessageRow

__all__ = ["SEND_JOB", "ToSend", "drop", "put", "wake"]

SEND_JOB = "work.send"


@dataclass(frozen=True)
class ToSend:
    """A title and where it leads; nothing more leaves the platform, for a title names a thing, not a person's data."""

    source: str
    title_zh: str
    title_en: str
    link: str
    is_task: bool = False


def put(uow: UnitOfWork, account_ids: Collection[str], what: ToSend) -> int:
    """Write it down for every channel these accounts have switched on; how many."""
    wanted = select(ChannelRow).where(ChannelRow.account_id.in_(account_ids), ChannelRow.is_on)
    if what.is_task:
        wanted = wanted.where(ChannelRow.with_tasks)
    rows = uow.session.scalars(wanted.order_by(ChannelRow.id)).all()
    if not rows:
        return 0
    now, days = uow.clock.now(), working_days(uow)
    for row in rows:
        at = logic_sending.send_at(now, Timing(row.timing), days)
        values = {
            "id": new_id(),
            "channel_id": row.id,
            "source": what.source,
            "title_zh": what.title_zh,
            "title_en": what.title_en,
            "link": what.link,
            "state": "waiting",
            "attempts": 0,
            "created_at": now,
            "send_at": at,
        }
        uow.session.execute(insert(MessageRow).values(values).on_conflict_do_nothing())
        wake(uow, at)
    return len(rows)


def wake(uow: UnitOfWork, at: datetime) -> None:
    """Let the sending job come by at a time; one that waits for the same minute does for all."""
    minute = at.replace(second=0, microsecond=0)
    is_now = at <= uow.clock.now()
    lock = f"{SEND_JOB}/{'now' if is_now else minute.isoformat()}"
    uow.enqueue(SEND_JOB, queueing_lock=lock, at=None if is_now else at)


def drop(uow: UnitOfWork, source: str) -> None:
    """The thing is done: what has not left yet need not."""
    waiting = (MessageRow.source == source, MessageRow.state == "waiting")
    uow.session.execute(update(MessageRow).where(*waiting).values(state="dropped"))

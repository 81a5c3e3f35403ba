"""A letter at once, to see whether a channel works: one's own, or the installation's by its administrator."""

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.work.channels import CHANNELS
from shudao.work.contracts_life import Letter, Message
from shudao.work.dispatching import channel_row, dispatch, mail_secret
from shudao.work.errors import MalformedChannel
from shudao.work.permissions import SET_DISPATCH
from shudao.work.sending import secret_of

__all__ = ["try_channel", "try_mail_server"]


def try_channel(uow: UnitOfWork, kind: str, *, by: Actor) -> None:
    """Send a trial notice through one of one's own channels. Raises `DeliveryFailed`."""
    row = channel_row(uow, kind, by=by)
    CHANNELS[kind].send(_letter(uow, row.address), dispatch(uow), secret_of(uow, row))
    evidence.record(uow, by=by, action="work.channel.tested", subject=f"work/channel/{row.id}")


def try_mail_server(uow: UnitOfWork, to: str, *, by: Actor) -> None:
    """Send a trial letter by the installation's mail server. Raises `DeliveryFailed`, `MalformedChannel`."""
    access.require(uow, by, SET_DISPATCH)
    known, channel = dispatch(uow), CHANNELS["email"]
    if fault := channel.address_fault(to, known):
        raise MalformedChannel(problem=fault)
    channel.send(_letter(uow, to), known, mail_secret(uow))
    evidence.record(uow, by=by, action="work.dispatch.tested", subject="work/dispatch")


def _letter(uow: UnitOfWork, to: str) -> Letter:
    words = ("这是一条测试通知", "This is a trial notice")
    return Letter(new_id(), to, (Message(new_id(), *words, "/me/notices", uow.clock.now()),))

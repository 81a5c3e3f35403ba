"""How the installation sends (an administrator's), and which channels a person wants (one's own)."""

import ssl
from dataclasses import asdict

from sqlalchemy import select

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.errors import StaleEdit
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.vault import facade as vault
from shudao.work.channels import CHANNELS
from shudao.work.contracts_life import Channel, Dispatch, NewChannel, Security, Timing
from shudao.work.errors import MalformedChannel, MalformedDispatch, UnknownChannel
from shudao.work.permissions import SET_DISPATCH
from shudao.work.tables_notices import ChannelRow, DispatchRow

__all__ = [
    "channel_row",
    "dispatch",
    "forget_channel",
    "mail_secret",
    "own_channels",
    "set_channel",
    "set_dispatch",
    "shown_dispatch",
]

SUBJECT = "work/dispatch"
ON_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def dispatch(uow: UnitOfWork) -> Dispatch:
    """The settings in force; without any, nothing leaves."""
    row = uow.session.get(DispatchRow, 1)
    if row is None:
        return Dispatch()
    return Dispatch(
        row.host,
        row.port,
        Security(row.security),
        row.login,
        row.sender,
        row.authority,
        tuple(row.webhook_hosts),
        row.console_url,
        row.secret_id is not None,
        row.version,
    )


def shown_dispatch(uow: UnitOfWork, *, by: Actor) -> Dispatch:
    """The settings, for those who may set them; the password stays in the vault."""
    access.require(uow, by, SET_DISPATCH)
    return dispatch(uow)


def set_dispatch(uow: UnitOfWork, new: Dispatch, password: str | None, *, by: Actor) -> Dispatch:
    """Change how the installation sends. `password` None keeps the present one, an empty one forgets it.

    Raises `MalformedDispatch`, and `StaleEdit` when somebody changed it since `new.version`.
    """
    access.require(uow, by, SET_DISPATCH)
    _refuse_faults(new, password or "")
    row = uow.session.get(DispatchRow, 1, with_for_update=True, populate_existing=True)
    if new.version != (row.version if row else 0):
        raise StaleEdit(details=_changed_since(dispatch(uow), new))
    fields = asdict(new) | {"webhook_hosts": list(new.webhook_hosts), "version": new.version + 1}
    fields |= {"changed_at": uow.clock.now(), "changed_by": by.account_id}
    del fields["has_password"]
    if row is None:
        row = DispatchRow(id=1, secret_id=None, **fields)
        uow.session.add(row)
    for name, value in fields.items():
        setattr(row, name, value)
    _keep_password(uow, row, password, by)
    uow.session.flush()
    detail = {"host": new.host, "port": new.port, "webhook_hosts": list(new.webhook_hosts), "version": row.version}
    evidence.record(uow, by=by, action="work.dispatch.changed", subject=SUBJECT, detail=detail)
    return dispatch(uow)


def mail_secret(uow: UnitOfWork) -> str:
    """The password of the mail server; empty where it wants none."""
    row = uow.session.get(DispatchRow, 1)
    if row is None or row.secret_id is None:
        return ""
    return vault.open_secret(uow, row.secret_id, purpose="work.send", by=Actor.system("work.send")).reveal()


def own_channels(uow: UnitOfWork, *, by: Actor) -> list[Channel]:
    query = select(ChannelRow).where(ChannelRow.account_id == by.account_id).order_by(ChannelRow.kind)
    return [view(row) for row in uow.session.scalars(query)]


def set_channel(uow: UnitOfWork, new: NewChannel, *, by: Actor) -> tuple[Channel, str | None]:
    """Set one of one's own channels up, or change it. A webhook's secret is given back once, when it is made.

    Raises `MalformedChannel`.
    """
    channel = CHANNELS.get(new.kind)
    if channel is None:
        raise MalformedChannel(problem=f"没有名为 {new.kind} 的渠道")
    if fault := channel.address_fault(new.address, dispatch(uow)):
        raise MalformedChannel(problem=fault)
    row, secret = _own(uow, new.kind, by), None
    if row is None:
        row = ChannelRow(id=new_id(), account_id=by.account_id, kind=new.kind, secret_id=None, **_told(uow, new))
        uow.session.add(row)
    moved = row.address != new.address
    for name, value in _told(uow, new).items():
        setattr(row, name, value)
    if channel.has_secret and (row.secret_id is None or moved):
        secret = _new_secret(uow, row, by)
    uow.session.flush()
    detail = {"kind": new.kind, "timing": new.timing, "is_on": new.is_on}
    evidence.record(uow, by=by, action="work.channel.set", subject=f"work/channel/{row.id}", detail=detail)
    return view(row), secret


def forget_channel(uow: UnitOfWork, kind: str, *, by: Actor) -> None:
    """Switch a channel of one's own off and forget its address. What waited for it is dropped when its time comes."""
    row = channel_row(uow, kind, by=by)
    row.is_on, row.address = False, ""
    if row.secret_id is not None:
        vault.forget(uow, row.secret_id, by=by)
        row.secret_id = None
    uow.session.flush()
    evidence.record(uow, by=by, action="work.channel.forgotten", subject=f"work/channel/{row.id}")


def channel_row(uow: UnitOfWork, kind: str, *, by: Actor) -> ChannelRow:
    """One's own channel of a kind. Raises `UnknownChannel`."""
    row = _own(uow, kind, by)
    if row is None or not row.address:
        raise UnknownChannel
    return row


def view(row: ChannelRow) -> Channel:
    timing = Timing(row.timing)
    return Channel(row.id, row.account_id, row.kind, row.address, timing, row.with_tasks, row.is_on)


def _own(uow: UnitOfWork, kind: str, by: Actor) -> ChannelRow | None:
    mine = (ChannelRow.account_id == by.account_id, ChannelRow.kind == kind)
    return uow.session.scalar(select(ChannelRow).where(*mine).with_for_update())


def _told(uow: UnitOfWork, new: NewChannel) -> dict[str, object]:
    return {
        "address": new.address,
        "timing": new.timing,
        "with_tasks": new.with_tasks,
        "is_on": new.is_on,
        "changed_at": uow.clock.now(),
    }


def _new_secret(uow: UnitOfWork, row: ChannelRow, by: Actor) -> str:
    """A secret for a new address; the receiver at the old one can sign nothing more."""
    secret = vault.new_token()
    if row.secret_id is None:
        row.secret_id = vault.seal(uow, f"work/channel/{row.id}", secret, by=by)
    else:
        vault.replace(uow, row.secret_id, secret, by=by)
    return secret


def _keep_password(uow: UnitOfWork, row: DispatchRow, password: str | None, by: Actor) -> None:
    if password is None:
        return
    if row.secret_id is not None:
        vault.forget(uow, row.secret_id, by=by)
        row.secret_id = None
    if password:
        row.secret_id = vault.seal(uow, SUBJECT, password, by=by)


def _refuse_faults(new: Dispatch, password: str) -> None:
    problem = ""
    if new.host and CHANNELS["email"].address_fault(new.sender, new):
        problem = "发件地址不是电子邮件地址"
    elif new.security is Security.NONE and new.host not in ("", *ON_THIS_MACHINE):
        problem = "仅本机邮件服务器可以不加密"
    elif new.login and new.security is Security.NONE:
        problem = "不加密时不能使用账号口令"
    elif not (new.login + password).isascii():
        problem = "邮件服务器的账号口令只能用 ASCII 字符"
    elif new.console_url and not new.console_url.startswith(("http://", "https://")):
        problem = "控制台地址须以 http:// 或 https:// 开头"
    elif any("/" in host or "@" in host or not host for host in new.webhook_hosts):
        problem = "允许回调的主机写作“主机”或“主机:端口”"
    elif new.authority and not _is_certificate(new.authority):
        problem = "证书不是 PEM 格式"
    if problem:
        raise MalformedDispatch(problem=problem)


def _is_certificate(text: str) -> bool:
    try:
        ssl.create_default_context().load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError):
        return False
    return True


def _changed_since(present: Dispatch, new: Dispatch) -> list[dict[str, object]]:
    """Where what stands now differs from what was sent, field by field."""
    now, sent = asdict(present), asdict(new)
    return [
        {"field": name, "present": now[name], "proposed": sent[name]}
        for name in sent
        if name not in ("version", "has_password") and now[name] != sent[name]
    ]

"""HTTP of the ways out for notices: one's own channels, and the installation's mail server. Below `/api/v1/work`."""

from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter

from shudao.access.http import Call, permitted
from shudao.work import facade, permissions
from shudao.work import schemas_notices as schemas
from shudao.work.channels import CHANNELS
from shudao.work.contracts_life import Dispatch, NewChannel

router = APIRouter()

OwnCall = Annotated[Call, permitted(permissions.OWN_WORK)]
SetCall = Annotated[Call, permitted(permissions.SET_DISPATCH)]


@router.get("/channels")
def list_channels(call: OwnCall) -> schemas.ChannelList:
    """How my notices reach me beside the inbox."""
    found = [each for each in facade.own_channels(call.uow, by=call.actor) if each.address]
    return schemas.ChannelList(
        items=[schemas.Channel.model_validate(each) for each in found],
        kinds=[schemas.ChannelKind(kind=each.kind, zh=each.zh, en=each.en) for each in CHANNELS.values()],
    )


@router.put("/channels/{kind}")
def set_channel(kind: str, body: schemas.ChannelIn, call: OwnCall) -> schemas.ChannelSet:
    """Set up one of my channels, or change it."""
    new = NewChannel(kind, body.address, body.timing, body.with_tasks, body.is_on)
    made, secret = facade.set_channel(call.uow, new, by=call.actor)
    return schemas.ChannelSet(channel=schemas.Channel.model_validate(made), secret=secret)


@router.delete("/channels/{kind}", status_code=204)
def forget_channel(kind: str, call: OwnCall) -> None:
    """Switch one of my channels off and forget its address."""
    facade.forget_channel(call.uow, kind, by=call.actor)


@router.post("/channels/{kind}/test", status_code=204)
def try_channel(kind: str, call: OwnCall) -> None:
    """Send a trial notice through one of my channels."""
    facade.try_channel(call.uow, kind, by=call.actor)


@router.get("/dispatch")
def read_dispatch(call: SetCall) -> schemas.Dispatch:
    """How the installation sends; its password stays in the vault."""
    return schemas.Dispatch.model_validate(facade.shown_dispatch(call.uow, by=call.actor))


@router.put("/dispatch")
def set_dispatch(body: schemas.DispatchIn, call: SetCall) -> schemas.Dispatch:
    """Change how the installation sends."""
    told = body.model_dump(exclude={"password"}) | {"webhook_hosts": tuple(body.webhook_hosts)}
    new = Dispatch(**{each.name: told[each.name] for each in fields(Dispatch) if each.name in told})
    return schemas.Dispatch.model_validate(facade.set_dispatch(call.uow, new, body.password, by=call.actor))


@router.post("/dispatch/test", status_code=204)
def try_mail_server(body: schemas.TrialIn, call: SetCall) -> None:
    """Send a trial letter by the installation's mail server."""
    facade.try_mail_server(call.uow, body.to, by=call.actor)

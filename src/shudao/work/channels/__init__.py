"""The ways out for notices: one file per member and one line here. None for text messages ships (see the port)."""

from shudao.work.channels.email import Email
from shudao.work.channels.webhook import Webhook
from shudao.work.ports import NoticeChannel

__all__ = ["CHANNELS"]

CHANNELS: dict[str, NoticeChannel] = {channel.kind: channel for channel in (Email(), Webhook())}

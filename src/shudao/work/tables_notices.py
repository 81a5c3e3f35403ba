"""Rows of how notices leave the platform; private to the module. Secrets are in the vault, only their ids are here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base
from shudao.work.tables import SCHEMA


class DispatchRow(Base):
    """How this installation sends: its mail server, and the hosts webhooks may call; one row."""

    __tablename__ = "dispatch"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("security in ('starttls','tls','none')", name="security"),
        {"schema": SCHEMA},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str]
    port: Mapped[int]
    security: Mapped[str]
    login: Mapped[str]
    sender: Mapped[str]
    secret_id: Mapped[str | None]
    authority: Mapped[str]
    webhook_hosts: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    console_url: Mapped[str]
    version: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class ChannelRow(Base):
    """Where and when one account wants its notices beside the inbox."""

    __tablename__ = "channel"
    __table_args__ = (
        UniqueConstraint("account_id", "kind"),
        CheckConstraint("timing in ('at_once','office_hours','digest')", name="timing"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str]
    secret_id: Mapped[str | None]
    timing: Mapped[str]
    with_tasks: Mapped[bool]
    is_on: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime]


class MessageRow(Base):
    """One notice on its way through one channel. `source` names what it tells of; each is sent once per channel."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("channel_id", "source"),
        CheckConstraint("state in ('waiting','sent','failed','dropped')", name="state"),
        CheckConstraint("(state = 'sent') = (sent_at is not null)", name="sent"),
        Index("ix_message_waiting", "send_at", postgresql_where=text("state = 'waiting'")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    channel_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.channel.id"), index=True)
    source: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    link: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error_code: Mapped[str | None]

"""Rows around catalogue entries: revisions under way, earlier versions, old codes, local fields, campaigns;
private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.architecture.tables import SCHEMA
from shudao.kernel.database import Base

ENTRY = f"{SCHEMA}.catalogue_entry.code"


class RevisionRow(Base):
    """What a published entry is to become: it lives through both approvals beside the entry, which stays as it is."""

    __tablename__ = "catalogue_revision"
    __table_args__ = (
        CheckConstraint(
            "state in ('draft','wait_reg_approve','reg_reject','registered','wait_pub_approve','pub_reject')",
            name="state",
        ),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(ForeignKey(ENTRY, onupdate="CASCADE"), primary_key=True)
    state: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    author: Mapped[str]
    decisions: Mapped[list[Any]] = mapped_column(JSONB)
    changed_at: Mapped[datetime]


class EntryVersionRow(Base):
    """What a published entry said before it was replaced, kept whole."""

    __tablename__ = "catalogue_version"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(ForeignKey(ENTRY, onupdate="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_on: Mapped[date | None]
    replaced_at: Mapped[datetime]


class AliasRow(Base):
    """A code an entry had before. It is never given to another entry."""

    __tablename__ = "catalogue_alias"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    alias: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey(ENTRY, onupdate="CASCADE"), index=True)
    reason: Mapped[str]
    since: Mapped[datetime]


class CodeRuleRow(Base):
    """Which rule gives new codes from when on; the latest one is in force."""

    __tablename__ = "catalogue_code_rule"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    since: Mapped[datetime] = mapped_column(primary_key=True)
    rule: Mapped[str]
    chosen_by: Mapped[str]


class LocalFieldRow(Base):
    """A field that entries have here besides the guide's core metadata."""

    __tablename__ = "catalogue_field"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    key: Mapped[str] = mapped_column(primary_key=True)
    zh: Mapped[str]
    en: Mapped[str]
    help_zh: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(JSONB)


class CampaignRow(Base):
    """“Every entry needs field X until a day.” From its beginning on nothing is compiled without the field."""

    __tablename__ = "catalogue_campaign"
    __table_args__ = (
        CheckConstraint("state in ('open','ended')", name="state"),
        Index("ux_campaign_open_field", "field", unique=True, postgresql_where=text("state = 'open'")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    field: Mapped[str]
    basis: Mapped[str]
    begins_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str]
    started_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(JSONB)

"""Rows of `security`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "security"


class GrantRow(Base):
    __tablename__ = "grant"
    __table_args__ = (
        UniqueConstraint("source_ref", "asset_code"),
        Index("ix_grant_receiver", "organisation_id", "asset_code"),
        CheckConstraint("valid_from <= valid_to", name="term"),
        CheckConstraint("(state = 'revoked') = (revoked_at is not null)", name="revoked_at"),
        CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by_someone"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str]
    columns: Mapped[list[str]] = mapped_column(JSONB)
    where: Mapped[dict[str, Any]] = mapped_column(JSONB)
    masks: Mapped[dict[str, Any]] = mapped_column(JSONB)
    purpose: Mapped[str]
    legal_basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    target: Mapped[dict[str, Any]] = mapped_column(JSONB)
    source_ref: Mapped[str]
    state: Mapped[str] = mapped_column(default="active")
    granted_at: Mapped[datetime]
    granted_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    revoked_reason: Mapped[str] = mapped_column(default="")


class MaskKeyRow(Base):
    """Which secret of the vault is the key of the hash mask."""

    __tablename__ = "mask_key"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    secret_id: Mapped[str]
    created_at: Mapped[datetime]

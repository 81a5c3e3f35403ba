"""Rows of `access`; private to the module."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "access"


class AccountRow(Base):
    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("state in ('active','disabled')", name="state"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(index=True)
    password_hash: Mapped[str | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="active")
    loopback_only: Mapped[bool] = mapped_column(default=False)
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class MembershipRow(Base):
    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_role_organisation", "role", "organisation_id"),
        UniqueConstraint("account_id", "role", "organisation_id", "valid_from"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.account.id"), index=True)
    role: Mapped[str]
    organisation_id: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class OrganisationNodeRow(Base):
    """The tree as `mechanism` last told it: enough to decide `own` and `subtree`, and where one government ends.

    `governs`: a government of its own, below which its bureau decides and above which it only reads (SPEC 1.3).
    """

    __tablename__ = "organisation_node"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    organisation_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    path: Mapped[str] = mapped_column(index=True)
    governs: Mapped[bool] = mapped_column(default=False)


class SessionRow(Base):
    __tablename__ = "session"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.account.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    csrf_digest: Mapped[str]
    organisation_id: Mapped[str | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str]
    user_agent: Mapped[str]


class EnrolmentRow(Base):
    """A one-time link with which a new account sets its first password."""

    __tablename__ = "enrolment"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.account.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SubmissionRow(Base):
    """An idempotency key that has been used: the same form sent twice is done once."""

    __tablename__ = "submission"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    account_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    created_at: Mapped[datetime]

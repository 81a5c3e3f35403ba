"""Rows of what people say about things, what they follow, and who stands in for whom; private to the module."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base
from shudao.work.tables import SCHEMA


class CommentRow(Base):
    """One remark about one thing. A deleted one keeps its place, so that answers to it make sense."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_subject", "subject", "id"), {"schema": SCHEMA})
    id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    body: Mapped[str]
    author_id: Mapped[str]
    author_name: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class CommentVersionRow(Base):
    """What a comment said before it was edited or deleted: the trace."""

    __tablename__ = "comment_version"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    comment_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.comment.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    replaced_at: Mapped[datetime]
    replaced_by: Mapped[str]


class FollowRow(Base):
    __tablename__ = "follow"
    __table_args__ = (Index("ix_follow_subject", "subject"), {"schema": SCHEMA})
    account_id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class FollowedUntilRow(Base):
    """Up to which leaf of the evidence followers have been told; one row."""

    __tablename__ = "followed_until"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), {"schema": SCHEMA})
    id: Mapped[int] = mapped_column(primary_key=True)
    leaf: Mapped[int] = mapped_column(BigInteger)


class DelegationRow(Base):
    """Somebody stands in for somebody else from a day to a day. No kinds: for all of the work."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="term"),
        CheckConstraint("account_id <> deputy_id", name="not_oneself"),
        CheckConstraint("(ended_at is null) = (ended_by is null)", name="ended"),
        Index("ix_delegation_deputy", "deputy_id", "valid_to"),
        Index("ix_delegation_account", "account_id", "valid_to"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str]
    account_name: Mapped[str]
    deputy_id: Mapped[str]
    deputy_name: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    reason: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]

"""Rows of disputes; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base
from shudao.mechanism.tables import SCHEMA


class DisputeRow(Base):
    __tablename__ = "dispute"
    __table_args__ = (
        CheckConstraint("topic in ('owner','source','standard','grade','quality','sharing')", name="topic"),
        CheckConstraint("state in ('open','ruled','withdrawn')", name="state"),
        CheckConstraint("level in (1, 2)", name="level"),
        # While a case is open, the same thing is not argued a second time.
        Index("uq_dispute_open", "topic", "subject", unique=True, postgresql_where=text("state = 'open'")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    path: Mapped[str]
    claim: Mapped[str]
    claimant_organisation_id: Mapped[str] = mapped_column(index=True)
    respondent_organisation_id: Mapped[str] = mapped_column(index=True)
    level: Mapped[int]
    ruling_organisation_id: Mapped[str] = mapped_column(index=True)
    ruling_role: Mapped[str]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    opened_person: Mapped[str | None]
    opened_by_name: Mapped[str]
    due_on: Mapped[date]
    due_estimated: Mapped[bool]
    ruled_at: Mapped[datetime | None]
    ruled_by: Mapped[str | None]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    is_carried_out: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)


class ContributionRow(Base):
    __tablename__ = "dispute_contribution"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.dispute.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
    author_name: Mapped[str]
    organisation_name: Mapped[str]
    at: Mapped[datetime]

"""Rows of checks of the norms; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "policy"


class NormRunRow(Base):
    __tablename__ = "norm_run"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]
    seconds: Mapped[float]
    checked_by: Mapped[str]
    # Norm code → version in force on the day, so that an old figure can be read by the rules of its time.
    versions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    clauses: Mapped[list[str]] = mapped_column(JSONB)


class NormResultRow(Base):
    """What one run found at one organisation, in one row: `counts` holds, by clause that has any, violations and
    waived ones."""

    __tablename__ = "norm_result"
    __table_args__ = (Index("ix_norm_result_organisation", "organisation_id"), {"schema": SCHEMA})
    run_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.norm_run.id"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(primary_key=True)
    must: Mapped[int]
    should: Mapped[int]
    advice: Mapped[int]
    waived: Mapped[int]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ViolationRow(Base):
    """What does not keep a clause now; `since` is the first run that found it."""

    __tablename__ = "norm_violation"
    __table_args__ = (Index("ix_norm_violation_organisation", "organisation_id", "clause_id"), {"schema": SCHEMA})
    clause_id: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    organisation_id: Mapped[str]
    owner_person_id: Mapped[str | None]
    detail: Mapped[str]
    since: Mapped[datetime]


class WaiverRow(Base):
    __tablename__ = "norm_waiver"
    __table_args__ = (
        # An exception nobody else has looked at would be a licence one writes oneself.
        CheckConstraint("approved_by <> requested_by", name="two_people"),
        Index("ix_norm_waiver_subject", "clause_id", "subject"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    clause_id: Mapped[str]
    subject: Mapped[str]
    name: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    expires_on: Mapped[date]
    requested_by: Mapped[str]
    approved_by: Mapped[str]
    approved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

"""Rows of `quality`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Sequence, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "quality"
TICKET_NUMBERS = Sequence("ticket_number", schema=SCHEMA, metadata=Base.metadata)


class RuleRow(Base):
    __tablename__ = "rule"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    title: Mapped[str]
    dimension: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(JSONB)
    origin: Mapped[str]
    is_blocking: Mapped[bool]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str]


class RunRow(Base):
    __tablename__ = "run"
    __table_args__ = (
        Index("ix_run_asset_checked", "asset_code", "checked_at"),
        CheckConstraint("failing_rows <= rows", name="failing"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str]
    lake_version: Mapped[int]
    rows: Mapped[int]
    failing_rows: Mapped[int]
    score: Mapped[float | None]
    dimensions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    seconds: Mapped[float]
    checked_at: Mapped[datetime]
    checked_by: Mapped[str]
    withheld: Mapped[bool]


class ResultRow(Base):
    __tablename__ = "result"
    __table_args__ = (
        CheckConstraint("failed <= checked", name="failed"),
        {"schema": SCHEMA},
    )
    run_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.run.id"), primary_key=True)
    rule_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.rule.id"), primary_key=True)
    was_run: Mapped[bool]
    checked: Mapped[int]
    failed: Mapped[int]


class TicketRow(Base):
    __tablename__ = "ticket"
    __table_args__ = (
        Index("ux_ticket_open_rule", "rule_id", unique=True, postgresql_where=text("state <> 'closed'")),
        CheckConstraint("(state = 'closed') = (closed_at is not null)", name="closed_at"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    asset_code: Mapped[str] = mapped_column(index=True)
    rule_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.rule.id"))
    run_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.run.id"))
    organisation_id: Mapped[str] = mapped_column(index=True)
    owner_name: Mapped[str]
    failed: Mapped[int]
    checked: Mapped[int]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    due_on: Mapped[date | None]
    fix_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

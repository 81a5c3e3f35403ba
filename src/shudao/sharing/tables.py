"""Rows of `sharing`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "sharing"


class ProfileRow(Base):
    """Which profile is in force, and under whose local rules. The newest row that has begun counts."""

    __tablename__ = "profile"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[str]
    jurisdiction: Mapped[str]
    chosen_at: Mapped[datetime]
    chosen_by: Mapped[str]


class TimeLimitRow(Base):
    __tablename__ = "time_limit"
    __table_args__ = (
        UniqueConstraint("jurisdiction", "profile", "share_type", "step", "urgency", "valid_from"),
        CheckConstraint("working_days >= 1", name="working_days"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str]
    profile: Mapped[str]
    # Empty means any, so that the unique key sees equal rows as equal; NULL would not.
    share_type: Mapped[str]
    step: Mapped[str]
    urgency: Mapped[str]
    working_days: Mapped[int]
    valid_from: Mapped[date]
    set_by: Mapped[str]


class NumberRow(Base):
    """The last number given in a year."""

    __tablename__ = "application_number"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class TargetRow(Base):
    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("(tested_at is null) = (test_passed is null)", name="tested"),
        UniqueConstraint("organisation_id", "name"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    schema_name: Mapped[str]
    place: Mapped[str]
    secret_id: Mapped[str]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    tested_at: Mapped[datetime | None]
    test_passed: Mapped[bool | None]


class ApplicationRow(Base):
    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("organisation_id <> source_organisation_id", name="not_ones_own"),
        CheckConstraint("(step is null) = (step_started_at is null)", name="step_started"),
        CheckConstraint("(due_on is null) = (step_limit is null)", name="due_by_limit"),
        CheckConstraint(
            "grant_id is not null or state not in ('implementing','awaiting_receipt','in_use','evaluated','ended')",
            name="granted",
        ),
        Index("ix_application_state_due", "state", "due_on"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    cart_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    profile: Mapped[str]
    jurisdiction: Mapped[str]
    catalogue_code: Mapped[str] = mapped_column(index=True)
    catalogue_name: Mapped[str]
    asset_code: Mapped[str] = mapped_column(index=True)
    share_type: Mapped[str]
    source_organisation_id: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str] = mapped_column(index=True)
    applicant_account_id: Mapped[str]
    applicant_principal: Mapped[str]
    applicant_name: Mapped[str]
    asked_columns: Mapped[list[str]] = mapped_column(JSONB)
    asked_where: Mapped[dict[str, Any]] = mapped_column(JSONB)
    columns: Mapped[list[str]] = mapped_column(JSONB)
    where: Mapped[dict[str, Any]] = mapped_column(JSONB)
    masks: Mapped[dict[str, Any]] = mapped_column(JSONB)
    purpose: Mapped[str]
    scenario: Mapped[str]
    legal_basis: Mapped[str]
    method: Mapped[str]
    frequency: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    urgency: Mapped[str]
    target_code: Mapped[str]
    target_table: Mapped[str]
    # The step that waits: its start, its limit and due day, and what remains of the review's clock while it is paused.
    step: Mapped[str | None]
    step_started_at: Mapped[datetime | None]
    step_limit: Mapped[int | None]
    due_on: Mapped[date | None]
    due_estimated: Mapped[bool] = mapped_column(default=False)
    paused_days_left: Mapped[int | None]
    was_returned: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    grant_id: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class EventRow(Base):
    __tablename__ = "application_event"
    __table_args__ = (
        CheckConstraint("(event = 'refused') = (ground <> '')", name="refused_with_ground"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.application.id"), index=True)
    event: Mapped[str]
    at: Mapped[datetime]
    account_id: Mapped[str]
    principal: Mapped[str]
    actor_name: Mapped[str]
    organisation_id: Mapped[str | None]
    opinion: Mapped[str]
    ground: Mapped[str]
    state: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB)


class DeliveryRow(Base):
    __tablename__ = "delivery"
    __table_args__ = (
        # One push at a time, and each version lands once.
        Index(
            "uq_delivery_once",
            "application_id",
            "lake_version",
            unique=True,
            postgresql_where=text("state in ('running','done')"),
        ),
        CheckConstraint("(state = 'running') = (finished_at is null)", name="finished"),
        CheckConstraint("state <> 'done' or (rows_sent = rows_arrived and digest <> '')", name="equal"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.application.id"), index=True)
    grant_id: Mapped[str]
    asset_code: Mapped[str]
    lake_version: Mapped[int]
    target_code: Mapped[str]
    target_table: Mapped[str]
    state: Mapped[str]
    rows_sent: Mapped[int | None]
    rows_arrived: Mapped[int | None]
    digest: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    delay_s: Mapped[float | None]
    error_code: Mapped[str | None]


class ReceiptRow(Base):
    __tablename__ = "receipt"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.application.id"), index=True)
    delivery_id: Mapped[str | None]
    rows: Mapped[int]
    accepted: Mapped[bool]
    opinion: Mapped[str]
    received_at: Mapped[datetime]
    received_by: Mapped[str]


class EvaluationRow(Base):
    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint(
            "least(accuracy, completeness, timeliness, usability, service) >= 1"
            " and greatest(accuracy, completeness, timeliness, usability, service) <= 5",
            name="scores",
        ),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.application.id"), unique=True)
    accuracy: Mapped[int]
    completeness: Mapped[int]
    timeliness: Mapped[int]
    usability: Mapped[int]
    service: Mapped[int]
    text: Mapped[str]
    evaluated_at: Mapped[datetime]
    evaluated_by: Mapped[str]

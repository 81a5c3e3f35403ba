"""Rows of `work`; private to the module. The queue's own tables belong to procrastinate."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "work"

# A thing goes either to one account, or to a role in an organisation; never to both, never to nobody.
ONE_ASSIGNEE = """(account_id is not null and role is null and organisation_id is null)
    or (account_id is null and role is not null and organisation_id is not null)"""


class TaskRow(Base):
    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint(ONE_ASSIGNEE, name="one_assignee"),
        CheckConstraint("state in ('open','done','cancelled')", name="state"),
        CheckConstraint("urgency in ('普通','加急','紧急')", name="urgency"),
        CheckConstraint("(state = 'open') = (done_at is null)", name="done"),
        Index("ix_task_account", "account_id", "state"),
        CheckConstraint("escalation between 0 and 2", name="escalation"),
        Index("ix_task_pool", "role", "organisation_id", "state"),
        Index("ix_task_due", "due_on", postgresql_where=text("state = 'open'")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    body: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    link: Mapped[str]
    account_id: Mapped[str | None]
    role: Mapped[str | None]
    organisation_id: Mapped[str | None]
    urgency: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    by_hand: Mapped[bool]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    # Kept so that an estimated due day can be counted again when the next calendar is loaded.
    received_on: Mapped[date | None]
    limit_working_days: Mapped[int | None]
    due_on: Mapped[date | None]
    due_estimated: Mapped[bool] = mapped_column(default=False)
    # A paused task's time limit stands still; the days of the pause are added to its due day.
    paused_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    escalation: Mapped[int] = mapped_column(default=0)
    done_by: Mapped[str | None]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")


class NoticeRow(Base):
    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_account", "account_id", "created_at"), {"schema": SCHEMA})
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    link: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class CalendarDayRow(Base):
    __tablename__ = "calendar_day"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    day: Mapped[date] = mapped_column(primary_key=True)
    is_off: Mapped[bool]
    name: Mapped[str]
    year: Mapped[int]


class ChangeRequestRow(Base):
    __tablename__ = "change_request"
    __table_args__ = (
        CheckConstraint(ONE_ASSIGNEE, name="one_assignee"),
        CheckConstraint("state in ('pending','approved','rejected','withdrawn')", name="state"),
        CheckConstraint("(state = 'pending') = (decided_at is null)", name="decided"),
        CheckConstraint("(decided_at is null) = (decided_by is null)", name="decided_by"),
        # Two changes held against the same published version could not both be applied whole.
        Index("uq_change_request_pending", "subject", unique=True, postgresql_where=text("state = 'pending'")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    title: Mapped[str]
    payload: Mapped[dict[str, Any]]
    account_id: Mapped[str | None]
    role: Mapped[str | None]
    organisation_id: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="pending")
    requested_by: Mapped[str] = mapped_column(index=True)
    requested_person: Mapped[str | None]
    requested_name: Mapped[str]
    requested_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    # For whom a deputy decided.
    decided_for: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class JobFailureRow(Base):
    """Why an attempt of a job failed: a code and a place in our source, never values."""

    __tablename__ = "job_failure"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(BigInteger, index=True)
    code: Mapped[str]
    place: Mapped[str]
    at: Mapped[datetime]

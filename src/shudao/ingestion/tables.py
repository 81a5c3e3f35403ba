"""Rows of `ingestion`; private to the module."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base


class RunRow(Base):
    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint("state in ('running','done','failed')", name="state"),
        CheckConstraint("state <> 'done' or read = landed + rejected", name="adds_up"),
        CheckConstraint("(state = 'running') = (finished_at is null)", name="finished"),
        {"schema": "ingestion"},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    read: Mapped[int] = mapped_column(default=0)
    landed: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    lake_version: Mapped[int | None]
    error_code: Mapped[str | None]
    started_by: Mapped[str]

"""Rows of `development`; private to the module."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "development"


class RunRow(Base):
    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint("kind in ('standardise','model')", name="kind"),
        CheckConstraint("kind = 'model' or read = landed + rejected", name="adds_up"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    asset_code: Mapped[str] = mapped_column(index=True)
    read: Mapped[int]
    landed: Mapped[int]
    rejected: Mapped[int]
    lake_version: Mapped[int]
    digest: Mapped[str]
    seconds: Mapped[float]
    finished_at: Mapped[datetime]
    reasons: Mapped[dict[str, Any]] = mapped_column(JSONB)
    emptied: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ModelRow(Base):
    """A declared model and the text it is built from."""

    __tablename__ = "model"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    asset_code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    inputs: Mapped[list[str]] = mapped_column(JSONB)
    sql: Mapped[str]
    declared_by: Mapped[str]
    declared_at: Mapped[datetime]

"""Rows of indicators and their terms; private to the module."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Sequence, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "architecture"
NUMBERS = Sequence("indicator_number", schema=SCHEMA, metadata=Base.metadata)
TERM_NUMBERS = Sequence("indicator_term_number", schema=SCHEMA, metadata=Base.metadata)


class IndicatorRow(Base):
    """One version of an indicator."""

    __tablename__ = "indicator"
    __table_args__ = (
        CheckConstraint("kind in ('business','atomic','derived','composite')", name="kind"),
        CheckConstraint("state in ('draft','in_review','published','retired')", name="state"),
        CheckConstraint(
            "published_by is null or (published_by <> author and published_by <> submitted_by)", name="two_people"
        ),
        CheckConstraint("state in ('draft','in_review') or published_by is not null", name="signed"),
        UniqueConstraint("code", "version"),
        Index("uq_indicator_published", "code", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_indicator_open", "code", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        Index("ix_indicator_meaning", "meaning"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    name: Mapped[str]
    definition: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    spec: Mapped[dict[str, Any]] = mapped_column(JSONB)
    # What it means in one canonical text: two indicators of one meaning are one indicator.
    meaning: Mapped[str]
    uses: Mapped[list[str]] = mapped_column(JSONB)
    unit: Mapped[str]
    precision: Mapped[int]
    cycle: Mapped[str]
    grade: Mapped[str]
    additivity: Mapped[str]
    owner_person_id: Mapped[str | None]
    author: Mapped[str]
    created_at: Mapped[datetime]
    submitted_by: Mapped[str | None]
    published_by: Mapped[str | None]
    published_at: Mapped[datetime | None]


class TermRow(Base):
    __tablename__ = "indicator_term"
    __table_args__ = (
        CheckConstraint("kind in ('time','limit','dimension')", name="kind"),
        UniqueConstraint("kind", "name"),
        UniqueConstraint("meaning"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    spec: Mapped[dict[str, Any]] = mapped_column(JSONB)
    meaning: Mapped[str]
    author: Mapped[str]
    created_at: Mapped[datetime]

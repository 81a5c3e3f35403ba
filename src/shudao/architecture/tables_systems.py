"""Rows about sources and their tables: what was harvested, decided, typed and found changed; private to the module."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "architecture"
_TABLE = [f"{SCHEMA}.physical_table.source_code", f"{SCHEMA}.physical_table.name"]


class TableClaimRow(Base):
    """What was decided about a table. A table without such a row is unsurveyed."""

    __tablename__ = "table_claim"
    __table_args__ = (
        ForeignKeyConstraint(["source_code", "table_name"], _TABLE),
        CheckConstraint("state in ('claimed','excluded')", name="state"),
        CheckConstraint("(state = 'excluded') = (reason is not null)", name="excluded_with_reason"),
        CheckConstraint("reason is distinct from 'other' or note <> ''", name="other_says_which"),
        {"schema": SCHEMA},
    )
    source_code: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str | None]
    note: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class HandoverRow(Base):
    """A one-time link by which somebody outside types in what opens a source. Only the token's digest is kept."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "ux_handover_open",
            "source_code",
            unique=True,
            postgresql_where=text("used_at is null and withdrawn_at is null"),
        ),
        CheckConstraint("used_at is null or withdrawn_at is null", name="used_or_withdrawn"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    source_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.source.code"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class HarvestRunRow(Base):
    """One reading of a source's schema, from the moment it was asked for."""

    __tablename__ = "harvest_run"
    __table_args__ = (
        Index("ux_harvest_run_running", "source_code", unique=True, postgresql_where=text("state = 'running'")),
        CheckConstraint("state in ('running','done','failed')", name="state"),
        CheckConstraint("(state = 'running') = (finished_at is null)", name="finished"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    source_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.source.code"), index=True)
    state: Mapped[str]
    phase: Mapped[str]
    tables_done: Mapped[int] = mapped_column(default=0)
    tables_total: Mapped[int | None]
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
    faults: Mapped[list[Any]] = mapped_column(JSONB)
    error_code: Mapped[str | None]
    asked_by: Mapped[str]
    asked_person: Mapped[str | None]
    asked_name: Mapped[str]
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class HarvestTableRow(Base):
    """What the last harvest proposed for a table. Sampled values stay out: only what was concluded from them."""

    __tablename__ = "harvest_table"
    __table_args__ = (ForeignKeyConstraint(["source_code", "table_name"], _TABLE), {"schema": SCHEMA})
    source_code: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str]
    proposal: Mapped[dict[str, Any]] = mapped_column(JSONB)
    business_object: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    duplicates: Mapped[list[Any]] = mapped_column(JSONB)


class ConfirmationDraftRow(Base):
    """What a person typed about a table and has not confirmed yet."""

    __tablename__ = "confirmation_draft"
    __table_args__ = (ForeignKeyConstraint(["source_code", "table_name"], _TABLE), {"schema": SCHEMA})
    source_code: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    saved_at: Mapped[datetime]


class DriftRow(Base):
    """A registered table that no longer is what was registered; `live` are the columns as they are now."""

    __tablename__ = "drift"
    __table_args__ = (
        ForeignKeyConstraint(["source_code", "table_name"], _TABLE),
        Index("ux_drift_open", "source_code", "table_name", unique=True, postgresql_where=text("settled_at is null")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    source_code: Mapped[str]
    table_name: Mapped[str]
    changes: Mapped[list[Any]] = mapped_column(JSONB)
    live: Mapped[list[Any]] = mapped_column(JSONB)
    found_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]
    outcome: Mapped[str] = mapped_column(default="")

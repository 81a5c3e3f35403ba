"""Rows about the tables of application systems: what was decided about each; private to the module."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
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

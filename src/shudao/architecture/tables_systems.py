"""Rows about the tables of application systems: what was decided about each; private to the module."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
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

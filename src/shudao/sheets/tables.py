"""Rows of `sheets`; private to the module."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "sheets"


class ImportRow(Base):
    """One workbook that was read."""

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint("state in ('previewed','applied','discarded')", name="state"),
        Index("ix_import_created_by", "created_by", "created_at"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    file_digest: Mapped[str]
    state: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_by: Mapped[str]
    created_by_name: Mapped[str]
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class ImportedRow(Base):
    """One row of a workbook. `content` is what would be written and is gone once the import is decided."""

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint("outcome in ('new','changed','same','wrong')", name="outcome"),
        {"schema": SCHEMA},
    )
    import_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.import.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str]
    mark: Mapped[str]
    outcome: Mapped[str]
    changes: Mapped[list[Any]] = mapped_column(JSONB)
    faults: Mapped[list[Any]] = mapped_column(JSONB)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    is_written: Mapped[bool]

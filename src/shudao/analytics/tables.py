"""Rows of `analytics`; private to the module."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "analytics"


class ValueRow(Base):
    """The newest value of an indicator's version for a period and a combination of dimensions."""

    __tablename__ = "indicator_value"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    indicator_code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    period_to: Mapped[date] = mapped_column(primary_key=True)
    # The dimension values in one text, in the order of the dimensions' codes.
    dimension_key: Mapped[str] = mapped_column(primary_key=True)
    period_from: Mapped[date | None]
    dimensions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    value: Mapped[Decimal | None] = mapped_column(Numeric)
    # Data set → version the value was computed over.
    assets: Mapped[dict[str, Any]] = mapped_column(JSONB)
    computed_at: Mapped[datetime]

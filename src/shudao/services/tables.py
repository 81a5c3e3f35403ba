"""Rows of `services`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "services"


class ServiceRow(Base):
    """One version of a service; at most one is published and at most one is on its way."""

    __tablename__ = "service"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        Index("ux_service_published", "code", unique=True, postgresql_where=text("state = 'published'")),
        Index("ux_service_coming", "code", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        CheckConstraint("state in ('draft','in_review','published','retired')", name="state"),
        CheckConstraint("kind in ('query','verify')", name="kind"),
        CheckConstraint("(published_at is null) = (published_by is null)", name="published_by_someone"),
        CheckConstraint("(retired_at is null) = (retired_by is null)", name="retired_by_someone"),
        CheckConstraint("state <> 'published' or published_at is not null", name="published_at"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    description: Mapped[str]
    asset_code: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str] = mapped_column(index=True)
    owner_person_id: Mapped[str | None]
    kind: Mapped[str]
    inputs: Mapped[list[Any]] = mapped_column(JSONB)
    outputs: Mapped[list[str]] = mapped_column(JSONB)
    row_scope: Mapped[list[str]] = mapped_column(JSONB)
    condition: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    columns: Mapped[list[Any]] = mapped_column(JSONB)
    contract: Mapped[dict[str, Any]] = mapped_column(JSONB)
    page_size_max: Mapped[int]
    calls_per_second: Mapped[int]
    daily_quota: Mapped[int]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    author: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]
    retired_at: Mapped[datetime | None]
    retired_by: Mapped[str | None]


class CopyRow(Base):
    """Which table answers the calls of a service. Changing this row is the swap: calls see one or the other."""

    __tablename__ = "serving_copy"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    service_code: Mapped[str] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.service.id"))
    table_name: Mapped[str]
    data_version: Mapped[int]
    rows: Mapped[int] = mapped_column(BigInteger)
    copied_at: Mapped[datetime]
    seconds: Mapped[float]


class KeyRow(Base):
    __tablename__ = "key"
    __table_args__ = (
        CheckConstraint("(state = 'revoked') = (revoked_at is not null)", name="revoked_at"),
        CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by_someone"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    service_code: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    prefix: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    grant_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="active")
    expires_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    revoked_reason: Mapped[str] = mapped_column(default="")


class MeterRow(Base):
    """Calls of a key on a day, counted in the transaction of each call."""

    __tablename__ = "meter"
    __table_args__ = ({"schema": SCHEMA},)
    key_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.key.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int] = mapped_column(BigInteger)
    errors: Mapped[int] = mapped_column(BigInteger)
    throttled: Mapped[int] = mapped_column(BigInteger)
    slow: Mapped[int] = mapped_column(BigInteger)
    latency_us: Mapped[int] = mapped_column(BigInteger)
    max_us: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[datetime]

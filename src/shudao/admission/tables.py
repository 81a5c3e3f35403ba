"""Rows of `admission`; private to the module."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "admission"


class AssetRow(Base):
    __tablename__ = "asset"
    __table_args__ = (
        CheckConstraint("layer in ('sdi','dwi','dwr','dm')", name="layer"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    layer: Mapped[str]
    title: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    entity_code: Mapped[str | None] = mapped_column(index=True)
    source_code: Mapped[str | None]
    physical_table: Mapped[str | None]
    owner_person_id: Mapped[str | None]
    columns: Mapped[list[Any]] = mapped_column(JSONB)
    inputs: Mapped[list[str]] = mapped_column(JSONB)
    quality_rules: Mapped[list[str]] = mapped_column(JSONB)
    released_version: Mapped[int | None]
    latest_version: Mapped[int | None]
    rows: Mapped[int | None]
    updated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class GateAnswerRow(Base):
    """Each time the gate was asked, and what it said: the evidence of passing is kept."""

    __tablename__ = "gate_answer"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.asset.code"), index=True)
    passes: Mapped[bool]
    findings: Mapped[list[Any]] = mapped_column(JSONB)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]


class CertificateRow(Base):
    __tablename__ = "certificate"
    __table_args__ = (
        Index("ux_certificate_asset_valid", "asset_code", unique=True, postgresql_where=text("revoked_at is null")),
        UniqueConstraint("asset_code", "version"),
        CheckConstraint("(revoked_at is null) = (revoked_by is null)", name="revoked_by_someone"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.asset.code"))
    version: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    revoked_reason: Mapped[str] = mapped_column(default="")


class LedgerRow(Base):
    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("asset_code", "stream", "sequence"),
        CheckConstraint("read = landed + rejected", name="adds_up"),
        Index("ix_ledger_asset_version", "asset_code", "lake_version"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.asset.code"))
    stream: Mapped[str]
    sequence: Mapped[int]
    lake_version: Mapped[int]
    read: Mapped[int]
    landed: Mapped[int]
    rejected: Mapped[int]
    certificate_id: Mapped[str]
    certificate_version: Mapped[int]
    rejects_file: Mapped[str | None]
    committed_at: Mapped[datetime]


class ReleaseRow(Base):
    __tablename__ = "release"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    released_at: Mapped[datetime]
    released_by: Mapped[str]
    versions: Mapped[dict[str, Any]] = mapped_column(JSONB)


class HoldRow(Base):
    """A version that may not be released, and why: how a blocking rule stops what comes after it."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("(lifted_at is null) = (lifted_by is null)", name="lifted_by_someone"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.asset.code"), index=True)
    lake_version: Mapped[int]
    reason: Mapped[str]
    held_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None]

"""Rows of `policy`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "policy"
_STATE = "state in ('draft','in_review','published','retired')"
# That nobody approves their own work is kept by the database as well: a bug elsewhere cannot break it.
_TWO_PEOPLE = "approved_by is null or (approved_by <> author and approved_by <> submitted_by)"
_TIED = "(approved_at is null) = (approved_by is null) and (state not in ('published') or approved_by is not null)"


def _life() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint(_STATE, name="state"),
        CheckConstraint(_TWO_PEOPLE, name="two_people"),
        CheckConstraint(_TIED, name="approval"),
    )


class Governed:
    """The columns of a life: who drafted, submitted and approved it. People are person ids, or account ids."""

    state: Mapped[str]
    author: Mapped[str]
    created_at: Mapped[datetime]
    submitted_by: Mapped[str | None]
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    retired_reason: Mapped[str | None]


class DataElementRow(Governed, Base):
    __tablename__ = "data_element"
    __table_args__ = (
        *_life(),
        UniqueConstraint("code", "version"),
        Index("uq_data_element_published", "code", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_data_element_name", "name", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_data_element_open", "code", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        CheckConstraint("num_nonnulls(code_table, value_range, checksum, pattern) <= 1", name="one_domain"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    organisation_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    english: Mapped[str]
    pinyin: Mapped[str]
    definition: Mapped[str]
    object_class: Mapped[str]
    property: Mapped[str]
    representation: Mapped[str]
    synonyms: Mapped[list[str]]
    use: Mapped[str]
    data_type: Mapped[str]
    format: Mapped[str]
    code_table: Mapped[str | None] = mapped_column(index=True)
    value_range: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    checksum: Mapped[str | None]
    pattern: Mapped[str | None]
    unit: Mapped[str | None]
    null_words: Mapped[list[str]]
    registered_by: Mapped[str | None]
    rule_organisation_id: Mapped[str | None]
    maintenance_organisation_id: Mapped[str | None]
    monitoring_organisation_id: Mapped[str | None]
    remark: Mapped[str]


class CodeTableRow(Governed, Base):
    """One version of a code table."""

    __tablename__ = "code_table"
    __table_args__ = (
        *_life(),
        UniqueConstraint("name", "version"),
        Index("uq_code_table_published", "name", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_code_table_open", "name", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    standard: Mapped[str]
    is_official: Mapped[bool]
    organisation_id: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    row_count: Mapped[int]
    digest: Mapped[str]


class CodeLineRow(Base):
    """One effective-dated code of one version of a table."""

    __tablename__ = "code"
    __table_args__ = (
        Index("ix_code_lookup", "code_table_id", "code"),
        CheckConstraint("valid_from <= valid_to", name="validity"),
        {"schema": SCHEMA},
    )
    code_table_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.code_table.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    parent: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_local: Mapped[bool]
    successors: Mapped[list[str]]
    aliases: Mapped[list[str]]


class NormRow(Governed, Base):
    __tablename__ = "norm"
    __table_args__ = (
        *_life(),
        UniqueConstraint("code", "version"),
        Index("uq_norm_published", "code", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_norm_open", "code", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    policy: Mapped[str]
    effective_on: Mapped[date]
    organisation_id: Mapped[str]
    summary: Mapped[str]

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
_LIBRARY = "library in ('national','industry','local','department')"
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
        # One name is one standard on each shelf: national and industry standards share one, every government has one
        # for its local standards and every department one for its own.
        Index("uq_data_element_name", "shelf", "name", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_data_element_open", "code", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        Index("ix_data_element_relations", "relations", postgresql_using="gin"),
        CheckConstraint("num_nonnulls(code_table, value_range, checksum, pattern) <= 1", name="one_domain"),
        CheckConstraint(_LIBRARY, name="library"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    library: Mapped[str]
    shelf: Mapped[str]
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
    context: Mapped[str]
    relations: Mapped[list[Any]]
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
    """One version of a code table.

    `extends`: a supplement, whose codes stand beside those of that table below the government `realm`. `based_on`: the
    version that was published when this one was drafted; whoever publishes a draft must not undo what came between.
    """

    __tablename__ = "code_table"
    __table_args__ = (
        *_life(),
        UniqueConstraint("name", "version"),
        Index("uq_code_table_published", "name", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_code_table_open", "name", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        Index("ix_code_table_supplements", "extends", "realm", postgresql_where=text("extends is not null")),
        CheckConstraint(_LIBRARY, name="library"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    standard: Mapped[str]
    is_official: Mapped[bool]
    library: Mapped[str]
    extends: Mapped[str | None]
    realm: Mapped[str | None]
    based_on: Mapped[str | None]
    organisation_id: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    row_count: Mapped[int]
    digest: Mapped[str]


class CodeLineRow(Base):
    """One effective-dated code of one version of a table."""

    __tablename__ = "code"
    __table_args__ = (
        Index("ix_code_lookup", "code_table_id", "code"),
        Index("ix_code_children", "code_table_id", "parent"),
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


class RevisionRow(Base):
    """A revision that a code table's intervals were folded from: what it added, withdrew and renamed."""

    __tablename__ = "code_revision"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code_table_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.code_table.id"), primary_key=True)
    effective_on: Mapped[date] = mapped_column(primary_key=True)
    label: Mapped[str]
    total: Mapped[int]
    added: Mapped[int]
    withdrawn: Mapped[int]
    renamed: Mapped[int]


class CodeMappingRow(Governed, Base):
    """One version of a mapping between two code systems."""

    __tablename__ = "code_mapping"
    __table_args__ = (
        *_life(),
        UniqueConstraint("name", "version"),
        Index("uq_code_mapping_published", "name", unique=True, postgresql_where=text("state = 'published'")),
        Index("uq_code_mapping_open", "name", unique=True, postgresql_where=text("state in ('draft','in_review')")),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    from_table: Mapped[str] = mapped_column(index=True)
    to_table: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    row_count: Mapped[int]


class CodePairRow(Base):
    """One line of a mapping; without `to_code` the code has no counterpart."""

    __tablename__ = "code_pair"
    __table_args__ = (
        Index("ix_code_pair_lookup", "mapping_id", "from_code"),
        CheckConstraint("valid_from <= valid_to", name="validity"),
        {"schema": SCHEMA},
    )
    mapping_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.code_mapping.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    from_code: Mapped[str]
    to_code: Mapped[str | None]
    when_field: Mapped[str]
    when_values: Mapped[list[str]]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    note: Mapped[str]


class ProposalRow(Base):
    """Something local that was proposed to the government above for adoption; `work` holds its decision."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("kind in ('codes','element')", name="kind"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    title: Mapped[str]
    reason: Mapped[str]
    codes: Mapped[list[str]]
    organisation_id: Mapped[str] = mapped_column(index=True)
    from_realm: Mapped[str] = mapped_column(index=True)
    to_realm: Mapped[str] = mapped_column(index=True)
    change_id: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class AssessmentRow(Base):
    """What a drafted version of a code table would make invalid, as it was found in the data sets."""

    __tablename__ = "upgrade_assessment"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code_table_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.code_table.id"), primary_key=True)
    assessed_at: Mapped[datetime]
    columns_read: Mapped[int]
    findings: Mapped[list[Any]]


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
    text: Mapped[str]
    clauses: Mapped[list[str]] = mapped_column(JSONB)

"""Rows of `architecture`; private to the module."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Sequence, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from shudao.architecture import tables_systems
from shudao.kernel.database import Base

SCHEMA = tables_systems.SCHEMA
NODE = f"{SCHEMA}.node.code"
ENTRY_NUMBERS = Sequence("catalogue_number", schema=SCHEMA, metadata=Base.metadata)


# That nobody publishes their own work is kept by the database as well: a bug elsewhere cannot break it.
_TWO_PEOPLE = "published_by is null or (published_by <> author and published_by <> submitted_by)"
_STATE = "state in ('draft','in_review','published','retired')"
_SIGNED = "state in ('draft','in_review') or published_by is not null"


class Lived:
    """The columns of a life: who drafted, submitted and published it. People are person ids, or account ids."""

    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    author: Mapped[str]
    submitted_by: Mapped[str | None]
    published_by: Mapped[str | None]


class NodeRow(Lived, Base):
    """L1–L4. Attributes have a table of their own: there are a hundred times as many."""

    __tablename__ = "node"
    __table_args__ = (
        CheckConstraint("level between 1 and 4", name="level"),
        CheckConstraint(_STATE, name="state"),
        CheckConstraint(_TWO_PEOPLE, name="two_people"),
        CheckConstraint(_SIGNED, name="signed"),
        CheckConstraint("(owner_confirmed_on is null) = (owner_confirmed_by is null)", name="owner_confirmed"),
        UniqueConstraint("parent_code", "name"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    parent_code: Mapped[str | None] = mapped_column(ForeignKey(NODE), index=True)
    name: Mapped[str]
    english: Mapped[str]
    definition: Mapped[str]
    synonyms: Mapped[list[str]] = mapped_column(JSONB)
    organisation_id: Mapped[str] = mapped_column(index=True)
    category: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    grade: Mapped[str | None]
    is_critical: Mapped[bool]
    lake_table: Mapped[str | None] = mapped_column(unique=True)
    identifying_attribute: Mapped[str | None]
    traces: Mapped[list[Any]] = mapped_column(JSONB)
    owner_confirmed_on: Mapped[date | None]
    owner_confirmed_by: Mapped[str | None]


class AttributeRow(Lived, Base):
    __tablename__ = "attribute"
    __table_args__ = (
        UniqueConstraint("entity_code", "column_name"),
        UniqueConstraint("entity_code", "name"),
        CheckConstraint(_STATE, name="state"),
        CheckConstraint(_TWO_PEOPLE, name="two_people"),
        CheckConstraint(_SIGNED, name="signed"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    entity_code: Mapped[str] = mapped_column(ForeignKey(NODE), index=True)
    position: Mapped[int]
    name: Mapped[str]
    definition: Mapped[str]
    synonyms: Mapped[list[str]] = mapped_column(JSONB)
    column_name: Mapped[str]
    data_element: Mapped[str | None] = mapped_column(index=True)
    data_type: Mapped[str | None]
    format: Mapped[str | None]
    grade: Mapped[str | None]
    is_key: Mapped[bool]
    is_critical: Mapped[bool]
    is_personal: Mapped[bool]
    nullable: Mapped[bool]


class VersionRow(Base):
    """What a published node or attribute said before it was changed, kept whole."""

    __tablename__ = "version"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    replaced_at: Mapped[datetime]
    replaced_by: Mapped[str]
    change_id: Mapped[str]


class SystemRow(Base):
    __tablename__ = "system"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(index=True)
    vendor: Mapped[str]
    network_zone: Mapped[str]
    database_kind: Mapped[str]
    state: Mapped[str]
    description: Mapped[str]
    legal_number: Mapped[str] = mapped_column(default="")
    vendor_contact: Mapped[str] = mapped_column(default="")
    vendor_phone: Mapped[str] = mapped_column(default="")
    vendor_email: Mapped[str] = mapped_column(default="")
    responsible_person_id: Mapped[str | None]
    last_used_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    registered_at: Mapped[datetime]


class SourceRow(Base):
    __tablename__ = "source"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    system_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.system.code"), index=True)
    connector: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB)
    secret_ref: Mapped[str | None]
    organisation_id: Mapped[str] = mapped_column(index=True)
    last_read_at: Mapped[datetime | None]
    last_changed_at: Mapped[datetime | None]
    last_checked_at: Mapped[datetime | None]


class PhysicalTableRow(Base):
    __tablename__ = "physical_table"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    source_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.source.code"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    comment: Mapped[str]
    columns: Mapped[list[Any]] = mapped_column(JSONB)
    is_view: Mapped[bool] = mapped_column(default=False)
    rows_estimate: Mapped[int | None]
    gone_at: Mapped[datetime | None]


class RegistrationRow(Base):
    __tablename__ = "registration"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    entity_code: Mapped[str] = mapped_column(ForeignKey(NODE), primary_key=True)
    source_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.source.code"), primary_key=True)
    physical_table: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(JSONB)
    key_columns: Mapped[list[str]] = mapped_column(JSONB)


class CertificationRow(Base):
    __tablename__ = "certification"
    __table_args__ = (
        Index(
            "ux_certification_entity_valid",
            "entity_code",
            unique=True,
            postgresql_where=text("invalidated_at is null"),
        ),
        CheckConstraint("(invalidated_at is null) = (invalidated_reason is null)", name="invalidated_with_reason"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    entity_code: Mapped[str] = mapped_column(ForeignKey(NODE))
    system_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.system.code"), index=True)
    answers: Mapped[list[Any]] = mapped_column(JSONB)
    certified_at: Mapped[datetime]
    certified_by: Mapped[str]
    invalidated_at: Mapped[datetime | None]
    invalidated_reason: Mapped[str | None]


class QualityPlanRow(Base):
    __tablename__ = "quality_plan"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    entity_code: Mapped[str] = mapped_column(ForeignKey(NODE), primary_key=True)
    rule_kinds: Mapped[list[str]] = mapped_column(JSONB)
    cycle: Mapped[str]
    tolerance: Mapped[Decimal] = mapped_column(Numeric(6, 5))
    expected_rows: Mapped[int | None]
    declared_by: Mapped[str]
    declared_at: Mapped[datetime]


class LoweringRow(Base):
    """A grade that is to be lowered: proposed by the owner, applied only when the security administrator signs too."""

    __tablename__ = "lowering"
    __table_args__ = (
        Index(
            "ux_lowering_open",
            "attribute_code",
            unique=True,
            postgresql_where=text("state in ('proposed','scheduled')"),
        ),
        CheckConstraint("(decided_at is null) = (decided_by is null)", name="decided_by_someone"),
        CheckConstraint("decided_by is null or decided_by <> requested_by", name="two_people"),
        CheckConstraint("state in ('proposed','scheduled','applied','refused','lapsed')", name="state"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    attribute_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.attribute.code"), index=True)
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    effective_on: Mapped[date | None]
    state: Mapped[str]
    requested_by: Mapped[str]
    requested_name: Mapped[str]
    requested_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class LegalBasisRow(Base):
    __tablename__ = "legal_basis"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str]
    article: Mapped[str]


class CatalogueRow(Base):
    __tablename__ = "catalogue_entry"
    __table_args__ = (
        CheckConstraint("share_type <> '3' or legal_basis is not null", name="not_shared_needs_a_basis"),
        Index("ix_catalogue_entry_meaning", "meaning", postgresql_using="gin"),
        {"schema": SCHEMA},
    )
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str]
    name: Mapped[str]
    category: Mapped[str]
    provider_organisation_id: Mapped[str] = mapped_column(index=True)
    provider_name: Mapped[str]
    provider_code: Mapped[str]
    abstract: Mapped[str]
    format_category: Mapped[str]
    format_type: Mapped[str]
    share_type: Mapped[str]
    share_condition: Mapped[str]
    legal_basis: Mapped[str | None] = mapped_column(ForeignKey(f"{SCHEMA}.legal_basis.code"))
    share_method: Mapped[str]
    openness: Mapped[str]
    open_condition: Mapped[str]
    update_cycle: Mapped[str]
    published_on: Mapped[date | None]
    items: Mapped[list[Any]] = mapped_column(JSONB)
    related_codes: Mapped[list[str]] = mapped_column(JSONB)
    extensions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    entity_code: Mapped[str | None] = mapped_column(ForeignKey(NODE), index=True)
    industry: Mapped[str] = mapped_column(default="", server_default="")
    service_object: Mapped[str] = mapped_column(default="", server_default="")
    level: Mapped[str] = mapped_column(default="department", server_default="department")
    # The pieces of its name and the names of its items, by which entries that mean the same find one another.
    meaning: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    author: Mapped[str]
    decisions: Mapped[list[Any]] = mapped_column(JSONB)


class LineageRow(Base):
    __tablename__ = "lineage"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    origin: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    via: Mapped[str] = mapped_column(primary_key=True)
    origin_label: Mapped[str]
    target_label: Mapped[str]
    origin_organisation_id: Mapped[str | None]
    target_organisation_id: Mapped[str | None]
    noted_at: Mapped[datetime]

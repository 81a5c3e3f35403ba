"""Rows of `mechanism`; private to the module."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shudao.kernel.database import Base

SCHEMA = "mechanism"


class OrganisationRow(Base):
    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("parent_id is null or parent_id <> id", name="own_parent"),
        CheckConstraint("valid_to is null or valid_to >= valid_from", name="dates"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    level: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), index=True)
    region_code: Mapped[str]
    is_local_code: Mapped[bool]
    uscc: Mapped[str | None] = mapped_column(unique=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class OrganisationVersionRow(Base):
    """The state an organisation had before an edit. `until`: the first day on which it was so no longer."""

    __tablename__ = "organisation_version"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[dict[str, Any]]
    until: Mapped[date]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class ReformRow(Base):
    """A reform that was approved: done, or held for its day. `plan` and `seen` are as they were proposed."""

    __tablename__ = "reform"
    __table_args__ = (
        CheckConstraint("kind in ('merger','split','alteration')", name="kind"),
        CheckConstraint("state in ('held','done','obstructed','cancelled')", name="state"),
        CheckConstraint("(state in ('done','cancelled')) = (ended_at is not null)", name="ended"),
        CheckConstraint("state <> 'cancelled' or ended_because <> ''", name="reason"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    basis: Mapped[str]
    on: Mapped[date]
    state: Mapped[str]
    plan: Mapped[dict[str, Any]]
    seen: Mapped[dict[str, Any]]
    organisations: Mapped[list[str]]
    change_id: Mapped[str] = mapped_column(unique=True)
    proposed_by: Mapped[str]
    proposed_name: Mapped[str]
    approved_by: Mapped[str]
    approved_name: Mapped[str]
    approved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str]
    obstacles: Mapped[list[Any]]


class SuccessionRow(Base):
    """Which organisation followed which."""

    __tablename__ = "succession"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    predecessor_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), primary_key=True)
    successor_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), primary_key=True)
    on: Mapped[date]
    basis: Mapped[str]
    change_id: Mapped[str]


class PersonRow(Base):
    __tablename__ = "person"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), index=True)
    title: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    left_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)


class PostRow(Base):
    __tablename__ = "post"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    role: Mapped[str | None]
    duty: Mapped[str]


class PostConflictRow(Base):
    """Two posts no one person should hold together; stored once, the smaller code first."""

    __tablename__ = "post_conflict"
    __table_args__ = (
        CheckConstraint("post_a < post_b", name="ordered"),
        CheckConstraint("verdict in ('refuse','flag')", name="verdict"),
        {"schema": SCHEMA},
    )
    post_a: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.post.code"), primary_key=True)
    post_b: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.post.code"), primary_key=True)
    verdict: Mapped[str] = mapped_column(default="refuse")


class GroupRow(Base):
    """What makes an organisation of kind `group` a leading, quality or assessment group."""

    __tablename__ = "working_group"
    __table_args__ = (
        CheckConstraint("kind in ('leading','quality','assessment')", name="kind"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), primary_key=True)
    kind: Mapped[str]
    duties: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class AppointmentRow(Base):
    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint("valid_to is null or valid_to >= valid_from", name="dates"),
        Index("ix_appointment_post", "organisation_id", "post_code"),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.person.id"), index=True)
    post_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.post.code"))
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"))
    scope_kind: Mapped[str]
    scope_code: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reports_to: Mapped[list[str]]


class DutyRow(Base):
    __tablename__ = "duty"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"), index=True)
    name: Mapped[str]
    basis: Mapped[str]
    derives_domain: Mapped[str | None]


class MatterRow(Base):
    __tablename__ = "matter"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    duty_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.duty.code"), index=True)
    seq: Mapped[int]
    name: Mapped[str]


class ProcessStepRow(Base):
    __tablename__ = "process_step"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    code: Mapped[str] = mapped_column(primary_key=True)
    matter_code: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.matter.code"), index=True)
    seq: Mapped[int]
    name: Mapped[str]
    process_owner_id: Mapped[str | None] = mapped_column(ForeignKey(f"{SCHEMA}.person.id"), index=True)
    inputs: Mapped[list[str]]
    outputs: Mapped[list[str]]
    creates: Mapped[list[str]]
    reads: Mapped[list[str]]
    changes: Mapped[list[str]]
    retires: Mapped[list[str]]
    systems: Mapped[list[str]]


class AssetRow(Base):
    """Something that must have exactly one owner, as `architecture` last told it."""

    __tablename__ = "accountable_asset"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"))
    within: Mapped[str | None] = mapped_column(index=True)
    needs_owner: Mapped[bool] = mapped_column(default=True)


class AccountabilityRow(Base):
    """`current`: the one owner. `claimed`: somebody else says it is theirs. `ended`: was, or was not upheld."""

    __tablename__ = "accountability"
    __table_args__ = (
        CheckConstraint("state in ('current','claimed','ended')", name="state"),
        CheckConstraint("(state = 'ended') = (valid_to is not null)", name="ended"),
        ForeignKeyConstraint(
            ["asset_kind", "asset_code"], [f"{SCHEMA}.accountable_asset.kind", f"{SCHEMA}.accountable_asset.code"]
        ),
        # One owner per asset, whatever two transactions believe at the same moment.
        Index(
            "uq_accountability_current",
            "asset_kind",
            "asset_code",
            unique=True,
            postgresql_where=text("state = 'current'"),
        ),
        {"schema": SCHEMA},
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    asset_kind: Mapped[str]
    asset_code: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.person.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey(f"{SCHEMA}.organisation.id"))
    state: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    acting_until: Mapped[date | None]

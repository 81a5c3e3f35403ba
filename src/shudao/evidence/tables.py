"""Rows of schema `evidence`, and what PostgreSQL itself guards."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shudao.evidence.logic import MAX_ENTRY_BYTES
from shudao.kernel.database import Base

__all__ = ["POST_CREATE_SQL", "EntryRow"]

_TEXTS = ("account_id", "actor_name", "organisation_id", "behalf_of", "because", "action", "subject")
_TEXT_BYTES = " + ".join(f"octet_length(coalesce({name}, ''))" for name in _TEXTS)


class EntryRow(Base):
    """One audit line; written once, and given its leaf index once."""

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint(f"octet_length(detail::text) + 6 * ({_TEXT_BYTES}) <= {MAX_ENTRY_BYTES}", name="fits_a_leaf"),
        CheckConstraint("leaf_index >= 0", name="leaf_index_is_natural"),
        Index("ix_entry_unsequenced", "id", postgresql_where=text("leaf_index is null")),
        Index("ix_entry_subject", "subject", "id", postgresql_ops={"subject": "text_pattern_ops"}),
        Index("ix_entry_account_id", "account_id", "id"),
        Index("ix_entry_recorded_at", "recorded_at"),
        {"schema": "evidence"},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    recorded_at: Mapped[datetime]
    account_id: Mapped[str]
    actor_name: Mapped[str]
    organisation_id: Mapped[str | None]
    behalf_of: Mapped[str | None]
    because: Mapped[str | None]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
    leaf_index: Mapped[int | None] = mapped_column(BigInteger, unique=True)


_CONTENT = ("id", "recorded_at", *_TEXTS, "detail")
_OLD = ", ".join(f"old.{name}" for name in _CONTENT)
_NEW = ", ".join(f"new.{name}" for name in _CONTENT)

# The conditions stand in WHEN, so that the sequencer's own updates never enter PL/pgSQL. The roles of the application
# do not own the table and cannot switch triggers off; whoever can (a database administrator) is found by `verify`.
POST_CREATE_SQL: list[str] = [
    """
    create or replace function evidence.refuse_change() returns trigger language plpgsql as $$
    begin
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'evidence.immutable: entries are written once, sequenced once, and never deleted';
    end $$
    """,
    f"""
    create or replace trigger entry_is_immutable before update on evidence.entry for each row
    when (old.leaf_index is not null or new.leaf_index is null or ({_OLD}) is distinct from ({_NEW}))
    execute function evidence.refuse_change()
    """,
    """
    create or replace trigger entry_starts_unsequenced before insert on evidence.entry for each row
    when (new.leaf_index is not null) execute function evidence.refuse_change()
    """,
    """
    create or replace trigger entry_is_never_deleted before delete on evidence.entry for each row
    execute function evidence.refuse_change()
    """,
    """
    create or replace trigger entries_are_never_truncated before truncate on evidence.entry for each statement
    execute function evidence.refuse_change()
    """,
]

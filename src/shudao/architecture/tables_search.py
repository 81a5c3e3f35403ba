"""Rows of the search; private to the module.

Every thing that can be found has one row, with the pieces of its names and of its description (`search_pieces`). Three
groups of kinds have indexes of their own: attributes are a hundred times as many as anything else, and what is counted
or looked for among the few must not wade through the many.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, Index, Integer, event, func, literal_column, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from shudao.architecture.tables import SCHEMA
from shudao.kernel.database import Base

__all__ = ["ATTRIBUTES", "FEW", "GROUPS", "MANY", "SCHEMA", "SearchChangeRow", "SearchRow"]

# Written into queries as they stand here: PostgreSQL uses a partial index only where it can prove the condition.
ATTRIBUTES = "kind = 'attribute'"
MANY = "kind in ('catalogue_entry', 'code')"
FEW = "kind not in ('attribute', 'catalogue_entry', 'code')"
GROUPS = {"few": FEW, "many": MANY, "attribute": ATTRIBUTES}

_PIECES = ("name_pieces", "text_pieces", "tokens")


def _indexes() -> tuple[Index, ...]:
    return tuple(
        Index(
            f"ix_search_entry_{column}_{group}",
            column,
            postgresql_using="gin",
            # What is written is found at once; a list of what waits would make every search longer.
            postgresql_with={"fastupdate": "off"},
            postgresql_where=text(where),
        )
        for column in _PIECES
        for group, where in GROUPS.items()
    )


class SearchRow(Base):
    """`names` are the normal spellings of the names, one a line, the own name first; `words` lead to it besides.

    `name_pieces` are those of the names with their first and last characters marked, `text_pieces` those of all texts.
    `weight` is what ranks it before any query is known: its kind, state, quality and use. Rebuilding writes the rows by
    group and weight, so that whatever is read first is worth more than what follows.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        *_indexes(),
        Index(
            "ix_search_entry_code_key",
            func.lower(literal_column("code")).label("code_key"),
            postgresql_ops={"code_key": "text_pattern_ops"},
        ),
        Index("ix_search_entry_origin", "origin", postgresql_where=text("origin is not null")),
        {"schema": SCHEMA},
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    organisation_id: Mapped[str]
    weight: Mapped[float]
    name: Mapped[str]
    names: Mapped[str]
    words: Mapped[str]
    description: Mapped[str]
    origin: Mapped[str | None]
    signals: Mapped[dict[str, Any]] = mapped_column(JSONB)
    name_pieces: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    text_pieces: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    tokens: Mapped[str] = mapped_column(TSVECTOR)


class SearchChangeRow(Base):
    """The key of something whose search row no longer says what it is; written by triggers, taken by the follower."""

    __tablename__ = "search_change"
    __table_args__ = {"schema": SCHEMA}  # noqa: RUF012 -- SQLAlchemy reads this attribute as it is
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    family: Mapped[str]
    key: Mapped[str]
    noted_at: Mapped[datetime] = mapped_column(server_default=func.now())


# The program may not define tables; these two functions, which belong to the owner, do the one thing that needs it.
# The lock keeps writers of search rows waiting until the new table stands; whoever searches never waits.
_BEGIN = """
create or replace function architecture.search_rebuild_begin() returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  lock table architecture.search_entry in share row exclusive mode;
  drop table if exists architecture.search_building;
  create table architecture.search_building (like architecture.search_entry including defaults);
  execute format('grant select, insert on architecture.search_building to %I', session_user);
end $$"""
_FINISH = """
create or replace function architecture.search_rebuild_finish() returns void
language plpgsql security definer set search_path = pg_catalog set maintenance_work_mem = '256MB' as $$
declare made record; grants record;
begin
  for made in select indexname, indexdef from pg_indexes
      where schemaname = 'architecture' and tablename = 'search_entry' loop
    execute replace(replace(made.indexdef, made.indexname || ' ON ', made.indexname || '_next ON '),
                    'architecture.search_entry', 'architecture.search_building');
  end loop;
  alter table architecture.search_building
    add constraint pk_search_entry_next primary key using index pk_search_entry_next;
  analyze architecture.search_building;
  for grants in select distinct grantee, privilege_type from information_schema.role_table_grants
      where table_schema = 'architecture' and table_name = 'search_entry' loop
    execute format('grant %s on architecture.search_building to %I', grants.privilege_type, grants.grantee);
  end loop;
  drop table architecture.search_entry;
  alter table architecture.search_building rename to search_entry;
  for made in select indexname from pg_indexes
      where schemaname = 'architecture' and tablename = 'search_entry' and indexname like '%\\_next' loop
    execute format('alter index architecture.%I rename to %I', made.indexname, left(made.indexname, -5));
  end loop;
end $$"""
# A statement that changes many rows notes each of their keys once.
_NOTE = """
create or replace function architecture.note_search_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('insert into architecture.search_change (family, key) select distinct %L, %I::text from changed',
                 tg_argv[0], tg_argv[1]);
  return null;
end $$"""


@event.listens_for(SearchRow.__table__, "after_create")
def _make_functions(_table: object, connection: Connection, **_: object) -> None:
    for statement in (_BEGIN, _FINISH, _NOTE):
        connection.exec_driver_sql(statement.replace("%", "%%"))

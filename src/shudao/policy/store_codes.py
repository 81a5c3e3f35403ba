"""Queries of code tables: loading by COPY, codes as of a day, differences."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, insert, literal, or_, select
from sqlalchemy.orm import Session, aliased

from shudao.policy.contracts import CodeRow, State
from shudao.policy.contracts_codes import CodeChangeKind, RevisionSummary
from shudao.policy.store import escape_like
from shudao.policy.tables import CodeLineRow, CodeTableRow, RevisionRow

_COPY = """copy policy.code (code_table_id, position, code, name, parent, valid_from, valid_to, is_local, successors,
 aliases) from stdin"""


def copy_codes(session: Session, code_table_id: str, rows: Sequence[CodeRow]) -> None:
    """Write all rows of one version in one stream; the table's order is theirs."""
    session.flush()
    connection: Any = session.connection().connection.driver_connection
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for position, row in enumerate(rows):
            lists = json.dumps(row.successors), json.dumps(row.aliases, ensure_ascii=False)
            period = row.valid_from, row.valid_to
            copy.write_row((code_table_id, position, row.code, row.name, row.parent, *period, row.is_local, *lists))


def add_revisions(session: Session, code_table_id: str, revisions: Iterable[RevisionSummary]) -> None:
    values = [
        {
            "code_table_id": code_table_id,
            "effective_on": each.effective_on,
            "label": each.label,
            "total": each.total,
            "added": each.added,
            "withdrawn": each.withdrawn,
            "renamed": each.renamed,
        }
        for each in revisions
    ]
    if values:
        session.execute(insert(RevisionRow), values)


def revisions_of(session: Session, code_table_id: str) -> list[RevisionSummary]:
    """The revisions a version was folded from, newest first."""
    row = RevisionRow
    query = select(row).where(row.code_table_id == code_table_id).order_by(row.effective_on.desc())
    return [
        RevisionSummary(r.label, r.effective_on, r.total, r.added, r.withdrawn, r.renamed)
        for r in session.scalars(query)
    ]


def supplements(session: Session, table: str, realms: Sequence[str]) -> list[CodeTableRow]:
    """The published supplements of a table in these governments."""
    row = CodeTableRow
    query = select(row).where(row.extends == table, row.state == State.PUBLISHED, row.realm.in_(realms))
    return list(session.scalars(query.order_by(row.name))) if realms else []


def supplements_of(session: Session, table: str) -> list[CodeTableRow]:
    """The published supplements of a table everywhere."""
    row = CodeTableRow
    return list(session.scalars(select(row).where(row.extends == table, row.state == State.PUBLISHED)))


def versions(session: Session, name: str) -> list[CodeTableRow]:
    """All versions of a table, newest first."""
    row = CodeTableRow
    return list(session.scalars(select(row).where(row.name == name).order_by(row.created_at.desc())))


def published(session: Session, name: str) -> CodeTableRow | None:
    row = CodeTableRow
    return session.scalars(select(row).where(row.name == name, row.state == State.PUBLISHED)).first()


def in_force(line: Any, as_of: date) -> ColumnElement[bool]:
    """Whether a line's period holds a day."""
    return and_(
        or_(line.valid_from.is_(None), line.valid_from <= as_of), or_(line.valid_to.is_(None), line.valid_to >= as_of)
    )


def codes_query(
    tables: Sequence[CodeTableRow], as_of: date | None, q: str = "", parent: str | None = None
) -> Select[Any]:
    """Lines of a table and its supplements. `q`: in code, name or another spelling; `parent`: right below that code,
    or at the top when it is empty."""
    line = CodeLineRow
    query = select(line).where(line.code_table_id.in_([table.id for table in tables]))
    if as_of is not None:
        query = query.where(in_force(line, as_of))
    if parent is not None:
        query = query.where(line.parent == parent if parent else line.parent.is_(None))
    if q:
        query = query.where(or_(_holds(line.code, q), _holds(line.name, q), _is_alias(line, q)))
    return query


def _holds(column: Any, q: str) -> ColumnElement[bool]:
    """Chinese has no small letters: where the word has none either, comparing as it stands costs a fraction."""
    like = f"%{escape_like(q)}%"
    found: ColumnElement[bool] = column.like(like) if q.upper() == q.lower() else column.ilike(like)
    return found


def _is_alias(line: Any, q: str) -> ColumnElement[bool]:
    # Most codes are written in one way only; that is seen faster than what their other spellings are.
    return and_(line.aliases != literal([], line.aliases.type), line.aliases.contains([q]))


def parents_among(
    session: Session, tables: Sequence[CodeTableRow], codes: Sequence[str], as_of: date | None
) -> set[str]:
    """Which of these codes have others below them."""
    line = CodeLineRow
    query = select(line.parent).where(line.code_table_id.in_([table.id for table in tables]), line.parent.in_(codes))
    if as_of is not None:
        query = query.where(in_force(line, as_of))
    return {parent for parent in session.scalars(query.distinct()) if parent is not None}


def difference(older: CodeTableRow, old_day: date, newer: CodeTableRow, new_day: date) -> Select[Any]:
    """Codes that are not the same on both sides: kind, code, both names, both parents, recorded successors."""
    old, new = _side(older, old_day), _side(newer, new_day)
    code = func.coalesce(old.c.code, new.c.code).label("code")
    kind = case(
        (old.c.code.is_(None), literal(CodeChangeKind.ADDED.value)),
        (new.c.code.is_(None), literal(CodeChangeKind.WITHDRAWN.value)),
        (old.c.name != new.c.name, literal(CodeChangeKind.RENAMED.value)),
        else_=literal(CodeChangeKind.MOVED.value),
    ).label("kind")
    differs = or_(
        old.c.code.is_(None),
        new.c.code.is_(None),
        old.c.name != new.c.name,
        old.c.parent.is_distinct_from(new.c.parent),
    )
    columns = (
        old.c.name.label("old_name"),
        new.c.name.label("new_name"),
        old.c.parent.label("old_parent"),
        new.c.parent.label("new_parent"),
    )
    return select(kind, code, *columns).select_from(old.join(new, old.c.code == new.c.code, full=True)).where(differs)


def _side(table: CodeTableRow, day: date) -> Any:
    line = aliased(CodeLineRow)
    query = select(line.code, line.name, line.parent).where(line.code_table_id == table.id, in_force(line, day))
    return query.subquery()

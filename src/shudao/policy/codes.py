"""Reading code tables: what is in force on a day, what lies below a code, what differs, who supplements what."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page, ordering
from shudao.kernel.uow import UnitOfWork
from shudao.policy import intervals, sight, store, store_codes
from shudao.policy.contracts import (
    Code,
    CodeChange,
    CodeChangeKind,
    CodeRow,
    CodeTable,
    CodeTableConflict,
    Library,
    RevisionSummary,
    State,
)
from shudao.policy.errors import UnknownCodeTable
from shudao.policy.logic import raw_mapping
from shudao.policy.tables import CodeLineRow, CodeTableRow

__all__ = [
    "code_table",
    "code_table_versions",
    "codes",
    "codes_with_children",
    "difference",
    "is_valid",
    "list_code_tables",
    "list_codes",
    "mapping",
    "read_code_table",
    "revisions",
    "supplement_conflicts",
    "validity",
]


# More than any table has rows.
FURTHER = 100_000_000


def code_table(uow: UnitOfWork, name: str, version: str | None = None) -> CodeTable:
    """A version of a code table; without one the published, else the newest. Raises `UnknownCodeTable`."""
    return store.to_table(_row(uow, name, version))


def read_code_table(uow: UnitOfWork, name: str, version: str | None = None, *, by: Actor) -> CodeTable:
    """The same as this person may see it: another organisation's draft is as unknown as one that is not there."""
    return store.to_table(_seen(uow, name, version, by))


def code_table_versions(uow: UnitOfWork, name: str, *, by: Actor) -> list[CodeTable]:
    """All versions one may see, newest first. Raises `UnknownCodeTable` when there is none."""
    row = CodeTableRow
    query = select(row).where(row.name == name, sight.visible(uow, row, by)).order_by(row.created_at.desc())
    found = [store.to_table(each) for each in uow.session.scalars(query)]
    if not found:
        raise UnknownCodeTable(table=name)
    return found


def list_code_tables(
    uow: UnitOfWork, page: PageQuery, *, by: Actor, library: Library | None = None, extends: str | None = None
) -> Page[CodeTable]:
    """Code tables in all versions the caller may see; `extends`: the supplements of a table."""
    row = CodeTableRow
    query = select(row).where(sight.visible(uow, row, by))
    if page.q:
        like = f"%{store.escape_like(page.q)}%"
        query = query.where(or_(row.name.ilike(like), row.title.ilike(like), row.standard.ilike(like)))
    if library is not None:
        query = query.where(row.library == library)
    if extends is not None:
        query = query.where(row.extends == extends)
    keys: dict[str, Any] = {"name": row.name, "title": row.title, "row_count": row.row_count, "version": row.version}
    found = fetch_page(uow.session, query, page, keys, "name")
    return Page([store.to_table(each) for each in found.items], found.total)


def codes(
    uow: UnitOfWork,
    table: str,
    as_of: date | None = None,
    version: str | None = None,
    *,
    organisation_id: str | None = None,
) -> tuple[Code, ...]:
    """The codes in force on a day, in the table's order; without a day all that ever were.

    `organisation_id`: with the extension codes that the governments above that organisation added.
    """
    tables = _with_supplements(uow, _row(uow, table, version), organisation_id)
    named = {each.id: each for each in tables}
    query = store_codes.codes_query(tables, as_of).order_by(CodeLineRow.code_table_id != tables[0].id)
    lines = uow.session.scalars(query.order_by(CodeLineRow.code_table_id, CodeLineRow.position))
    return tuple(store.to_code(line, named[line.code_table_id]) for line in lines)


def list_codes(
    uow: UnitOfWork,
    table: str,
    page: PageQuery,
    *,
    by: Actor,
    as_of: date | None = None,
    version: str | None = None,
    parent: str | None = None,
) -> Page[Code]:
    """A page of a table's codes as the caller's organisation uses them: with its governments' extension codes.

    `parent`: only those right below that code; an empty one, those at the top.
    """
    tables = _with_supplements(uow, _seen(uow, table, version, by), by.organisation_id)
    named = {each.id: each for each in tables}
    line = CodeLineRow
    keys: dict[str, Any] = {
        # A supplement's codes stand after those of the table it extends.
        "position": line.position if len(tables) == 1 else _order(tables[0]),
        "code": line.code,
        "name": line.name,
        "valid_from": line.valid_from,
        "valid_to": line.valid_to,
    }
    found = fetch_page(uow.session, store_codes.codes_query(tables, as_of, page.q, parent), page, keys, "position")
    return Page([store.to_code(each, named[each.code_table_id]) for each in found.items], found.total)


def _order(base: CodeTableRow) -> Any:
    return case((CodeLineRow.code_table_id == base.id, 0), else_=FURTHER) + CodeLineRow.position


def codes_with_children(
    uow: UnitOfWork, table: str, found: Sequence[str], *, by: Actor, as_of: date | None = None
) -> set[str]:
    """Which of these codes have others below them, for a tree that is opened level by level."""
    tables = _with_supplements(uow, _seen(uow, table, None, by), by.organisation_id)
    return store_codes.parents_among(uow.session, tables, list(found), as_of)


def is_valid(
    uow: UnitOfWork, table: str, code: str, as_of: date | None = None, *, organisation_id: str | None = None
) -> bool:
    """Whether a code is in force on a day; without a day, whether it ever was (a withdrawn region in an old number)."""
    tables = _with_supplements(uow, _row(uow, table, None), organisation_id)
    query = store_codes.codes_query(tables, as_of).where(CodeLineRow.code == code)
    return uow.session.scalar(select(query.exists())) or False


def validity(
    uow: UnitOfWork, table: str, *, organisation_id: str | None = None
) -> dict[tuple[date | None, date | None], frozenset[str]]:
    """Period → the codes in force in it: what a check needs that judges each row by the row's own day."""
    periods: dict[tuple[date | None, date | None], set[str]] = {}
    for code in codes(uow, table, organisation_id=organisation_id):
        periods.setdefault((code.valid_from, code.valid_to), set()).add(code.code)
    return {period: frozenset(found) for period, found in periods.items()}


def mapping(
    uow: UnitOfWork, table: str, as_of: date | None = None, *, organisation_id: str | None = None
) -> dict[str, str]:
    """Raw spelling → code for standardisation: codes, aliases and names that surely mean one code.

    Names shared by several codes are left out. Raises `UnknownCodeTable`.
    """
    return raw_mapping(codes(uow, table, as_of, organisation_id=organisation_id))


def revisions(uow: UnitOfWork, table: str, version: str | None = None, *, by: Actor) -> list[RevisionSummary]:
    """The revisions a version was folded from, newest first; none where it was loaded as a whole."""
    return store_codes.revisions_of(uow.session, _seen(uow, table, version, by).id)


def difference(
    uow: UnitOfWork,
    table: str,
    page: PageQuery,
    *,
    older: tuple[str | None, date | None],
    newer: tuple[str | None, date | None],
    kind: CodeChangeKind | None = None,
    by: Actor,
) -> tuple[Page[CodeChange], dict[str, int]]:
    """What is not the same between two sides of a table, and how many of each kind.

    A side is a version (the published one unless named) and a day (after all its periods began, unless named). So one
    call compares two versions, two days of one version, or both.
    """
    old_row, new_row = _seen(uow, table, older[0], by), _seen(uow, table, newer[0], by)
    old_day, new_day = older[1] or date.max, newer[1] or date.max
    rows = store_codes.difference(old_row, old_day, new_row, new_day).subquery()
    counts = {each: total for each, total in uow.session.execute(_count(rows))}
    wanted = select(rows)
    if kind is not None:
        wanted = wanted.where(rows.c.kind == kind)
    if page.q:
        like = f"%{store.escape_like(page.q)}%"
        wanted = wanted.where(or_(rows.c.code.ilike(like), rows.c.old_name.ilike(like), rows.c.new_name.ilike(like)))
    total = uow.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    keys = {"code": rows.c.code, "kind": rows.c.kind}
    query = wanted.order_by(ordering(page, keys, "kind"), rows.c.code).offset(page.offset).limit(page.limit)
    found = uow.session.execute(query).all()
    follow = _following(uow, new_row, rows, [each.code for each in found if each.kind == CodeChangeKind.WITHDRAWN])
    items = [_change(each, follow) for each in found]
    return Page(items, total), {each.value: counts.get(each.value, 0) for each in CodeChangeKind}


def _count(rows: Any) -> Any:
    return select(rows.c.kind, func.count()).group_by(rows.c.kind)


def _change(found: Any, follow: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> CodeChange:
    recorded, proposed = follow.get(found.code, ((), ()))
    return CodeChange(
        CodeChangeKind(found.kind),
        found.code,
        found.old_name,
        found.new_name,
        found.old_parent,
        found.new_parent,
        recorded,
        proposed,
    )


def _following(
    uow: UnitOfWork, table: CodeTableRow, rows: Any, gone: Sequence[str]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For withdrawn codes: the recorded successors, and where there are none what may have taken their place."""
    if not gone:
        return {}
    line = CodeLineRow
    query = select(line).where(line.code_table_id == table.id, line.code.in_(gone)).order_by(line.valid_to)
    # The last period of a code is the one that names what followed.
    last = {each.code: store.to_row(each) for each in uow.session.scalars(query)}
    added = select(rows.c.code, rows.c.new_name).where(rows.c.kind == CodeChangeKind.ADDED)
    new = [CodeRow(code, name) for code, name in uow.session.execute(added)]
    proposed = intervals.proposed_successors(list(last.values()), new)
    return {code: (row.successors, proposed.get(code, ())) for code, row in last.items()}


def supplement_conflicts(uow: UnitOfWork, table: str, *, by: Actor) -> list[CodeTableConflict]:
    """Extension codes that the inherited table holds itself by now, for their keeper to renumber or give up."""
    base = _seen(uow, table, None, by)
    found = []
    for supplement in store_codes.supplements_of(uow.session, base.name):
        own, inherited = CodeLineRow, CodeLineRow.__table__.alias()
        query = (
            select(own.code, own.name, inherited.c.name)
            .join(inherited, inherited.c.code == own.code)
            .where(own.code_table_id == supplement.id, inherited.c.code_table_id == base.id)
            .order_by(own.code)
        )
        found += [CodeTableConflict(supplement.name, base.name, *each) for each in uow.session.execute(query)]
    return found


def _with_supplements(uow: UnitOfWork, table: CodeTableRow, organisation_id: str | None) -> list[CodeTableRow]:
    """The table, then the supplements in force for an organisation. A draft is shown alone."""
    if organisation_id is None or table.extends is not None or table.state != State.PUBLISHED:
        return [table]
    return [table, *store_codes.supplements(uow.session, table.name, access.realms_above(uow, organisation_id))]


def _row(uow: UnitOfWork, name: str, version: str | None) -> CodeTableRow:
    row = store.table_row(uow.session, name, version)
    if row is None:
        raise UnknownCodeTable(table=name)
    return row


def _seen(uow: UnitOfWork, name: str, version: str | None, by: Actor) -> CodeTableRow:
    row = _row(uow, name, version)
    if not sight.may_see(uow, row, by):
        raise UnknownCodeTable(table=name)
    return row

"""Adopting what was proposed: the upper government's next version holds it, the local one holds it no more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import code_tables, life, logic, store, store_codes
from shudao.policy.contracts import CodeRow, Library, State
from shudao.policy.errors_codes import AlreadyInherited
from shudao.policy.tables import CodeTableRow, DataElementRow

__all__ = ["adopt_codes", "adopt_element", "next_version"]

_NUMBERED = re.compile(r"(.+)\.(\d+)")


def adopt_codes(uow: UnitOfWork, supplement: str, codes: Sequence[str], *, author: str, by: Actor) -> None:
    """Publish the base with these codes and the supplement without them. Raises `AlreadyInherited` when either changed
    so that the proposal cannot be carried out as it was made."""
    local = store_codes.published(uow.session, supplement)
    base = store_codes.published(uow.session, local.extends or "") if local is not None else None
    if local is None or base is None:
        raise AlreadyInherited(subject=supplement, why="补充代码表已废止")
    uow.session.execute(select(CodeTableRow).where(CodeTableRow.id.in_([local.id, base.id])).with_for_update())
    wanted, inherited = set(codes), code_tables.lines_of(uow, base)
    moved = [row for row in code_tables.lines_of(uow, local) if row.code in wanted]
    kept = [row for row in code_tables.lines_of(uow, local) if row.code not in wanted]
    known = {row.code for row in inherited}
    clash = sorted(wanted & known) + sorted(wanted - {row.code for row in moved})
    if clash:
        raise AlreadyInherited(subject=base.title, why=f"代码 {'、'.join(clash[:5])} 已在上级代码表中或已不在补充中")
    allowed = known | wanted
    # A parent that stays behind in the supplement is not one the upper table knows.
    moved = [row if row.parent is None or row.parent in allowed else replace(row, parent=None) for row in moved]
    _publish(uow, base, [*inherited, *moved], author, by)
    if kept:
        _publish(uow, local, kept, author, by)
    else:
        life.end(uow, life.CODE_TABLE, supplement, "adopted", by=by)


def _publish(uow: UnitOfWork, present: CodeTableRow, rows: Sequence[CodeRow], author: str, by: Actor) -> None:
    """The next version, published at once: its two people are the proposer and the decider."""
    taken = {row.version for row in store_codes.versions(uow.session, present.name)}
    version = next_version(present.version, taken)
    made = CodeTableRow(
        id=new_id(),
        name=present.name,
        version=version,
        title=present.title,
        standard=present.standard,
        is_official=present.is_official,
        library=present.library,
        organisation_id=present.organisation_id,
        source=present.source,
        extends=present.extends,
        realm=present.realm,
        based_on=present.version,
        row_count=len(rows),
        digest=logic.digest(rows),
        state=State.IN_REVIEW,
        author=author,
        created_at=uow.clock.now(),
        submitted_by=author,
        submitted_at=uow.clock.now(),
    )
    life.end(uow, life.CODE_TABLE, present.name, "superseded", by=by)
    made.state, made.approved_by, made.approved_at = State.PUBLISHED, by.principal, uow.clock.now()
    uow.session.add(made)
    store_codes.copy_codes(uow.session, made.id, rows)
    store_codes.add_revisions(uow.session, made.id, store_codes.revisions_of(uow.session, present.id))


def next_version(version: str, taken: set[str]) -> str:
    """`2023` → `2023.1` → `2023.2`, and on until it is free."""
    numbered = _NUMBERED.fullmatch(version)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (version, 0)
    while f"{stem}.{number + 1}" in taken:
        number += 1
    return f"{stem}.{number + 1}"


def adopt_element(uow: UnitOfWork, code: str, keeper: str, *, author: str, by: Actor) -> None:
    """Publish the next version of an element as the upper government's own; its code, which others refer to, stays.

    Raises `AlreadyInherited` when it is no longer published or the upper government has one of that name.
    """
    rows = store.element_rows(uow.session, [code])
    present = next((row for row in rows if row.state == State.PUBLISHED), None)
    if present is None:
        raise AlreadyInherited(subject=code, why="该数据元已废止")
    shelf = logic.shelf_of(Library.LOCAL, keeper, access.realm_of(uow, keeper))
    if holder := store.published_names(uow.session, [(shelf, present.name)]).get((shelf, present.name)):
        raise AlreadyInherited(subject=present.name, why=f"上级已有同名数据元 {holder}")
    columns = [column.key for column in DataElementRow.__table__.columns if column.key not in ("id", "version")]
    values = {column: getattr(present, column) for column in columns}
    now = uow.clock.now()
    life.end(uow, life.DATA_ELEMENT, code, "adopted", by=by)
    uow.session.add(
        DataElementRow(
            id=new_id(),
            **values
            | {
                "version": max(row.version for row in rows) + 1,
                "organisation_id": keeper,
                "library": Library.LOCAL,
                "shelf": shelf,
                "state": State.PUBLISHED,
                "author": author,
                "created_at": now,
                "submitted_by": author,
                "submitted_at": now,
                "approved_by": by.principal,
                "approved_at": now,
                "retired_reason": None,
            },
        )
    )
    uow.session.flush()

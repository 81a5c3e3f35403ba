"""The door of `policy`: data elements, code tables and norms.

Reads without `by` are for other modules, which show what they found by their own permissions; lists and pages for
people take `by` and leave out the drafts of other organisations.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.paging import Page, PageQuery, fetch_page
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, permissions, store
from shudao.policy.code_tables import load_code_table
from shudao.policy.contracts import Code, CodeTable, DataElement, Norm, State
from shudao.policy.elements import define_data_element, define_data_elements, publish_data_elements
from shudao.policy.errors import UnknownCodeTable, UnknownDataElement, UnknownNorm
from shudao.policy.impact import elements_about
from shudao.policy.logic import is_in_force, parse_format, raw_mapping, render_format
from shudao.policy.norms import define_norms
from shudao.policy.tables import CodeLineRow, CodeTableRow, DataElementRow, NormRow

__all__ = [
    "code_table",
    "codes",
    "data_element",
    "data_elements",
    "define_data_element",
    "define_data_elements",
    "define_norms",
    "elements_about",
    "is_valid",
    "list_code_tables",
    "list_codes",
    "list_data_elements",
    "list_norms",
    "load_code_table",
    "mapping",
    "norm",
    "parse_format",
    "publish_code_tables",
    "publish_data_elements",
    "publish_norms",
    "read_data_element",
    "render_format",
    "retire_code_table",
    "retire_data_element",
    "submit_code_tables",
    "submit_data_elements",
    "submit_norms",
]


def submit_data_elements(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    """Hand drafts in for review (草案 → 试用). Raises `NothingToDecide`."""
    life.submit(uow, life.DATA_ELEMENT, codes, by=by)


def retire_data_element(uow: UnitOfWork, code: str, reason: str, *, by: Actor) -> None:
    """End a published element without a successor (废止)."""
    life.retire(uow, life.DATA_ELEMENT, code, reason, by=by)


def submit_code_tables(uow: UnitOfWork, names: Iterable[str], *, by: Actor) -> None:
    life.submit(uow, life.CODE_TABLE, names, by=by)


def publish_code_tables(uow: UnitOfWork, names: Iterable[str], *, by: Actor) -> None:
    """Publish the versions in review; not by whoever loaded or submitted them (`OwnWork`)."""
    life.publish(uow, life.CODE_TABLE, names, by=by)


def retire_code_table(uow: UnitOfWork, name: str, reason: str, *, by: Actor) -> None:
    life.retire(uow, life.CODE_TABLE, name, reason, by=by)


def submit_norms(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    life.submit(uow, life.NORM, codes, by=by)


def publish_norms(uow: UnitOfWork, codes: Iterable[str], *, by: Actor) -> None:
    life.publish(uow, life.NORM, codes, by=by)


def data_element(uow: UnitOfWork, code: str, version: int | None = None) -> DataElement:
    """An element in a version; without one the published, else the newest. Raises `UnknownDataElement`."""
    if version is None:
        found = store.best_elements(uow.session, [code])
    else:
        found = [row for row in store.element_rows(uow.session, [code]) if row.version == version]
    if not found:
        raise UnknownDataElement(element=code)
    return store.to_element(found[0])


def data_elements(uow: UnitOfWork, codes: Iterable[str]) -> dict[str, DataElement]:
    """Elements by code, each published if it is, else newest; unknown codes are left out."""
    return {row.code: store.to_element(row) for row in store.best_elements(uow.session, set(codes))}


def read_data_element(uow: UnitOfWork, code: str, *, by: Actor) -> DataElement:
    """The element as this person may see it: another organisation's draft is as unknown as one that is not there."""
    rows = [row for row in store.element_rows(uow.session, [code]) if _may_see(uow, row, by)]
    if not rows:
        raise UnknownDataElement(element=code)
    published = [row for row in rows if row.state == State.PUBLISHED]
    return store.to_element(max(published or rows, key=lambda row: row.version))


def list_data_elements(uow: UnitOfWork, page: PageQuery, *, by: Actor, state: str | None = None) -> Page[DataElement]:
    """Elements in all versions the caller may see."""
    query = store.matching_elements(page.q, state).where(_visible(uow, DataElementRow, by))
    keys: dict[str, Any] = {"code": DataElementRow.code, "name": DataElementRow.name, "state": DataElementRow.state}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page([store.to_element(row) for row in found.items], found.total)


def code_table(uow: UnitOfWork, name: str, version: str | None = None) -> CodeTable:
    """A version of a code table; without one the published, else the newest. Raises `UnknownCodeTable`."""
    return store.to_table(_table_row(uow, name, version))


def list_code_tables(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[CodeTable]:
    query = select(CodeTableRow).where(_visible(uow, CodeTableRow, by))
    if page.q:
        like = f"%{store.escape_like(page.q)}%"
        query = query.where(or_(CodeTableRow.name.ilike(like), CodeTableRow.title.ilike(like)))
    keys: dict[str, Any] = {"name": CodeTableRow.name, "title": CodeTableRow.title}
    found = fetch_page(uow.session, query, page, keys, "name")
    return Page([store.to_table(row) for row in found.items], found.total)


def codes(uow: UnitOfWork, table: str, as_of: date | None = None, version: str | None = None) -> tuple[Code, ...]:
    """The codes in force on a day, in the table's order; without a day all that ever were."""
    row = _table_row(uow, table, version)
    lines = uow.session.scalars(store.codes_query(row, as_of).order_by(CodeLineRow.position))
    return tuple(store.to_code(line, row) for line in lines)


def list_codes(uow: UnitOfWork, table: str, page: PageQuery, *, by: Actor, as_of: date | None = None) -> Page[Code]:
    """A page of a table's codes. A draft table of another organisation is unknown."""
    row = _table_row(uow, table, None)
    if not _may_see(uow, row, by):
        raise UnknownCodeTable(table=table)
    keys: dict[str, Any] = {"position": CodeLineRow.position, "code": CodeLineRow.code, "name": CodeLineRow.name}
    found = fetch_page(uow.session, store.codes_query(row, as_of, page.q), page, keys, "position")
    return Page([store.to_code(line, row) for line in found.items], found.total)


def is_valid(uow: UnitOfWork, table: str, code: str, as_of: date | None = None) -> bool:
    """Whether a code is in force on a day; without a day, whether it ever was (a withdrawn region in an old number)."""
    row = _table_row(uow, table, None)
    lines = uow.session.scalars(store.codes_query(row, None).where(CodeLineRow.code == code))
    return any(is_in_force(store.to_code(line, row), as_of) for line in lines)


def mapping(uow: UnitOfWork, table: str, as_of: date | None = None) -> dict[str, str]:
    """Raw spelling → code for standardisation: codes, aliases and names that surely mean one code.

    Names shared by several codes are left out. Raises `UnknownCodeTable`.
    """
    return raw_mapping(codes(uow, table, as_of))


def norm(uow: UnitOfWork, code: str, *, by: Actor) -> Norm:
    """A norm: the published version, else the newest the caller may see. Raises `UnknownNorm`."""
    query = select(NormRow).where(NormRow.code == code, _visible(uow, NormRow, by))
    row = uow.session.scalars(query.order_by(store.preference(NormRow.state), NormRow.version.desc())).first()
    if row is None:
        raise UnknownNorm(norm=code)
    return store.to_norm(row)


def list_norms(uow: UnitOfWork, page: PageQuery, *, by: Actor) -> Page[Norm]:
    query = select(NormRow).where(_visible(uow, NormRow, by))
    if page.q:
        query = query.where(NormRow.title.ilike(f"%{store.escape_like(page.q)}%"))
    keys: dict[str, Any] = {"code": NormRow.code, "title": NormRow.title, "effective_on": NormRow.effective_on}
    found = fetch_page(uow.session, query, page, keys, "code")
    return Page([store.to_norm(row) for row in found.items], found.total)


def _table_row(uow: UnitOfWork, name: str, version: str | None) -> CodeTableRow:
    row = store.table_row(uow.session, name, version)
    if row is None:
        raise UnknownCodeTable(table=name)
    return row


def _may_see(uow: UnitOfWork, row: life.GovernedRow, by: Actor) -> bool:
    is_open = row.state in (State.PUBLISHED, State.RETIRED)
    return is_open or access.permits(uow, by, permissions.READ_DRAFTS, row.organisation_id)


def _visible(uow: UnitOfWork, row: Any, by: Actor) -> Any:
    """The same decision as a condition on a list."""
    is_open = row.state.in_([State.PUBLISHED, State.RETIRED])
    if by.is_system or permissions.READ_DRAFTS.wider & by.roles:
        return is_open | row.state.in_([State.DRAFT, State.IN_REVIEW])
    if by.organisation_id and access.permits(uow, by, permissions.READ_DRAFTS, by.organisation_id):
        return is_open | (row.organisation_id == by.organisation_id)
    return is_open

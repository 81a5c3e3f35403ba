"""Defining and publishing data elements, in sets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pypinyin import lazy_pinyin
from sqlalchemy import insert, update

from shudao.access import facade as access
from shudao.evidence import facade as evidence
from shudao.kernel.actor import Actor
from shudao.kernel.ids import new_id
from shudao.kernel.uow import UnitOfWork
from shudao.policy import life, logic, store
from shudao.policy.contracts import DataElement, NewDataElement, State
from shudao.policy.errors import (
    BadDataElement,
    CodeTableNotPublished,
    StandardNameTaken,
    UnknownCodeTable,
    VersionFixed,
)
from shudao.policy.tables import DataElementRow


def define_data_elements(uow: UnitOfWork, elements: Sequence[NewDataElement], *, by: Actor) -> tuple[DataElement, ...]:
    """Write drafts, all or none. An equal version is kept as it is; a draft may be rewritten, anything later may not.

    Raises `BadDataElement` with every fault, `UnknownCodeTable`, `VersionFixed`.
    """
    elements = [_spelt(element) for element in elements]
    present = store.element_rows(uow.session, {element.code for element in elements})
    # A new version of somebody else's standard, or a rewrite of their draft, is theirs to make.
    owners = {row.organisation_id for row in present}
    life.require_edit(uow, owners | {element.submitted_by for element in elements}, by)
    _check(uow, elements)
    known = {(row.code, row.version): row for row in present}
    fresh, rewritten = [], []
    for element in elements:
        row = known.get((element.code, element.version))
        if row is None:
            fresh.append(element)
        elif not _is_equal(row, element):
            rewritten.append((row, element))
    _insert(uow, fresh, by)
    for row, element in rewritten:
        _rewrite(uow, row, element)
    for element in [*fresh, *(element for _, element in rewritten)]:
        subject = f"policy/data_element/{element.code}"
        evidence.record(
            uow, by=by, action="policy.data_element.defined", subject=subject, detail={"version": element.version}
        )
    wanted = {(element.code, element.version) for element in elements}
    rows = store.element_rows(uow.session, {element.code for element in elements})
    return tuple(store.to_element(row) for row in rows if (row.code, row.version) in wanted)


def define_data_element(uow: UnitOfWork, element: NewDataElement, *, by: Actor) -> DataElement:
    """Write one draft; see `define_data_elements`."""
    return define_data_elements(uow, [element], by=by)[0]


def publish_data_elements(uow: UnitOfWork, codes: Sequence[str], *, by: Actor) -> None:
    """Publish what is in review (试用 → 标准): not by its author, one name for one element, its code table published.

    Raises `NothingToDecide`, `OwnWork`, `StandardNameTaken`, `CodeTableNotPublished`.
    """
    rows = [row for row in store.element_rows(uow.session, codes) if row.state == State.IN_REVIEW]
    places = {(row.shelf, row.name): row.code for row in rows}
    for place, holder in store.published_names(uow.session, places).items():
        if holder != places[place]:
            raise StandardNameTaken(name=place[1], element=holder)
    tables = store.published_tables(uow.session, {row.code_table for row in rows if row.code_table})
    missing = next((row for row in rows if row.code_table and row.code_table not in tables), None)
    if missing is not None:
        raise CodeTableNotPublished(element=missing.code, table=missing.code_table)
    life.publish(uow, life.DATA_ELEMENT, codes, by=by)


def _check(uow: UnitOfWork, elements: Sequence[NewDataElement]) -> None:
    faults = {element.code: logic.element_faults(element) for element in elements}
    seen: set[tuple[str, int]] = set()
    for element in elements:
        if (element.code, element.version) in seen:
            faults[element.code].append("同一批中出现两次")
        seen.add((element.code, element.version))
    details = logic.fault_details(faults)
    if details:
        raise BadDataElement(count=len(details), details=details)
    _refuse_bad_relations(uow, elements)
    for name in sorted({element.code_table for element in elements if element.code_table}):
        if store.table_row(uow.session, name, None) is None:
            raise UnknownCodeTable(table=name)


def _spelt(element: NewDataElement) -> NewDataElement:
    """With its 中文全拼, which the standard demands and nobody should have to type."""
    return element if element.pinyin else replace(element, pinyin=" ".join(lazy_pinyin(element.name)))


def _refuse_bad_relations(uow: UnitOfWork, elements: Sequence[NewDataElement]) -> None:
    """Relations lead to elements that exist, and nothing is derived from itself over however many steps."""
    named = {relation.element for element in elements for relation in element.relations}
    if not named:
        return
    own = {element.code: element.relations for element in elements}
    stored = store.all_relations(uow.session)
    known = stored.keys() | own.keys()
    faults = {
        element.code: [
            f"没有关系所指的数据元 {each.element}" for each in element.relations if each.element not in known
        ]
        for element in elements
    }
    for code in logic.circular({**stored, **own}) & own.keys():
        faults[code].append("派生关系成环")
    if details := logic.fault_details(faults):
        raise BadDataElement(count=len(details), details=details)


def _is_equal(row: DataElementRow, element: NewDataElement) -> bool:
    return all(getattr(row, column) == value for column, value in _values(element).items())


def _values(element: NewDataElement) -> dict[str, Any]:
    return store.element_values(element)


def _insert(uow: UnitOfWork, elements: Sequence[NewDataElement], by: Actor) -> None:
    if not elements:
        return
    made = {"state": State.DRAFT, "author": by.principal, "created_at": uow.clock.now()}
    open_codes = {
        row.code: row.version
        for row in store.element_rows(uow.session, {element.code for element in elements})
        if row.state in (State.DRAFT, State.IN_REVIEW)
    }
    for element in elements:
        if element.code in open_codes:
            raise VersionFixed(what=element.code, version=open_codes[element.code])
    shelves = {owner: access.realm_of(uow, owner) for owner in {element.submitted_by for element in elements}}
    values = [
        {"id": new_id(), **_values(e), "shelf": logic.shelf_of(e.library, e.submitted_by, shelves[e.submitted_by])}
        for e in elements
    ]
    uow.session.execute(insert(DataElementRow), [each | made for each in values])


def _rewrite(uow: UnitOfWork, row: DataElementRow, element: NewDataElement) -> None:
    if row.state != State.DRAFT:
        raise VersionFixed(what=row.code, version=row.version)
    uow.session.execute(update(DataElementRow).where(DataElementRow.id == row.id).values(**_values(element)))
    uow.session.expire(row)

"""The libraries of standards: what goes before what, where they disagree, and taking a standard into one's own."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import select

from shudao.access import facade as access
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.policy import code_tables, elements, life, store, store_codes
from shudao.policy.contracts import (
    CodeTable,
    DataElement,
    ElementConflict,
    Library,
    NewDataElement,
    Relation,
    RelationKind,
    State,
)
from shudao.policy.errors import UnknownCodeTable, UnknownDataElement
from shudao.policy.logic import is_in_force
from shudao.policy.tables import DataElementRow

__all__ = ["copy_code_table", "copy_data_element", "element_conflicts", "related_elements", "standard_for"]

_POINTS = {
    "data_type": "数据类型",
    "format": "数据格式",
    "code_table": "值域代码表",
    "checksum": "校验规则",
    "unit": "计量单位",
}


def copy_data_element(uow: UnitOfWork, code: str, as_code: str, organisation_id: str, *, by: Actor) -> DataElement:
    """Take a published element into a department's library as a draft of its own, derived from the one it came from."""
    found = store.best_elements(uow.session, [code])
    if not found or found[0].state != State.PUBLISHED:
        raise UnknownDataElement(element=code)
    origin = store.to_element(found[0])
    kept = {field.name: getattr(origin, field.name) for field in fields(NewDataElement)}
    copy = NewDataElement(**kept)
    relation = Relation(RelationKind.DERIVED_FROM, code)
    draft = replace(
        copy,
        code=as_code,
        version=1,
        library=Library.DEPARTMENT,
        submitted_by=organisation_id,
        registered_by=None,
        relations=(relation,),
    )
    return elements.define_data_element(uow, draft, by=by)


def copy_code_table(
    uow: UnitOfWork, name: str, as_name: str, organisation_id: str, *, as_of: date, by: Actor
) -> CodeTable:
    """Take the codes of a published table that are in force on a day into a department's library, as a draft."""
    present = store_codes.published(uow.session, name)
    if present is None:
        raise UnknownCodeTable(table=name)
    life.require_edit(uow, {organisation_id}, by)
    lines = [row for row in code_tables.lines_of(uow, present) if is_in_force(row, as_of)]
    held = {row.code for row in lines}
    rows = [replace(row, successors=(), parent=row.parent if row.parent in held else None) for row in lines]
    return code_tables.load_code_table(
        uow,
        as_name,
        rows,
        title=present.title,
        version=as_of.isoformat(),
        organisation_id=organisation_id,
        standard=present.standard,
        source=f"{present.title} {present.version}",
        library=Library.DEPARTMENT,
        by=by,
    )


def standard_for(uow: UnitOfWork, word: str, *, organisation_id: str | None = None) -> list[DataElement]:
    """The published elements of this name or synonym, the one to follow first: national before industry before local
    before department, and of local ones the government's that stands higher."""
    row = DataElementRow
    named = (row.name == word) | row.synonyms.contains([word])
    found = uow.session.scalars(select(row).where(row.state == State.PUBLISHED, named)).all()
    own = set(access.realms_above(uow, organisation_id)) if organisation_id else None
    seen = [each for each in found if own is None or _applies(uow, each, own, organisation_id)]
    return [store.to_element(each) for each in _ranked(uow, seen)]


def element_conflicts(uow: UnitOfWork) -> list[ElementConflict]:
    """Published elements of one word that do not say the same about type, format, values or unit."""
    rows = uow.session.scalars(select(DataElementRow).where(DataElementRow.state == State.PUBLISHED)).all()
    by_word: dict[str, dict[str, DataElementRow]] = defaultdict(dict)
    for row in rows:
        for word in {row.name, *row.synonyms}:
            by_word[word][row.code] = row
    shared = {word: list(found.values()) for word, found in by_word.items() if len(found) > 1}
    return [conflict for word in sorted(shared) for conflict in _conflicts(uow, word, shared[word])]


def _conflicts(uow: UnitOfWork, word: str, rows: list[DataElementRow]) -> Iterable[ElementConflict]:
    first, *others = _ranked(uow, rows)
    for other in others:
        points = tuple(label for column, label in _POINTS.items() if getattr(first, column) != getattr(other, column))
        if points:
            yield ElementConflict(word, first.code, Library(first.library), other.code, Library(other.library), points)


def _ranked(uow: UnitOfWork, rows: Iterable[DataElementRow]) -> list[DataElementRow]:
    height = {row.code: len(access.realms_above(uow, row.organisation_id)) for row in rows}
    return sorted(rows, key=lambda row: (Library(row.library).precedence, height[row.code], row.code))


def _applies(uow: UnitOfWork, row: DataElementRow, own: set[str], organisation_id: str | None) -> bool:
    """Official standards hold everywhere, local ones below their government, a department's in the department."""
    if row.library == Library.DEPARTMENT:
        return row.organisation_id == organisation_id
    return row.library != Library.LOCAL or access.realm_of(uow, row.organisation_id) in own | {None}


def related_elements(uow: UnitOfWork, code: str) -> list[tuple[str, RelationKind]]:
    """Elements in force that name this one, and how: what is derived from it, what replaces it."""
    rows = uow.session.scalars(
        select(DataElementRow).where(
            DataElementRow.state == State.PUBLISHED, DataElementRow.relations.contains([{"element": code}])
        )
    )
    named = [(row.code, relation) for row in rows for relation in store.to_relations(row.relations)]
    return sorted((other, relation.kind) for other, relation in named if relation.element == code)

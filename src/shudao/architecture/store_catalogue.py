"""Queries of the resource catalogue; private to the module."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from shudao.architecture import logic
from shudao.architecture.contracts import EntryState, Grade
from shudao.architecture.contracts_review import Axis
from shudao.architecture.tables import AttributeRow, CatalogueRow, NodeRow

__all__ = ["axis_of", "data_set_grades", "in_class", "visible_entries"]


def visible_entries(query: Select[Any], reach: str | None) -> Select[Any]:
    """Only published entries, and those of the organisation `reach` in any state (None: of every organisation)."""
    if reach is None:
        return query
    is_open = CatalogueRow.state == EntryState.PUBLISHED
    return query.where(or_(is_open, CatalogueRow.provider_organisation_id == reach) if reach else is_open)


def in_class(axis: Axis, value: str) -> ColumnElement[bool]:
    """Entries of one class of an axis; a class of the guide's stands above those whose code begins with its own."""
    row = CatalogueRow
    if axis is Axis.CATEGORY:
        return row.category.startswith(value, autoescape=True) if value else row.category == ""
    columns: dict[Axis, ColumnElement[bool]] = {
        Axis.ORGANISATION: row.provider_organisation_id == value,
        Axis.INDUSTRY: row.industry == value,
        Axis.SERVICE: row.service_object == value,
        Axis.SHARE: row.share_type == value,
        Axis.LEVEL: row.level == value,
        Axis.FORMAT: row.format_category == value,
    }
    return columns.get(axis, false())


def axis_of(word: str) -> Axis | None:
    return Axis(word) if word in set(Axis) else None


def data_set_grades(session: Session, entity_codes: Collection[str]) -> dict[str, Grade | None]:
    """The grade of each data set: the highest of its own and its attributes'."""
    own = select(NodeRow.code, NodeRow.grade).where(NodeRow.code.in_(entity_codes))
    found = {code: grade for code, grade in session.execute(own)}
    graded: dict[str, list[Grade | None]] = defaultdict(list)
    row = AttributeRow
    query = select(row.entity_code, row.grade).where(row.entity_code.in_(entity_codes), row.grade.is_not(None))
    for code, grade in session.execute(query.distinct()):
        graded[code].append(Grade(str(grade)))
    return {code: logic.data_set_grade(Grade(grade) if grade else None, graded[code]) for code, grade in found.items()}

"""How complete the ledger is: per department and element what there is and what lacks it, down to the single thing.

Owner, certified source, category, grade and standard are the five elements (SPEC 4.2); beside them the quality plan and
the catalogue entry. All of it is asked in sets: one query an element, whatever the size of the ledger.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from shudao.access import facade as access
from shudao.architecture import permissions
from shudao.architecture.contracts import Completeness, Element, EntryState, Level, Missing, State
from shudao.architecture.tables import AttributeRow, CatalogueRow, CertificationRow, NodeRow, QualityPlanRow
from shudao.kernel.actor import Actor
from shudao.kernel.paging import MAX_LIMIT, Page, PageQuery, ordering
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism

__all__ = ["completeness", "missing"]


@dataclass(frozen=True)
class _Asked:
    """Of which things an element is asked, and whether one has it."""

    kind: str
    code: ColumnElement[str]
    name: ColumnElement[str]
    things: Callable[[], Select[Any]]
    has: Callable[[], ColumnElement[bool]]


def _nodes(level: Level, *, critical: bool = False) -> Callable[[], Select[Any]]:
    def things() -> Select[Any]:
        query = select(NodeRow.organisation_id).where(NodeRow.level == level, NodeRow.state != State.RETIRED)
        return query.where(NodeRow.is_critical) if critical else query

    return things


def _attributes(*, critical: bool = False) -> Callable[[], Select[Any]]:
    def things() -> Select[Any]:
        query = select(NodeRow.organisation_id).join(AttributeRow, AttributeRow.entity_code == NodeRow.code)
        query = query.where(AttributeRow.state != State.RETIRED)
        return query.where(AttributeRow.is_critical) if critical else query

    return things


def _owned() -> ColumnElement[bool]:
    """Somebody in office answers for the object, or for the subject area it lies in."""
    held = mechanism.current_owners().subquery()
    kinds = (Level.BUSINESS_OBJECT.kind, Level.SUBJECT_AREA.kind)
    place = or_(held.c.asset_code == NodeRow.code, held.c.asset_code == NodeRow.parent_code)
    return select(held.c.asset_code).where(held.c.asset_kind.in_(kinds), place).exists()


def _certified() -> ColumnElement[bool]:
    row = CertificationRow
    return select(row.id).where(row.entity_code == NodeRow.code, row.invalidated_at.is_(None)).exists()


def _planned() -> ColumnElement[bool]:
    return select(QualityPlanRow.entity_code).where(QualityPlanRow.entity_code == NodeRow.code).exists()


def _in_catalogue() -> ColumnElement[bool]:
    row = CatalogueRow
    return select(row.code).where(row.entity_code == NodeRow.code, row.state != EntryState.RECALLED).exists()


_CODE, _NAME = NodeRow.__table__.c.code, NodeRow.__table__.c.name
_A_CODE, _A_NAME = AttributeRow.__table__.c.code, AttributeRow.__table__.c.name
_ELEMENTS: Mapping[Element, _Asked] = {
    Element.OWNER: _Asked("business_object", _CODE, _NAME, _nodes(Level.BUSINESS_OBJECT), _owned),
    Element.SOURCE: _Asked("entity", _CODE, _NAME, _nodes(Level.ENTITY, critical=True), _certified),
    Element.CATEGORY: _Asked(
        "entity", _CODE, _NAME, _nodes(Level.ENTITY), lambda: func.jsonb_typeof(NodeRow.category) == "object"
    ),
    Element.GRADE: _Asked("attribute", _A_CODE, _A_NAME, _attributes(), lambda: AttributeRow.grade.isnot(None)),
    Element.STANDARD: _Asked(
        "attribute", _A_CODE, _A_NAME, _attributes(critical=True), lambda: AttributeRow.data_element.isnot(None)
    ),
    Element.QUALITY_PLAN: _Asked("entity", _CODE, _NAME, _nodes(Level.ENTITY, critical=True), _planned),
    Element.CATALOGUE: _Asked("entity", _CODE, _NAME, _nodes(Level.ENTITY), _in_catalogue),
}


def completeness(uow: UnitOfWork, *, by: Actor) -> list[Completeness]:
    """Per department and element how many things there are and how many have it; of one's own, or of all for those
    who look after all. `NULL` is not "has": what nobody decided is missing."""
    reach = _reach(uow, by)
    found = []
    for element, asked in _ELEMENTS.items():
        has = func.count().filter(func.coalesce(asked.has(), False))
        query = asked.things().add_columns(func.count(), has).group_by(NodeRow.organisation_id)
        if reach is not None:
            query = query.where(NodeRow.organisation_id == reach)
        found += [Completeness(owner, element, total, done) for owner, total, done in uow.session.execute(query)]
    return sorted(found, key=lambda line: (line.organisation_id, line.element))


def missing(
    uow: UnitOfWork, element: Element, page: PageQuery, *, organisation_id: str | None = None, by: Actor
) -> Page[Missing]:
    """The things that lack an element. Another department's are not shown to whoever may see only their own."""
    reach = _reach(uow, by)
    asked = _ELEMENTS[element]
    lacking = asked.things().where(func.coalesce(asked.has(), False).is_(False))
    for owner in {reach, organisation_id} - {None}:
        lacking = lacking.where(NodeRow.organisation_id == owner)
    if page.q:
        like = asked.name.contains(page.q, autoescape=True)
        lacking = lacking.where(or_(like, asked.code.startswith(page.q.upper(), autoescape=True)))
    order = ordering(page, {"code": asked.code, "name": asked.name}, "code")
    total = uow.session.scalar(select(func.count()).select_from(lacking.subquery())) or 0
    rows = lacking.add_columns(asked.code, asked.name).order_by(order, asked.code)
    part = uow.session.execute(rows.offset(page.offset).limit(min(page.limit, MAX_LIMIT)))
    return Page([Missing(asked.kind, code, name, owner) for owner, code, name in part], total)


def _reach(uow: UnitOfWork, by: Actor) -> str | None:
    """The one organisation whose completeness may be seen, or None for all. Raises `NotPermitted`."""
    if by.is_system or permissions.READ_COMPLETENESS.wider & by.roles:
        access.require(uow, by, permissions.READ_COMPLETENESS)
        return None
    access.require(uow, by, permissions.READ_COMPLETENESS, by.organisation_id)
    return by.organisation_id

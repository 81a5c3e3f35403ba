"""Reading the ledger: entities with their five elements, the tree, and the map of one business object."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import or_, select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store
from shudao.architecture.contracts import (
    Attribute,
    Entity,
    Level,
    NodeView,
    ObjectMap,
    OwnerRef,
    PhysicalTable,
    State,
)
from shudao.architecture.errors import UnknownNode
from shudao.architecture.tables import AttributeRow, NodeRow, PhysicalTableRow, QualityPlanRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade as policy

__all__ = ["children", "entities", "entity", "node", "object_map", "owner_of", "visible_node"]


def entity(uow: UnitOfWork, code: str) -> Entity:
    """A logical entity with everything that hangs on it. Raises `UnknownNode`."""
    row = store.node_row(uow.session, code)
    if row.level != Level.ENTITY:
        raise UnknownNode(node=code)
    return _entities(uow, [row])[0]


def entities(uow: UnitOfWork, codes: Iterable[str] | None = None) -> list[Entity]:
    """Entities by code, or all of them."""
    query = select(NodeRow).where(NodeRow.level == Level.ENTITY).order_by(NodeRow.code)
    if codes is not None:
        query = query.where(NodeRow.code.in_(list(codes)))
    return _entities(uow, list(uow.session.scalars(query)))


def _entities(uow: UnitOfWork, rows: list[NodeRow]) -> list[Entity]:
    found = store.attributes_of(uow.session, [row.code for row in rows])
    elements = policy.data_elements(uow, {a.data_element for a in found if a.data_element})
    refs = {code: store.to_element(element) for code, element in elements.items()}
    by_entity: dict[str, list[AttributeRow]] = {}
    for attribute in found:
        by_entity.setdefault(attribute.entity_code, []).append(attribute)
    made = []
    for row in rows:
        identifying = store.node_row(uow.session, str(row.parent_code)).identifying_attribute
        attributes = tuple(
            store.to_attribute(a, refs.get(a.data_element or ""), identifying) for a in by_entity.get(row.code, [])
        )
        made.append(_entity(uow, row, attributes))
    return made


def _entity(uow: UnitOfWork, row: NodeRow, attributes: tuple[Attribute, ...]) -> Entity:
    object_code, subject_area, domain = logic.ancestors(row.code)
    certification = store.valid_certification(uow.session, row.code)
    plan = uow.session.get(QualityPlanRow, row.code)
    return Entity(
        code=row.code,
        name=row.name,
        definition=row.definition,
        object_code=object_code,
        subject_area_code=subject_area,
        domain_code=domain,
        organisation_id=row.organisation_id,
        table=row.lake_table or "",
        owner=owner_of(uow, row),
        state=State(row.state),
        version=row.version,
        is_critical=row.is_critical,
        category=store.to_category(row.category),
        attributes=attributes,
        grade=logic.data_set_grade(store.to_grade(row.grade), [a.grade for a in attributes]),
        certification=store.to_certification(uow.session, certification) if certification else None,
        quality_plan=store.to_plan(plan) if plan else None,
        registrations=tuple(store.registrations_of(uow.session, row.code)),
    )


def owner_of(uow: UnitOfWork, row: NodeRow) -> OwnerRef | None:
    """Who answers for a node: named on its business object, or else on its subject area."""
    for code in [row.code, *logic.ancestors(row.code)]:
        parsed = logic.parse_code(code)
        if parsed is None:
            continue
        held = mechanism.owner_of(uow, parsed.level.kind, code)
        if held is not None:
            return OwnerRef(held.person_id, held.person_name, held.organisation_id, code, row.owner_confirmed_on)
    return None


def visible_node(uow: UnitOfWork, code: str, *, by: Actor) -> NodeRow:
    """The row, if this person may see it: another organisation's draft is as unknown as one that is not there."""
    row = store.node_row(uow.session, code)
    is_open = row.state in (State.PUBLISHED, State.RETIRED)
    if not is_open and not access.permits(uow, by, permissions.READ_DRAFTS, row.organisation_id):
        raise UnknownNode(node=code)
    return row


def node(uow: UnitOfWork, code: str, *, by: Actor) -> NodeView:
    """One node of L1–L4, as the asker may see it."""
    row = visible_node(uow, code, by=by)
    return _view(row, store.child_counts(uow.session, [code]).get(code, 0))


def children(uow: UnitOfWork, parent_code: str | None, *, by: Actor) -> list[NodeView]:
    """The nodes right below one, or the domains. What the asker may not open is left out."""
    query = select(NodeRow).where(NodeRow.parent_code == parent_code if parent_code else NodeRow.parent_code.is_(None))
    if not (by.is_system or permissions.READ_DRAFTS.wider & by.roles):
        is_open = NodeRow.state.in_([State.PUBLISHED, State.RETIRED])
        own = NodeRow.organisation_id == (by.organisation_id or "")
        query = query.where(or_(is_open, own) if permissions.READ_DRAFTS.held_by(by.roles) else is_open)
    rows = list(uow.session.scalars(query.order_by(NodeRow.code)))
    counts = store.child_counts(uow.session, [row.code for row in rows])
    return [_view(row, counts.get(row.code, 0)) for row in rows]


def _view(row: NodeRow, child_count: int) -> NodeView:
    return NodeView(
        code=row.code,
        level=Level(row.level),
        name=row.name,
        definition=row.definition,
        parent_code=row.parent_code,
        organisation_id=row.organisation_id,
        state=State(row.state),
        version=row.version,
        grade=store.to_grade(row.grade),
        is_critical=row.is_critical,
        category=store.to_category(row.category),
        child_count=child_count,
        identifying_attribute=row.identifying_attribute,
    )


def object_map(uow: UnitOfWork, code: str, *, by: Actor) -> ObjectMap:
    """One business object down to its columns. Physical names only for those who may see them (DESIGN §9)."""
    row = visible_node(uow, code, by=by)
    if row.level != Level.BUSINESS_OBJECT:
        raise UnknownNode(node=code)
    area_code, domain_code = logic.ancestors(code)
    below = select(NodeRow).where(NodeRow.parent_code == code).order_by(NodeRow.code)
    found = _entities(uow, list(uow.session.scalars(below)))
    elements = policy.data_elements(uow, {a.data_element.code for e in found for a in e.attributes if a.data_element})
    owner = owner_of(uow, row)
    traces = store.to_traces(row.traces)
    shape = logic.ObjectShape(code, bool(traces), owner is not None, row.identifying_attribute, tuple(found))
    may_see = access.permits(uow, by, permissions.READ_PHYSICAL, row.organisation_id)
    deviations = [
        deviation
        for e in found
        for a in e.attributes
        if a.data_element is not None
        for deviation in logic.attribute_deviations(
            logic.Declared(a.code, a.name, None, None), elements[a.data_element.code]
        )
    ]
    return ObjectMap(
        object=_view(row, len(found)),
        subject_area=_view(store.node_row(uow.session, area_code), 0),
        domain=_view(store.node_row(uow.session, domain_code), 0),
        owner=owner,
        traces=traces,
        entities=tuple(e if may_see else _without_physical(e) for e in found),
        elements=elements,
        tables=_tables(uow, found) if may_see else (),
        findings=tuple(logic.object_findings(shape)),
        deviations=tuple(deviations),
    )


def _without_physical(known: Entity) -> Entity:
    return replace(known, registrations=())


def _tables(uow: UnitOfWork, found: list[Entity]) -> tuple[PhysicalTable, ...]:
    keys = {(r.source_code, r.physical_table) for e in found for r in e.registrations}
    rows = (uow.session.get(PhysicalTableRow, key) for key in sorted(keys))
    return tuple(store.to_table(row) for row in rows if row is not None)

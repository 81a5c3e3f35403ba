"""Reading the ledger: entities with their five elements, the tree, and the map of one business object."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store
from shudao.architecture.contracts import (
    Attribute,
    Deviation,
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
from shudao.architecture.tracing import named_traces, object_uses, proposed_owner
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork
from shudao.mechanism import facade as mechanism
from shudao.policy import facade as policy
from shudao.policy.contracts import DataElement

__all__ = ["children", "entities", "entity", "node", "object_map", "owner_of", "visible_entity", "visible_node"]

OPEN = (State.PUBLISHED, State.RETIRED)


def entity(uow: UnitOfWork, code: str) -> Entity:
    """A logical entity with everything that hangs on it. Raises `UnknownNode`."""
    return _entities(uow, [store.entity_row(uow.session, code)])[0]


def visible_entity(uow: UnitOfWork, code: str, *, by: Actor) -> Entity:
    """An entity as this person may see it: without draft attributes or physical names of another organisation."""
    visible_node(uow, code, by=by)
    return _shown(uow, entity(uow, code), by)


def _shown(uow: UnitOfWork, found: Entity, by: Actor) -> Entity:
    sees_drafts = access.permits(uow, by, permissions.READ_DRAFTS, found.organisation_id)
    sees_physical = access.permits(uow, by, permissions.READ_PHYSICAL, found.organisation_id)
    attributes = tuple(a for a in found.attributes if sees_drafts or a.state in OPEN)
    return replace(found, attributes=attributes, registrations=found.registrations if sees_physical else ())


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
            # A new owner has not accepted what the one before did.
            confirmed_on = row.owner_confirmed_on if row.owner_confirmed_by == held.person_id else None
            return OwnerRef(held.person_id, held.person_name, held.organisation_id, code, confirmed_on)
    return None


def visible_node(uow: UnitOfWork, code: str, *, by: Actor) -> NodeRow:
    """The row, if this person may see it: another organisation's draft is as unknown as one that is not there."""
    row = store.node_row(uow.session, code)
    if row.state not in OPEN and not access.permits(uow, by, permissions.READ_DRAFTS, row.organisation_id):
        raise UnknownNode(node=code)
    return row


def node(uow: UnitOfWork, code: str, *, by: Actor) -> NodeView:
    """One node of L1–L4, as the asker may see it."""
    row = visible_node(uow, code, by=by)
    return _view(row, store.child_counts(uow.session, [code], _draft_reach(by)).get(code, 0))


def children(uow: UnitOfWork, parent_code: str | None, *, by: Actor) -> list[NodeView]:
    """The nodes right below one, or the domains. What the asker may not open is left out and not counted."""
    if parent_code:
        visible_node(uow, parent_code, by=by)
    query = select(NodeRow).where(NodeRow.parent_code == parent_code if parent_code else NodeRow.parent_code.is_(None))
    reach = _draft_reach(by)
    rows = list(uow.session.scalars(query.where(store.visible_nodes(reach)).order_by(NodeRow.code)))
    counts = store.child_counts(uow.session, [row.code for row in rows], reach)
    return [_view(row, counts.get(row.code, 0)) for row in rows]


def _draft_reach(by: Actor) -> str | None:
    """Whose drafts a person sees: everybody's (None), their organisation's, or nobody's (an empty id)."""
    if by.is_system or permissions.READ_DRAFTS.wider & by.roles:
        return None
    return (by.organisation_id or "") if permissions.READ_DRAFTS.held_by(by.roles) else ""


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
    below = select(NodeRow).where(NodeRow.parent_code == code, store.visible_nodes(_draft_reach(by)))
    whole = _entities(uow, list(uow.session.scalars(below.order_by(NodeRow.code))))
    found = [_shown(uow, each, by) for each in whole]
    elements = policy.data_elements(uow, {a.data_element.code for e in found for a in e.attributes if a.data_element})
    owner, traces = owner_of(uow, row), named_traces(uow, store.to_traces(row.traces))
    uses = object_uses(uow, code)
    # Whether there are instances is judged on what is registered, also for those who may not see where.
    shape = logic.ObjectShape(code, bool(traces or uses), owner is not None, row.identifying_attribute, tuple(whole))
    return ObjectMap(
        object=_view(row, len(found)),
        subject_area=_view(store.node_row(uow.session, area_code), 0),
        domain=_view(store.node_row(uow.session, domain_code), 0),
        owner=owner,
        traces=traces,
        uses=tuple(uses),
        proposed_owner=None if owner is not None else proposed_owner(uow, uses),
        entities=tuple(found),
        elements=elements,
        tables=_tables(uow, found),
        findings=tuple(f for f in logic.object_findings(shape) if _is_shown(f.subject_code, code, found)),
        deviations=tuple(_deviations(uow, found, elements)),
    )


def _is_shown(subject_code: str, object_code: str, found: list[Entity]) -> bool:
    """Findings about what the asker may not see would give it away."""
    return subject_code == object_code or any(
        subject_code == e.code or any(subject_code == a.code for a in e.attributes) for e in found
    )


def _deviations(uow: UnitOfWork, found: list[Entity], elements: Mapping[str, DataElement]) -> Iterator[Deviation]:
    rows = {row.code: row for row in store.attributes_of(uow.session, [e.code for e in found])}
    for attribute in (a for e in found for a in e.attributes if a.data_element is not None):
        row = rows[attribute.code]
        declared = logic.Declared(row.code, row.name, row.data_type, row.format)
        yield from logic.attribute_deviations(declared, elements[str(row.data_element)])


def _tables(uow: UnitOfWork, found: list[Entity]) -> tuple[PhysicalTable, ...]:
    keys = {(r.source_code, r.physical_table) for e in found for r in e.registrations}
    rows = (uow.session.get(PhysicalTableRow, key) for key in sorted(keys))
    return tuple(store.to_table(row) for row in rows if row is not None)

"""A node or attribute in the words it is defined in: what a form that edits it starts from."""

from shudao.access import facade as access
from shudao.architecture import logic, permissions, store
from shudao.architecture.contracts import Definition, Level, NewAttribute, NewNode, State
from shudao.architecture.entities import OPEN, visible_node
from shudao.architecture.errors import UnknownNode
from shudao.architecture.tables import AttributeRow, NodeRow
from shudao.kernel.actor import Actor
from shudao.kernel.uow import UnitOfWork

__all__ = ["definition"]


def definition(uow: UnitOfWork, code: str, *, by: Actor) -> Definition:
    """What a node or attribute says now, as far as this person may see it. Raises `UnknownNode`."""
    parsed = logic.parse_code(code)
    if parsed is None or parsed.level is not Level.ATTRIBUTE:
        row = visible_node(uow, code, by=by)
        return Definition(State(row.state), row.version, row.organisation_id, _node(row), None)
    entity = visible_node(uow, str(parsed.parent), by=by)
    found = store.attribute_row(uow.session, code)
    if found.state not in OPEN and not access.permits(uow, by, permissions.READ_DRAFTS, entity.organisation_id):
        raise UnknownNode(node=code)
    return Definition(State(found.state), found.version, entity.organisation_id, None, _attribute(found))


def _node(row: NodeRow) -> NewNode:
    return NewNode(
        code=row.code,
        name=row.name,
        organisation_id=row.organisation_id,
        definition=row.definition,
        english=row.english,
        synonyms=tuple(row.synonyms),
        category=store.to_category(row.category),
        grade=store.to_grade(row.grade),
        is_critical=row.is_critical,
        table=row.lake_table,
        identifying_attribute=row.identifying_attribute,
        traces=store.to_traces(row.traces),
    )


def _attribute(row: AttributeRow) -> NewAttribute:
    return NewAttribute(
        code=row.code,
        name=row.name,
        field=row.column_name,
        definition=row.definition,
        data_element=row.data_element,
        grade=store.to_grade(row.grade),
        is_key=row.is_key,
        is_critical=row.is_critical,
        is_personal=row.is_personal,
        nullable=row.nullable,
        synonyms=tuple(row.synonyms),
        data_type=row.data_type,
        format=row.format,
    )

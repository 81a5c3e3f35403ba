"""What of the architecture can be found: nodes, attributes, catalogue entries, systems, tables of sources."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from shudao.architecture.contracts import EntryState, Level, State
from shudao.architecture.tables import AttributeRow, CatalogueRow, NodeRow, PhysicalTableRow, SourceRow, SystemRow
from shudao.kernel.searchable import Searchable, Searched
from shudao.policy.contracts import DataElement

__all__ = ["PHYSICAL", "SEARCHABLES", "read_attributes"]

# The state of physical names: they are shown to their own organisation alone, whatever is published (DESIGN §9).
PHYSICAL = "physical"
_MANY = 2000


def _nodes(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    parent = aliased(NodeRow)
    query = select(NodeRow, parent.name).outerjoin(parent, parent.code == NodeRow.parent_code)
    if keys is not None:
        query = query.where(NodeRow.code.in_(keys))
    for row, above in session.execute(query.order_by(NodeRow.code).execution_options(yield_per=_MANY)):
        # An entity is also looked for by the object it describes: 救助对象 finds the income of those who are helped.
        words = (above,) if row.level == Level.ENTITY and above else ()
        synonyms = tuple(word for word in (*row.synonyms, row.english) if word)
        kind, owner = Level(row.level).kind, row.organisation_id
        yield Searched(kind, row.code, row.name, row.definition, synonyms, words, row.state, owner)


def read_attributes(
    session: Session, keys: Collection[str] | None, elements: dict[str, DataElement]
) -> Iterator[Searched]:
    """Attributes, each also under the names of its data element."""
    row = AttributeRow
    query = select(
        row.code, row.name, row.definition, row.synonyms, row.column_name, row.data_element, row.state,
        NodeRow.organisation_id,
    ).join(NodeRow, NodeRow.code == row.entity_code)  # fmt: skip
    if keys is not None:
        query = query.where(row.code.in_(keys))
    for code, name, text, synonyms, column, element, state, owner in session.execute(
        query.execution_options(yield_per=_MANY)
    ):
        standard = elements.get(element or "")
        words = (standard.name, *standard.synonyms, standard.english) if standard is not None else ()
        yield Searched("attribute", code, name, text, (*synonyms, column), tuple(words), state, owner)


def _attributes(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    return read_attributes(session, keys, {})


def _entries(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    query = select(CatalogueRow).order_by(CatalogueRow.code)
    if keys is not None:
        query = query.where(CatalogueRow.code.in_(keys))
    for row in session.scalars(query.execution_options(yield_per=_MANY)):
        state = State.PUBLISHED if row.state == EntryState.PUBLISHED else State.DRAFT
        words = (*(str(item["name"]) for item in row.items), row.provider_name)
        owner = row.provider_organisation_id
        yield Searched("catalogue_entry", row.code, row.name, row.abstract, (), words, state, owner)


def _systems(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    query = select(SystemRow).order_by(SystemRow.code)
    for row in session.scalars(query if keys is None else query.where(SystemRow.code.in_(keys))):
        owner = row.organisation_id
        yield Searched("system", row.code, row.name, row.description, organisation_id=owner)


def _tables(session: Session, keys: Collection[str] | None) -> Iterator[Searched]:
    query = select(PhysicalTableRow, SourceRow.organisation_id)
    query = query.join(SourceRow, SourceRow.code == PhysicalTableRow.source_code)
    if keys is not None:
        query = query.where(PhysicalTableRow.source_code.in_(keys))
    for row, owner in session.execute(query.order_by(PhysicalTableRow.source_code, PhysicalTableRow.name)):
        code = f"{row.source_code}/{row.name}"
        comment = (row.comment,) if row.comment else ()
        yield Searched("table", code, row.comment or row.name, "", (row.name, *comment), (), PHYSICAL, owner,
                       row.source_code)  # fmt: skip


SEARCHABLES = (
    Searchable("node", ("domain", "subject_area", "business_object", "entity"), _nodes),
    Searchable("attribute", ("attribute",), _attributes),
    Searchable("catalogue_entry", ("catalogue_entry",), _entries),
    Searchable("system", ("system",), _systems),
    Searchable("table", ("table",), _tables, (PhysicalTableRow.source_code,)),
)

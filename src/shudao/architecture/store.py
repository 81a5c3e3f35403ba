"""Queries of `architecture`, and the way between rows and contracts; private to the module."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from shudao.architecture import logic
from shudao.architecture.catalogue_content import to_decision, to_item
from shudao.architecture.contracts import (
    ApplicationSystem,
    Attribute,
    CatalogueEntry,
    CatalogueLevel,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    Certification,
    CertificationTest,
    ChangeState,
    DataElementRef,
    EntryState,
    FormatCategory,
    Grade,
    LegalBasis,
    LegalBasisKind,
    Level,
    Lowering,
    NewAttribute,
    NewNode,
    Openness,
    PhysicalColumn,
    PhysicalTable,
    QualityPlan,
    Registration,
    ServiceObject,
    ShareMethod,
    ShareType,
    Source,
    State,
    SystemState,
    TestAnswer,
    Trace,
    TraceKind,
    TraceUse,
    UpdateCycle,
)
from shudao.architecture.errors import UnknownEntry, UnknownNode, UnknownSource, UnknownSystem
from shudao.architecture.logic import TakenNames
from shudao.architecture.logic_catalogue import resource_class
from shudao.architecture.tables import (
    AttributeRow,
    CatalogueRow,
    CertificationRow,
    LegalBasisRow,
    LoweringRow,
    NodeRow,
    PhysicalTableRow,
    QualityPlanRow,
    RegistrationRow,
    SourceRow,
    SystemRow,
)
from shudao.policy import facade as policy
from shudao.policy.contracts import DataElement

BATCH = 1000


def node_row(session: Session, code: str, *, lock: bool = False) -> NodeRow:
    row = session.get(NodeRow, code, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownNode(node=code)
    return row


def entity_row(session: Session, code: str, *, lock: bool = False) -> NodeRow:
    """A logical entity. Raises `UnknownNode` for nodes of other levels."""
    row = node_row(session, code, lock=lock)
    if row.level != Level.ENTITY:
        raise UnknownNode(node=code)
    return row


def attribute_row(session: Session, code: str, *, lock: bool = False) -> AttributeRow:
    row = session.get(AttributeRow, code, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownNode(node=code)
    return row


def below(session: Session, code: str, state: State) -> tuple[list[NodeRow], list[AttributeRow]]:
    """What of a node and everything under it is in a state, top first; held until the transaction ends."""
    within = or_(NodeRow.code == code, NodeRow.code.startswith(f"{code}.", autoescape=True))
    nodes = select(NodeRow).where(within, NodeRow.state == state).order_by(NodeRow.level, NodeRow.code)
    under = or_(AttributeRow.code == code, AttributeRow.code.startswith(f"{code}.", autoescape=True))
    attributes = select(AttributeRow).where(under, AttributeRow.state == state).order_by(AttributeRow.code)
    return list(session.scalars(nodes.with_for_update())), list(session.scalars(attributes.with_for_update()))


def count_below(session: Session, code: str) -> int:
    """How many nodes and attributes a subtree has, itself included, in any state."""
    nodes = select(NodeRow.code).where(or_(NodeRow.code == code, NodeRow.code.startswith(f"{code}.", autoescape=True)))
    attributes = select(AttributeRow.code).where(
        or_(AttributeRow.code == code, AttributeRow.code.startswith(f"{code}.", autoescape=True))
    )
    return session.scalar(select(func.count()).select_from(nodes.union_all(attributes).subquery())) or 0


def codes_below(session: Session, parent_code: str) -> list[str]:
    """The codes right below a node (L1–L4), or those of the domains with these letters, whatever their state."""
    if parent_code.isalpha():
        domains = session.scalars(select(NodeRow.code).where(NodeRow.level == 1))
        return [code for code in domains if code.rstrip("0123456789") == parent_code]
    attributes = select(AttributeRow.code).where(AttributeRow.entity_code == parent_code)
    return list(session.scalars(select(NodeRow.code).where(NodeRow.parent_code == parent_code).union_all(attributes)))


def owners(session: Session, codes: Iterable[str]) -> list[tuple[str, str, str]]:
    """(code, organisation, state) of these nodes, as far as they are there."""
    query = select(NodeRow.code, NodeRow.organisation_id, NodeRow.state).where(NodeRow.code.in_(list(codes)))
    return [(code, owner, state) for code, owner, state in session.execute(query)]


def owner_id(session: Session, row: NodeRow | AttributeRow) -> str:
    """The organisation a node or attribute belongs to."""
    return row.organisation_id if isinstance(row, NodeRow) else node_row(session, row.entity_code).organisation_id


def name_is_taken(session: Session, row: NodeRow | AttributeRow, name: str) -> bool:
    """Whether another one at the same place has this name."""
    if isinstance(row, AttributeRow):
        there = select(AttributeRow.code).where(AttributeRow.entity_code == row.entity_code, AttributeRow.name == name)
        return session.scalar(there.where(AttributeRow.code != row.code)) is not None
    siblings = select(NodeRow.code).where(NodeRow.parent_code == row.parent_code, NodeRow.name == name)
    return session.scalar(siblings.where(NodeRow.code != row.code)) is not None


def names_taken(session: Session, nodes: Iterable[NewNode], attributes: Iterable[NewAttribute]) -> TakenNames:
    """The names that siblings of these already have, and lake tables in use anywhere."""
    parents = {code.rpartition(".")[0] for node in nodes if "." in (code := node.code)}
    entities = {attribute.code.rpartition(".")[0] for attribute in attributes}
    node_names = select(NodeRow.parent_code, NodeRow.name).where(NodeRow.parent_code.in_(parents))
    row = AttributeRow
    in_entities = select(row.entity_code, row.name, row.column_name).where(row.entity_code.in_(entities))
    found = [(entity, name, column) for entity, name, column in session.execute(in_entities)]
    tables = select(NodeRow.lake_table).where(NodeRow.lake_table.in_([node.table for node in nodes if node.table]))
    return TakenNames(
        names={(str(parent), name) for parent, name in session.execute(node_names)} | {(e, n) for e, n, _ in found},
        columns={(entity, column) for entity, _, column in found},
        tables={table for table in session.scalars(tables) if table},
    )


def attributes_of(session: Session, entity_codes: Iterable[str]) -> list[AttributeRow]:
    query = select(AttributeRow).where(AttributeRow.entity_code.in_(list(entity_codes)))
    return list(session.scalars(query.order_by(AttributeRow.entity_code, AttributeRow.position)))


def visible_nodes(reach: str | None) -> ColumnElement[bool]:
    """Nodes that are open, and drafts of the organisation `reach` (None: of every organisation)."""
    if reach is None:
        return true()
    return or_(NodeRow.state.in_([State.PUBLISHED, State.RETIRED]), NodeRow.organisation_id == reach)


def child_counts(session: Session, codes: Sequence[str], reach: str | None) -> dict[str, int]:
    """How many nodes or attributes stand right below each of these, as far as `reach` lets them be seen."""
    nodes = select(NodeRow.parent_code, func.count()).where(NodeRow.parent_code.in_(codes), visible_nodes(reach))
    attributes = (
        select(AttributeRow.entity_code, func.count())
        .join(NodeRow, NodeRow.code == AttributeRow.entity_code)
        .where(AttributeRow.entity_code.in_(codes))
    )
    if reach is not None:
        is_open = AttributeRow.state.in_([State.PUBLISHED, State.RETIRED])
        attributes = attributes.where(or_(is_open, NodeRow.organisation_id == reach))
    counted: dict[str, int] = {}
    for query in (nodes.group_by(NodeRow.parent_code), attributes.group_by(AttributeRow.entity_code)):
        counted |= {str(code): count for code, count in session.execute(query)}
    return counted


def open_lowering(session: Session, attribute_code: str) -> LoweringRow | None:
    """The lowering of this attribute that waits for a signature or for its day."""
    waiting = LoweringRow.state.in_([ChangeState.PROPOSED, ChangeState.SCHEDULED])
    return session.scalar(select(LoweringRow).where(LoweringRow.attribute_code == attribute_code, waiting))


def lowerings(reach: str | None, state: str | None, q: str) -> Select[LoweringRow, AttributeRow, NodeRow]:
    """Lowerings with their attribute and entity, of one organisation or (None) of all, in one state or any."""
    query = (
        select(LoweringRow, AttributeRow, NodeRow)
        .join(AttributeRow, AttributeRow.code == LoweringRow.attribute_code)
        .join(NodeRow, NodeRow.code == AttributeRow.entity_code)
    )
    if reach is not None:
        query = query.where(NodeRow.organisation_id == reach)
    if state is not None:
        query = query.where(LoweringRow.state == state)
    return query.where(AttributeRow.name.icontains(q, autoescape=True)) if q else query


def to_lowering(row: LoweringRow, attribute: AttributeRow, entity: NodeRow) -> Lowering:
    return Lowering(
        row.id,
        attribute.code,
        attribute.name,
        entity.organisation_id,
        Grade(row.before),
        Grade(row.after),
        row.reason,
        row.effective_on,
        ChangeState(row.state),
        row.requested_by,
        row.requested_name,
        row.requested_at,
        row.decided_by,
        row.decided_at,
    )


def system_row(session: Session, code: str, *, lock: bool = False) -> SystemRow:
    row = session.get(SystemRow, code, with_for_update=lock)
    if row is None:
        raise UnknownSystem(system=code)
    return row


def source_row(session: Session, code: str) -> SourceRow:
    row = session.get(SourceRow, code)
    if row is None:
        raise UnknownSource(source=code)
    return row


def valid_certification(session: Session, entity_code: str) -> CertificationRow | None:
    query = select(CertificationRow).where(
        CertificationRow.entity_code == entity_code, CertificationRow.invalidated_at.is_(None)
    )
    return session.scalar(query)


def registrations_of(session: Session, entity_code: str) -> list[Registration]:
    """Registered tables of an entity, the certified source's first."""
    query = (
        select(RegistrationRow, PhysicalTableRow, SourceRow)
        .join(SourceRow, SourceRow.code == RegistrationRow.source_code)
        .outerjoin(
            PhysicalTableRow,
            (PhysicalTableRow.source_code == RegistrationRow.source_code)
            & (PhysicalTableRow.name == RegistrationRow.physical_table),
        )
        .where(RegistrationRow.entity_code == entity_code)
        .order_by(RegistrationRow.source_code)
    )
    certified = valid_certification(session, entity_code)
    found = list(session.execute(query))
    if certified is not None:
        found.sort(key=lambda line: line[2].system_code != certified.system_code)
    return [_registration(row, table) for row, table, _ in found]


def _registration(row: RegistrationRow, table: PhysicalTableRow | None) -> Registration:
    columns = to_columns(table.columns) if table else ()
    return Registration(
        row.entity_code, row.source_code, row.physical_table, dict(row.columns), tuple(row.key_columns), columns
    )


def entry_row(session: Session, code: str, *, lock: bool = False) -> CatalogueRow:
    row = session.get(CatalogueRow, code, with_for_update=lock, populate_existing=lock)
    if row is None:
        raise UnknownEntry(entry=code)
    return row


def entry_query(q: str, share_type: ShareType | None, organisation_id: str | None) -> Select[CatalogueRow]:
    query = select(CatalogueRow)
    if q:
        texts = (CatalogueRow.name, CatalogueRow.abstract, CatalogueRow.code)
        query = query.where(or_(*(column.contains(q, autoescape=True) for column in texts)))
    if share_type is not None:
        query = query.where(CatalogueRow.share_type == share_type)
    if organisation_id is not None:
        query = query.where(CatalogueRow.provider_organisation_id == organisation_id)
    return query


ENTRY_SORT: dict[str, ColumnElement[Any]] = {
    "code": CatalogueRow.__table__.c.code,
    "name": CatalogueRow.__table__.c.name,
    "provider_name": CatalogueRow.__table__.c.provider_name,
    "published_on": CatalogueRow.__table__.c.published_on,
    "share_type": CatalogueRow.__table__.c.share_type,
}


def to_category(stored: dict[str, Any] | None) -> Category | None:
    if stored is None:
        return None
    kind = stored.get("kind")
    return Category(
        CategoryOrigin(stored["origin"]),
        CategoryStructure(stored["structure"]),
        CategoryKind(kind) if kind else None,
    )


def to_grade(stored: str | None) -> Grade | None:
    return Grade(stored) if stored else None


def to_traces(stored: list[Any]) -> tuple[Trace, ...]:
    return tuple(Trace(TraceKind(t["kind"]), t["code"], t["name"], TraceUse(t["use"])) for t in stored)


def from_traces(traces: Iterable[Trace]) -> list[Any]:
    return [asdict(trace) for trace in traces]


def to_element(element: DataElement) -> DataElementRef:
    return DataElementRef(
        code=element.code,
        version=element.version,
        state=element.state,
        name=element.name,
        type=element.data_type,
        format=element.format,
        parsed_format=policy.parse_format(element.format),
        code_table=element.code_table,
        range=element.range,
        checksum=element.checksum,
        pattern=element.pattern,
        unit=element.unit,
        null_words=element.null_words,
    )


def to_attribute(row: AttributeRow, element: DataElementRef | None, identifying: str | None) -> Attribute:
    return Attribute(
        code=row.code,
        entity_code=row.entity_code,
        name=row.name,
        definition=row.definition,
        column=row.column_name,
        position=row.position,
        data_element=element,
        grade=to_grade(row.grade),
        is_key=row.is_key,
        is_identifying=row.code == identifying,
        is_critical=row.is_critical,
        is_personal=row.is_personal,
        nullable=row.nullable,
        state=State(row.state),
        version=row.version,
    )


def to_columns(stored: list[Any]) -> tuple[PhysicalColumn, ...]:
    return tuple(PhysicalColumn(**column) for column in stored)


def to_table(row: PhysicalTableRow) -> PhysicalTable:
    columns = to_columns(row.columns)
    return PhysicalTable(row.source_code, row.name, columns, row.comment, row.is_view, row.rows_estimate)


def to_system(row: SystemRow) -> ApplicationSystem:
    return ApplicationSystem(
        row.code,
        row.name,
        row.organisation_id,
        row.vendor,
        row.network_zone,
        row.database_kind,
        SystemState(row.state),
        row.description,
        row.legal_number,
        row.vendor_contact,
        row.vendor_phone,
        row.vendor_email,
        row.responsible_person_id,
        row.last_used_on,
        row.version,
    )


def to_source(row: SourceRow) -> Source:
    return Source(
        row.code, row.name, row.system_code, row.connector, dict(row.settings), row.secret_ref, row.organisation_id
    )


def to_certification(session: Session, row: CertificationRow) -> Certification:
    answers = tuple(TestAnswer(CertificationTest(a["test"]), a["holds"], a["evidence"]) for a in row.answers)
    return Certification(
        row.id,
        row.entity_code,
        row.system_code,
        system_row(session, row.system_code).name,
        row.certified_at,
        row.certified_by,
        answers,
        row.invalidated_at,
        row.invalidated_reason,
    )


def to_plan(row: QualityPlanRow) -> QualityPlan:
    return QualityPlan(
        row.entity_code,
        tuple(row.rule_kinds),
        row.cycle,
        row.tolerance,
        row.expected_rows,
        row.declared_by,
        row.declared_at,
    )


def to_basis(row: LegalBasisRow) -> LegalBasis:
    return LegalBasis(row.code, row.title, LegalBasisKind(row.kind), row.article)


def to_entry(row: CatalogueRow, basis: LegalBasisRow | None, grade: Grade | None) -> CatalogueEntry:
    return CatalogueEntry(
        code=row.code,
        version=row.version,
        state=EntryState(row.state),
        name=row.name,
        category=row.category,
        resource_class=resource_class(row.category),
        provider_organisation_id=row.provider_organisation_id,
        provider_name=row.provider_name,
        provider_code=row.provider_code,
        abstract=row.abstract,
        format_category=FormatCategory(row.format_category),
        format_type=row.format_type,
        items=tuple(to_item(item) for item in row.items),
        share_type=ShareType(row.share_type),
        share_condition=row.share_condition,
        legal_basis=to_basis(basis) if basis else None,
        share_method=ShareMethod(row.share_method),
        openness=Openness(row.openness),
        open_condition=row.open_condition,
        update_cycle=UpdateCycle(row.update_cycle),
        published_on=row.published_on,
        related_codes=tuple(row.related_codes),
        entity_code=row.entity_code,
        grade=grade,
        decisions=tuple(to_decision(d) for d in row.decisions),
        industry=row.industry,
        service_object=ServiceObject(row.service_object) if row.service_object else None,
        level=CatalogueLevel(row.level),
        extensions=dict(row.extensions),
    )


def data_set_grade(session: Session, entity: NodeRow) -> Grade | None:
    grades = [to_grade(row.grade) for row in attributes_of(session, [entity.code])]
    return logic.data_set_grade(to_grade(entity.grade), grades)

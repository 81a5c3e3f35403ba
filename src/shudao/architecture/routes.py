"""HTTP of architecture: tree, map, entities, systems and sources, catalogue, search, lineage."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from shudao.access import facade as access
from shudao.access.http import Call, page_query, permitted
from shudao.architecture import facade, permissions
from shudao.architecture.contracts import (
    Attribute,
    CatalogueEntry,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    Entity,
    EntryState,
    Grade,
    NodeView,
    ShareType,
    State,
    SystemState,
    TraceKind,
    TraceUse,
)
from shudao.kernel.paging import PageQuery

router = APIRouter(prefix="/api/v1/architecture", tags=["architecture"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
PhysicalCall = Annotated[Call, permitted(permissions.READ_PHYSICAL)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
LowerCall = Annotated[Call, permitted(permissions.LOWER_GRADE)]
ConfirmCall = Annotated[Call, permitted(permissions.CONFIRM_LOWER)]
CompileCall = Annotated[Call, permitted(permissions.COMPILE_CATALOGUE)]
ReviewCall = Annotated[Call, permitted(permissions.REVIEW_CATALOGUE)]
Paging = Annotated[PageQuery, Depends(page_query)]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CategoryOut(_Out):
    origin: CategoryOrigin
    structure: CategoryStructure
    kind: CategoryKind | None


class NodeOut(_Out):
    code: str
    level: int
    name: str
    definition: str
    parent_code: str | None
    organisation_id: str
    state: State
    grade: Grade | None
    is_critical: bool
    category: CategoryOut | None
    child_count: int


class NodeList(BaseModel):
    items: list[NodeOut]
    total: int


class OwnerOut(_Out):
    person_id: str
    name: str
    organisation_id: str
    subject_code: str
    confirmed_on: date | None


class AttributeOut(BaseModel):
    """L5. `column` is the name in the lake."""

    code: str
    name: str
    definition: str
    column: str
    position: int
    data_element: str | None
    data_element_name: str | None
    data_type: str | None
    format: str | None
    code_table: str | None
    grade: Grade | None
    is_key: bool
    is_identifying: bool
    is_critical: bool
    is_personal: bool
    state: State


class CertificationOut(_Out):
    id: str
    system_code: str
    system_name: str
    certified_at: datetime


class PlanOut(_Out):
    rule_kinds: list[str]
    cycle: str
    tolerance: Decimal
    expected_rows: int | None
    declared_at: datetime


class RegistrationOut(_Out):
    source_code: str
    physical_table: str
    columns: dict[str, str]
    key_columns: list[str]


class EntityOut(BaseModel):
    """L4 with its five elements. `registrations` are shown to the department and to those who run the lake."""

    code: str
    name: str
    definition: str
    object_code: str
    subject_area_code: str
    domain_code: str
    organisation_id: str
    table: str
    state: State
    is_critical: bool
    grade: Grade | None
    owner: OwnerOut | None
    category: CategoryOut | None
    certification: CertificationOut | None
    quality_plan: PlanOut | None
    attributes: list[AttributeOut]
    registrations: list[RegistrationOut]


class TraceOut(_Out):
    kind: TraceKind
    code: str
    name: str
    use: TraceUse


class FindingOut(_Out):
    rule: str
    subject_code: str
    zh: str
    en: str


class DeviationOut(_Out):
    attribute_code: str
    element_code: str
    aspect: str
    attribute_value: str
    element_value: str


class ObjectMapOut(BaseModel):
    """One business object down to its columns."""

    object: NodeOut
    subject_area: NodeOut
    domain: NodeOut
    owner: OwnerOut | None
    traces: list[TraceOut]
    entities: list[EntityOut]
    findings: list[FindingOut]
    deviations: list[DeviationOut]
    may_see_physical: bool


class SystemOut(_Out):
    code: str
    name: str
    organisation_id: str
    vendor: str
    network_zone: str
    database_kind: str
    state: SystemState


class SystemList(BaseModel):
    items: list[SystemOut]
    total: int


class SourceOut(_Out):
    code: str
    name: str
    system_code: str
    connector: str
    organisation_id: str
    settings: dict[str, Any]


class SourceList(BaseModel):
    items: list[SourceOut]
    total: int


class BasisOut(_Out):
    code: str
    title: str
    kind: str
    article: str


class BasisList(BaseModel):
    items: list[BasisOut]
    total: int


class ItemOut(_Out):
    name: str
    data_type: str
    length: int | None
    attribute_code: str | None
    share_type: ShareType | None


class DecisionOut(_Out):
    actor_name: str
    action: str
    opinion: str
    at: datetime
    next_state: EntryState


class EntryOut(BaseModel):
    """A catalogue entry with the core metadata of the compilation guide."""

    code: str
    version: int
    state: EntryState
    name: str
    category: str
    provider_organisation_id: str
    provider_name: str
    provider_code: str
    abstract: str
    format_category: str
    format_type: str
    items: list[ItemOut]
    share_type: ShareType
    share_condition: str
    legal_basis: BasisOut | None
    share_method: str
    openness: str
    open_condition: str
    update_cycle: str
    published_on: date | None
    entity_code: str | None
    grade: Grade | None
    decisions: list[DecisionOut]


class EntryList(BaseModel):
    items: list[EntryOut]
    total: int


class Opinion(BaseModel):
    opinion: str = Field("", max_length=500)


class Reason(BaseModel):
    opinion: str = Field(min_length=2, max_length=500)


class GradesIn(BaseModel):
    """Grades by attribute code, first or higher ones."""

    grades: dict[str, Grade] = Field(min_length=1, max_length=2000)


class LoweringIn(BaseModel):
    grade: Grade
    reason: str = Field(min_length=2, max_length=500)


class LoweringOut(BaseModel):
    id: str


class SignatureIn(BaseModel):
    approve: bool


class HitOut(_Out):
    kind: str
    code: str
    name: str
    description: str
    state: str
    organisation_id: str


class SearchOut(BaseModel):
    items: list[HitOut]
    total: int
    facets: dict[str, int]
    is_capped: bool


class EndOut(_Out):
    ref: str
    label: str


class EdgeOut(BaseModel):
    origin: str
    target: str
    via: str


class LineageOut(BaseModel):
    ends: list[EndOut]
    edges: list[EdgeOut]


@router.get("/tree")
def list_children(call: ReadCall, parent: Annotated[str | None, Query(max_length=60)] = None) -> NodeList:
    """The nodes right below one, or the domains."""
    found = facade.children(call.uow, parent, by=call.actor)
    return NodeList(items=[_node(view) for view in found], total=len(found))


@router.get("/nodes/{code}")
def read_node(code: str, call: ReadCall) -> NodeOut:
    """One node of L1–L4."""
    return _node(facade.node(call.uow, code, by=call.actor))


@router.get("/objects/{code}/map")
def read_object_map(code: str, call: ReadCall) -> ObjectMapOut:
    """One business object down to its columns, with what it lacks."""
    found = facade.object_map(call.uow, code, by=call.actor)
    may_see = access.permits(call.uow, call.actor, permissions.READ_PHYSICAL, found.object.organisation_id)
    return ObjectMapOut(
        object=_node(found.object),
        subject_area=_node(found.subject_area),
        domain=_node(found.domain),
        owner=OwnerOut.model_validate(found.owner) if found.owner else None,
        traces=[TraceOut.model_validate(trace) for trace in found.traces],
        entities=[_entity(entity, may_see) for entity in found.entities],
        findings=[FindingOut.model_validate(finding) for finding in found.findings],
        deviations=[DeviationOut.model_validate(deviation) for deviation in found.deviations],
        may_see_physical=may_see,
    )


@router.get("/entities/{code}")
def read_entity(code: str, call: ReadCall) -> EntityOut:
    """One logical entity with its five elements and attributes."""
    row = facade.visible_node(call.uow, code, by=call.actor)
    may_see = access.permits(call.uow, call.actor, permissions.READ_PHYSICAL, row.organisation_id)
    return _entity(facade.entity(call.uow, code), may_see)


@router.post("/entities/{code}/owner-confirmation", status_code=204)
def confirm_owner(code: str, call: EditCall) -> None:
    """The owner accepts to answer for an entity."""
    facade.visible_node(call.uow, code, by=call.actor)
    facade.confirm_owner(call.uow, code, by=call.actor)


@router.post("/grades", status_code=204)
def set_grades(body: GradesIn, call: EditCall) -> None:
    """Grade attributes for the first time, or raise their grades."""
    facade.set_grades(call.uow, body.grades, by=call.actor)


@router.post("/attributes/{code}/lowerings", status_code=201)
def propose_lowering(code: str, body: LoweringIn, call: LowerCall) -> LoweringOut:
    """Propose to lower a grade; it waits for the security administrator's signature."""
    return LoweringOut(id=facade.propose_lowering(call.uow, code, body.grade, body.reason, by=call.actor))


@router.post("/lowerings/{lowering_id}/signature", status_code=204)
def sign_lowering(lowering_id: str, body: SignatureIn, call: ConfirmCall) -> None:
    """The second signature under the lowering of a grade."""
    facade.confirm_lowering(call.uow, lowering_id, body.approve, by=call.actor)


@router.get("/systems")
def list_systems(call: ReadCall, page: Paging) -> SystemList:
    """The register of application systems."""
    found = facade.list_systems(call.uow, page)
    return SystemList(items=[SystemOut.model_validate(system) for system in found.items], total=found.total)


@router.get("/sources")
def list_sources(call: PhysicalCall, page: Paging) -> SourceList:
    """Sources of one's organisation."""
    found = facade.list_sources(call.uow, page, by=call.actor)
    return SourceList(items=[SourceOut.model_validate(source) for source in found.items], total=found.total)


@router.get("/sources/{code}")
def read_source(code: str, call: PhysicalCall) -> SourceOut:
    """One source; its secret stays in the vault."""
    return SourceOut.model_validate(facade.visible_source(call.uow, code, by=call.actor))


@router.get("/legal-bases")
def list_legal_bases(call: ReadCall) -> BasisList:
    """What 不予共享 may cite."""
    found = facade.list_legal_bases(call.uow)
    return BasisList(items=[BasisOut.model_validate(basis) for basis in found], total=len(found))


@router.get("/catalogue")
def list_catalogue(
    call: ReadCall, page: Paging, share_type: ShareType | None = None, organisation_id: str | None = None
) -> EntryList:
    """Resource catalogue entries."""
    found = facade.list_catalogue(call.uow, page, share_type=share_type, organisation_id=organisation_id, by=call.actor)
    return EntryList(items=[_entry(entry) for entry in found.items], total=found.total)


# Codes of entries hold a slash (STANDARDS §1.3), so they are the rest of the path.
@router.get("/catalogue/{code:path}")
def read_entry(code: str, call: ReadCall) -> EntryOut:
    """One catalogue entry."""
    return _entry(facade.visible_entry(call.uow, code, by=call.actor))


@router.post("/catalogue-submission/{code:path}")
def submit_entry(code: str, call: CompileCall) -> EntryOut:
    """Hand an entry in for the approval that is next."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return _entry(facade.submit_entry(call.uow, code, by=call.actor))


@router.post("/catalogue-approval/{code:path}")
def approve_entry(code: str, body: Opinion, call: ReviewCall) -> EntryOut:
    """Give the approval that is due."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return _entry(facade.approve_entry(call.uow, code, body.opinion, by=call.actor))


@router.post("/catalogue-rejection/{code:path}")
def reject_entry(code: str, body: Reason, call: ReviewCall) -> EntryOut:
    """Send an entry back with a reason."""
    facade.visible_entry(call.uow, code, by=call.actor)
    return _entry(facade.reject_entry(call.uow, code, body.opinion, by=call.actor))


@router.get("/search")
def search(call: ReadCall, page: Paging, kind: Annotated[list[str] | None, Query()] = None) -> SearchOut:
    """Search names, codes, synonyms, pinyin and descriptions."""
    found = facade.search(call.uow, page.q, page, kinds=kind or (), by=call.actor)
    return SearchOut(
        items=[HitOut.model_validate(hit) for hit in found.items],
        total=found.total,
        facets=dict(found.facets),
        is_capped=found.is_capped,
    )


@router.get("/lineage")
def read_lineage(call: ReadCall, ref: Annotated[str, Query(max_length=200)]) -> LineageOut:
    """The visible neighbourhood of one end."""
    found = facade.lineage(call.uow, ref, by=call.actor)
    edges = [EdgeOut(origin=origin, target=target, via=via) for origin, target, via in found.edges]
    return LineageOut(ends=[EndOut.model_validate(end) for end in found.ends], edges=edges)


def _node(view: NodeView) -> NodeOut:
    return NodeOut.model_validate(view)


def _entity(entity: Entity, may_see_physical: bool) -> EntityOut:
    registrations = entity.registrations if may_see_physical else ()
    return EntityOut(
        code=entity.code,
        name=entity.name,
        definition=entity.definition,
        object_code=entity.object_code,
        subject_area_code=entity.subject_area_code,
        domain_code=entity.domain_code,
        organisation_id=entity.organisation_id,
        table=entity.table,
        state=entity.state,
        is_critical=entity.is_critical,
        grade=entity.grade,
        owner=OwnerOut.model_validate(entity.owner) if entity.owner else None,
        category=CategoryOut.model_validate(entity.category) if entity.category else None,
        certification=CertificationOut.model_validate(entity.certification) if entity.certification else None,
        quality_plan=PlanOut.model_validate(entity.quality_plan) if entity.quality_plan else None,
        attributes=[_attribute(attribute) for attribute in entity.attributes],
        registrations=[RegistrationOut.model_validate(registration) for registration in registrations],
    )


def _attribute(attribute: Attribute) -> AttributeOut:
    element = attribute.data_element
    return AttributeOut(
        code=attribute.code,
        name=attribute.name,
        definition=attribute.definition,
        column=attribute.column,
        position=attribute.position,
        data_element=element.code if element else None,
        data_element_name=element.name if element else None,
        data_type=element.type if element else None,
        format=element.format if element else None,
        code_table=element.code_table if element else None,
        grade=attribute.grade,
        is_key=attribute.is_key,
        is_identifying=attribute.is_identifying,
        is_critical=attribute.is_critical,
        is_personal=attribute.is_personal,
        state=attribute.state,
    )


def _entry(entry: CatalogueEntry) -> EntryOut:
    values = {name: getattr(entry, name) for name in EntryOut.model_fields}
    return EntryOut.model_validate(values, from_attributes=True)

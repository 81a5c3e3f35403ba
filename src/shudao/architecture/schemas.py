"""What of the ledger, of grades, search and lineage crosses HTTP."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shudao.architecture.contracts import (
    Attribute,
    Category,
    CategoryKind,
    CategoryOrigin,
    CategoryStructure,
    ChangeState,
    Entity,
    Grade,
    NewAttribute,
    NewNode,
    NodeView,
    ObjectMap,
    State,
    Trace,
    TraceKind,
    TraceUse,
)
from shudao.architecture.schemas_tracing import ProposedOwnerOut, UseOut

Text = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Code = Annotated[str, Field(max_length=60)]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CategoryOut(Out):
    origin: CategoryOrigin
    structure: CategoryStructure
    kind: CategoryKind | None


class NodeOut(Out):
    code: str
    level: int
    name: str
    definition: str
    parent_code: str | None
    organisation_id: str
    state: State
    version: int
    grade: Grade | None
    is_critical: bool
    category: CategoryOut | None
    child_count: int


class NodeList(BaseModel):
    items: list[NodeOut]
    total: int


class OwnerOut(Out):
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
    version: int


class CertificationOut(Out):
    id: str
    system_code: str
    system_name: str
    certified_at: datetime


class PlanOut(Out):
    rule_kinds: list[str]
    cycle: str
    tolerance: Decimal
    expected_rows: int | None
    declared_at: datetime


class RegistrationOut(Out):
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


class TraceOut(Out):
    kind: TraceKind
    code: str
    name: str
    use: TraceUse


class FindingOut(Out):
    rule: str
    subject_code: str
    zh: str
    en: str


class DeviationOut(Out):
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
    uses: list[UseOut]
    proposed_owner: ProposedOwnerOut | None
    entities: list[EntityOut]
    findings: list[FindingOut]
    deviations: list[DeviationOut]
    may_see_physical: bool


class GradesIn(BaseModel):
    """Grades by attribute code, first or higher ones."""

    grades: dict[str, Grade] = Field(min_length=1, max_length=2000)


class LoweringIn(BaseModel):
    grade: Grade
    reason: str = Field(min_length=2, max_length=500)
    effective_on: date | None = None


class LoweringOut(BaseModel):
    id: str


class SignatureIn(BaseModel):
    approve: bool


class EndOut(Out):
    ref: str
    label: str


class EdgeOut(BaseModel):
    origin: str
    target: str
    via: str


class LineageOut(BaseModel):
    ends: list[EndOut]
    edges: list[EdgeOut]


class CategoryIn(BaseModel):
    origin: CategoryOrigin
    structure: CategoryStructure
    kind: CategoryKind | None = None


class TraceIn(BaseModel):
    kind: TraceKind
    code: Code
    name: str = Field("", max_length=200)
    use: TraceUse = TraceUse.DERIVES


class NodeIn(BaseModel):
    """A node of L1–L4; the parent comes from the code."""

    code: Code
    name: Name
    organisation_id: str = Field(max_length=64)
    definition: Text = ""
    english: str = Field("", max_length=200)
    synonyms: list[str] = Field(default_factory=list, max_length=50)
    category: CategoryIn | None = None
    grade: Grade | None = None
    is_critical: bool = False
    table: str | None = Field(None, max_length=60)
    identifying_attribute: str | None = Field(None, max_length=60)
    traces: list[TraceIn] = Field(default_factory=list, max_length=200)

    def new(self) -> NewNode:
        plain = self.model_dump(exclude={"synonyms", "category", "traces"})
        return NewNode(
            **plain,
            synonyms=tuple(self.synonyms),
            category=Category(**self.category.model_dump()) if self.category else None,
            traces=tuple(Trace(**trace.model_dump()) for trace in self.traces),
        )


class AttributeIn(BaseModel):
    """An attribute L5; the entity comes from the code."""

    code: Code
    name: Name
    field: str = Field(max_length=60)
    definition: Text = ""
    data_element: str | None = Field(None, max_length=20)
    grade: Grade | None = None
    is_key: bool = False
    is_critical: bool = False
    is_personal: bool = False
    nullable: bool = True
    synonyms: list[str] = Field(default_factory=list, max_length=50)
    data_type: str | None = Field(None, max_length=30)
    format: str | None = Field(None, max_length=30)

    def new(self) -> NewAttribute:
        return NewAttribute(**{**self.model_dump(), "synonyms": tuple(self.synonyms)})


class DefinitionIn(BaseModel):
    """A set of nodes and attributes, written whole or not at all."""

    nodes: list[NodeIn] = Field(default_factory=list, max_length=2000)
    attributes: list[AttributeIn] = Field(default_factory=list, max_length=10_000)


class CountOut(BaseModel):
    count: int


class ChangeIn(BaseModel):
    """New values by field, and the version they were read at."""

    changes: dict[str, str | bool | list[str] | None] = Field(min_length=1, max_length=10)
    reason: str = Field(min_length=2, max_length=500)
    seen_version: int


class ChangeOut(BaseModel):
    id: str


class VersionOut(Out):
    version: int
    content: dict[str, str | bool | list[str] | None]
    replaced_at: datetime


class VersionList(BaseModel):
    items: list[VersionOut]
    total: int


class LoweringItem(Out):
    id: str
    attribute_code: str
    attribute_name: str
    organisation_id: str
    before: Grade
    after: Grade
    reason: str
    effective_on: date | None
    state: ChangeState
    requested_name: str
    requested_at: datetime
    decided_at: datetime | None


class LoweringList(BaseModel):
    items: list[LoweringItem]
    total: int


class PlanIn(BaseModel):
    """Which kinds of rules are meant to hold, how often they are asked, and what share of rows may fail (0–1)."""

    rule_kinds: list[str] = Field(min_length=1, max_length=50)
    cycle: str = Field(min_length=1, max_length=30)
    tolerance: Decimal = Field(ge=0, le=1)
    expected_rows: int | None = Field(None, ge=0)


def node_out(view: NodeView) -> NodeOut:
    return NodeOut.model_validate(view)


def entity_out(entity: Entity) -> EntityOut:
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
        attributes=[attribute_out(attribute) for attribute in entity.attributes],
        registrations=[RegistrationOut.model_validate(registration) for registration in entity.registrations],
    )


def attribute_out(attribute: Attribute) -> AttributeOut:
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
        version=attribute.version,
    )


def map_out(found: ObjectMap, may_see_physical: bool) -> ObjectMapOut:
    return ObjectMapOut(
        object=node_out(found.object),
        subject_area=node_out(found.subject_area),
        domain=node_out(found.domain),
        owner=OwnerOut.model_validate(found.owner) if found.owner else None,
        traces=[TraceOut.model_validate(trace) for trace in found.traces],
        uses=[UseOut.model_validate(use) for use in found.uses],
        proposed_owner=ProposedOwnerOut.model_validate(found.proposed_owner) if found.proposed_owner else None,
        entities=[entity_out(entity) for entity in found.entities],
        findings=[FindingOut.model_validate(finding) for finding in found.findings],
        deviations=[DeviationOut.model_validate(deviation) for deviation in found.deviations],
        may_see_physical=may_see_physical,
    )

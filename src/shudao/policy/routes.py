"""HTTP of `policy`: data elements; code tables, mappings, proposals and norms in files of their own."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions, routes_codes, routes_mappings, routes_norms, routes_proposals
from shudao.policy.contracts import (
    DEFAULT_NULL_WORDS,
    DataType,
    Library,
    NewDataElement,
    Relation,
    RelationKind,
    Representation,
    State,
    ValueRange,
)

router = APIRouter(prefix="/api/v1/policy", tags=["policy"])

ReadCall = Annotated[Call, permitted(permissions.READ)]
EditCall = Annotated[Call, permitted(permissions.EDIT)]
PublishCall = Annotated[Call, permitted(permissions.PUBLISH)]
Paged = Annotated[PageQuery, Depends(page_query)]


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RangeModel(Out):
    min: str | None = None
    max: str | None = None


class RelationModel(Out):
    """How an element stands to another one, by its code."""

    kind: RelationKind
    element: str = Field(pattern=r"^DE\d{5,8}$")


class ElementIn(BaseModel):
    """A data element as it is submitted (GB/T 19488.1)."""

    code: str = Field(pattern=r"^DE\d{5,8}$")
    version: int = Field(1, ge=1)
    name: str = Field(min_length=1, max_length=100)
    definition: str = Field(min_length=1, max_length=1000)
    object_class: str = Field(min_length=1, max_length=60)
    property: str = Field(min_length=1, max_length=60)
    representation: Representation
    data_type: DataType
    format: str = Field(max_length=30)
    submitted_by: str = Field(max_length=64)
    english: str = Field("", max_length=200)
    pinyin: str = Field("", max_length=300)
    code_table: str | None = Field(None, max_length=60)
    range: RangeModel | None = None
    checksum: str | None = Field(None, max_length=60)
    pattern: str | None = Field(None, max_length=500)
    unit: str | None = Field(None, max_length=30)
    synonyms: list[str] = Field(default_factory=list, max_length=100)
    null_words: list[str] = Field(default_factory=lambda: list(DEFAULT_NULL_WORDS), max_length=50)
    use: str = Field("", max_length=1000)
    context: str = Field("", max_length=1000)
    relations: list[RelationModel] = Field(default_factory=list, max_length=50)
    library: Library = Library.LOCAL
    rule_organisation_id: str | None = Field(None, max_length=64)
    maintenance_organisation_id: str | None = Field(None, max_length=64)
    monitoring_organisation_id: str | None = Field(None, max_length=64)
    registered_by: str | None = Field(None, max_length=64)
    remark: str = Field("", max_length=1000)


class ElementOut(Out):
    """A data element: business, technical and management view."""

    code: str
    version: int
    state: State
    name: str
    english: str
    pinyin: str
    definition: str
    object_class: str
    property: str
    representation: Representation
    synonyms: list[str]
    use: str
    data_type: DataType
    format: str
    code_table: str | None
    range: RangeModel | None
    checksum: str | None
    pattern: str | None
    unit: str | None
    null_words: list[str]
    submitted_by: str
    registered_by: str | None
    rule_organisation_id: str | None
    maintenance_organisation_id: str | None
    monitoring_organisation_id: str | None
    approved_on: date | None
    remark: str
    context: str
    relations: list[RelationModel]
    library: Library


class ElementList(BaseModel):
    items: list[ElementOut]
    total: int


class ReasonIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=1, max_length=500)


@router.get("/data-elements")
def list_data_elements(
    call: ReadCall, page: Paged, state: State | None = None, library: Library | None = None
) -> ElementList:
    """Data elements in all versions one may see."""
    found = facade.list_data_elements(call.uow, page, by=call.actor, state=state, library=library)
    return ElementList(items=[ElementOut.model_validate(e) for e in found.items], total=found.total)


@router.get("/data-elements/{code}")
def read_data_element(code: str, call: ReadCall) -> ElementOut:
    """One data element: its published version, else the newest draft one may see."""
    return ElementOut.model_validate(facade.read_data_element(call.uow, code, by=call.actor))


@router.post("/data-elements", status_code=201)
def define_data_element(body: ElementIn, call: EditCall) -> ElementOut:
    """Draft a data element."""
    values = body.model_dump(exclude={"range", "synonyms", "null_words", "relations"})
    limits = ValueRange(body.range.min, body.range.max) if body.range else None
    element = NewDataElement(
        **values,
        range=limits,
        synonyms=tuple(body.synonyms),
        null_words=tuple(body.null_words),
        relations=tuple(Relation(each.kind, each.element) for each in body.relations),
    )
    return ElementOut.model_validate(facade.define_data_element(call.uow, element, by=call.actor))


@router.post("/data-elements/{code}/submit", status_code=204)
def submit_data_element(code: str, call: EditCall) -> None:
    """Hand a draft in for review."""
    facade.submit_data_elements(call.uow, [code], by=call.actor)


@router.post("/data-elements/{code}/publish", status_code=204)
def publish_data_element(code: str, call: PublishCall) -> None:
    """Publish what is in review; not by its author."""
    facade.publish_data_elements(call.uow, [code], by=call.actor)


@router.post("/data-elements/{code}/retire", status_code=204)
def retire_data_element(code: str, body: ReasonIn, call: PublishCall) -> None:
    """End a published element without a successor."""
    facade.retire_data_element(call.uow, code, body.reason, by=call.actor)


router.include_router(routes_norms.router)
for _part in (routes_codes, routes_mappings, routes_proposals):
    router.include_router(_part.router)

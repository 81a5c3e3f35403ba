"""HTTP of `policy`: data elements, code tables, norms."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from shudao.access.http import Call, page_query, permitted
from shudao.kernel.paging import PageQuery
from shudao.policy import facade, permissions
from shudao.policy.contracts import (
    CodeRow,
    DataType,
    NewDataElement,
    NewNorm,
    PolicyKind,
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
    use: str = Field("", max_length=1000)
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


class ElementList(BaseModel):
    items: list[ElementOut]
    total: int


class CodeTableOut(Out):
    name: str
    title: str
    version: str
    state: State
    standard: str
    is_official: bool
    organisation_id: str
    row_count: int
    approved_on: date | None
    source: str


class CodeTableList(BaseModel):
    items: list[CodeTableOut]
    total: int


class CodeLine(Out):
    code: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=200)
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    is_local: bool = False
    successors: list[str] = Field(default_factory=list)
    aliases: list[str] = Field(default_factory=list)


class CodeList(BaseModel):
    items: list[CodeLine]
    total: int


class CodeTableIn(BaseModel):
    """A whole version of a code table."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{1,59}$")
    title: str = Field(min_length=1, max_length=100)
    version: str = Field(min_length=1, max_length=30)
    organisation_id: str = Field(max_length=64)
    standard: str = Field("", max_length=100)
    is_official: bool = False
    codes: list[CodeLine] = Field(min_length=1, max_length=10_000)


class NormIn(BaseModel):
    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]{1,29}$")
    version: int = Field(1, ge=1)
    title: str = Field(min_length=1, max_length=100)
    policy: PolicyKind
    effective_on: date
    organisation_id: str = Field(max_length=64)
    summary: str = Field("", max_length=4000)


class NormOut(Out):
    code: str
    version: int
    title: str
    policy: PolicyKind
    effective_on: date
    organisation_id: str
    summary: str
    state: State
    approved_on: date | None


class NormList(BaseModel):
    items: list[NormOut]
    total: int


class ReasonIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    reason: str = Field(min_length=1, max_length=500)


@router.get("/data-elements")
def list_data_elements(call: ReadCall, page: Paged, state: State | None = None) -> ElementList:
    """Data elements in all versions one may see."""
    found = facade.list_data_elements(call.uow, page, by=call.actor, state=state)
    return ElementList(items=[ElementOut.model_validate(e) for e in found.items], total=found.total)


@router.get("/data-elements/{code}")
def read_data_element(code: str, call: ReadCall) -> ElementOut:
    """One data element: its published version, else the newest draft one may see."""
    return ElementOut.model_validate(facade.read_data_element(call.uow, code, by=call.actor))


@router.post("/data-elements", status_code=201)
def define_data_element(body: ElementIn, call: EditCall) -> ElementOut:
    """Draft a data element."""
    values = body.model_dump(exclude={"range", "synonyms"})
    limits = ValueRange(body.range.min, body.range.max) if body.range else None
    element = NewDataElement(**values, range=limits, synonyms=tuple(body.synonyms))
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


@router.get("/code-tables")
def list_code_tables(call: ReadCall, page: Paged) -> CodeTableList:
    """Code tables in all versions one may see."""
    found = facade.list_code_tables(call.uow, page, by=call.actor)
    return CodeTableList(items=[CodeTableOut.model_validate(t) for t in found.items], total=found.total)


@router.post("/code-tables", status_code=201)
def load_code_table(body: CodeTableIn, call: EditCall) -> CodeTableOut:
    """Load a version of a code table as a draft, every row or none."""
    rows = [
        CodeRow(
            **line.model_dump(exclude={"successors", "aliases"}),
            successors=tuple(line.successors),
            aliases=tuple(line.aliases),
        )
        for line in body.codes
    ]
    values = body.model_dump(exclude={"name", "codes"})
    return CodeTableOut.model_validate(facade.load_code_table(call.uow, body.name, rows, by=call.actor, **values))


@router.get("/code-tables/{name}/codes")
def list_codes(name: str, call: ReadCall, page: Paged, as_of: date | None = None) -> CodeList:
    """Codes of a table; with `as_of`, those in force on that day."""
    found = facade.list_codes(call.uow, name, page, by=call.actor, as_of=as_of)
    return CodeList(items=[CodeLine.model_validate(c) for c in found.items], total=found.total)


@router.post("/code-tables/{name}/submit", status_code=204)
def submit_code_table(name: str, call: EditCall) -> None:
    """Hand a loaded version in for review."""
    facade.submit_code_tables(call.uow, [name], by=call.actor)


@router.post("/code-tables/{name}/publish", status_code=204)
def publish_code_table(name: str, call: PublishCall) -> None:
    """Publish the version in review; not by whoever loaded it."""
    facade.publish_code_tables(call.uow, [name], by=call.actor)


@router.get("/norms")
def list_norms(call: ReadCall, page: Paged) -> NormList:
    """The charter and the norms."""
    found = facade.list_norms(call.uow, page, by=call.actor)
    return NormList(items=[NormOut.model_validate(n) for n in found.items], total=found.total)


@router.get("/norms/{code}")
def read_norm(code: str, call: ReadCall) -> NormOut:
    """One norm."""
    return NormOut.model_validate(facade.norm(call.uow, code, by=call.actor))


@router.post("/norms", status_code=201)
def define_norm(body: NormIn, call: EditCall) -> NormOut:
    """Draft a norm."""
    return NormOut.model_validate(facade.define_norms(call.uow, [NewNorm(**body.model_dump())], by=call.actor)[0])


@router.post("/norms/{code}/submit", status_code=204)
def submit_norm(code: str, call: EditCall) -> None:
    """Hand a draft in for review."""
    facade.submit_norms(call.uow, [code], by=call.actor)


@router.post("/norms/{code}/publish", status_code=204)
def publish_norm(code: str, call: PublishCall) -> None:
    """Publish a norm in review; not by its author."""
    facade.publish_norms(call.uow, [code], by=call.actor)

"""What of the resource catalogue crosses HTTP."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shudao.architecture.contracts import (
    CatalogueEntry,
    CatalogueItem,
    CatalogueLevel,
    EntryState,
    FormatCategory,
    Grade,
    LegalBasis,
    LegalBasisKind,
    NewCatalogueEntry,
    Openness,
    ServiceObject,
    ShareMethod,
    ShareType,
    UpdateCycle,
)
from shudao.architecture.schemas import Name, Out

Extension = Annotated[str, Field(max_length=500)]


class BasisOut(Out):
    code: str
    title: str
    kind: str
    article: str


class BasisList(BaseModel):
    items: list[BasisOut]
    total: int


class ItemOut(Out):
    name: str
    data_type: str
    length: int | None
    attribute_code: str | None
    share_type: ShareType | None


class DecisionOut(Out):
    actor_name: str
    action: str
    opinion: str
    at: datetime
    next_state: EntryState


class RevisionOut(Out):
    """What a published entry is to become; its text is shown field by field among the reviews."""

    state: EntryState
    decisions: list[DecisionOut]
    changed_at: datetime


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
    industry: str
    service_object: ServiceObject | None
    level: CatalogueLevel
    related_codes: list[str]
    extensions: dict[str, str]
    aliases: list[str]
    revision: RevisionOut | None


class EntryList(BaseModel):
    items: list[EntryOut]
    total: int


class Opinion(BaseModel):
    opinion: str = Field("", max_length=500)


class Reason(BaseModel):
    opinion: str = Field(min_length=2, max_length=500)


class BasisIn(BaseModel):
    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")
    title: str = Field(min_length=2, max_length=300)
    kind: LegalBasisKind
    article: str = Field("", max_length=200)

    def new(self) -> LegalBasis:
        return LegalBasis(self.code, self.title, self.kind, self.article)


class ItemIn(BaseModel):
    """信息项; `data_type` is a letter of the compilation guide."""

    name: Name
    data_type: str = Field(max_length=1)
    length: int | None = None
    attribute_code: str | None = Field(None, max_length=60)
    share_type: ShareType | None = None


class EntryIn(BaseModel):
    """A catalogue entry as a department compiles it."""

    name: str = Field(max_length=200)
    category: str = Field(max_length=30)
    provider_organisation_id: str = Field(max_length=64)
    provider_name: str = Field(max_length=200)
    provider_code: str = Field(max_length=30)
    abstract: str = Field(max_length=2000)
    format_category: FormatCategory
    format_type: str = Field(max_length=60)
    share_type: ShareType
    share_method: ShareMethod
    openness: Openness
    update_cycle: UpdateCycle
    items: list[ItemIn] = Field(max_length=2000)
    entity_code: str | None = Field(None, max_length=60)
    code: str | None = Field(None, max_length=60)
    share_condition: str = Field("", max_length=2000)
    legal_basis: str | None = Field(None, max_length=60)
    open_condition: str = Field("", max_length=2000)
    is_secret: bool = False
    related_codes: list[str] = Field(default_factory=list, max_length=50)
    industry: str = Field("", max_length=1)
    service_object: ServiceObject | None = None
    level: CatalogueLevel = CatalogueLevel.DEPARTMENT
    extensions: dict[str, Extension] = Field(default_factory=dict, max_length=100)

    def new(self) -> NewCatalogueEntry:
        plain = self.model_dump(exclude={"items", "related_codes"})
        items = tuple(CatalogueItem(**item.model_dump()) for item in self.items)
        return NewCatalogueEntry(**plain, items=items, related_codes=tuple(self.related_codes))


def entry_out(entry: CatalogueEntry) -> EntryOut:
    values = {name: getattr(entry, name) for name in EntryOut.model_fields}
    return EntryOut.model_validate(values, from_attributes=True)
